"""The feature store: shards alone, a crowd at one value, and what sharing a read or keeping values does about it."""

import heapq
from dataclasses import replace

import numpy as np
import pytest

from greenroom.labs.serving.state import State, settings
from greenroom.labs.serving.store import SHARD_RPS, SHARDS, store
from greenroom.labs.serving.tape import MARKET, Size, Unrest, tape

TAPE = tape(3, Size(), Unrest(0.0, key_share=0.58))
LAB = slice(TAPE.tick(0.0), None)


def fetched(**what):
    told = settings([replace(State(-np.inf), **what)], TAPE).cut(LAB)
    return store(TAPE, LAB, told)


def test_a_shard_answers_as_fast_as_it_has_room():
    found, rps = fetched(), TAPE.rps[:, LAB]
    assert found.rates[1] * 1000 == pytest.approx(SHARD_RPS - rps[0] * 0.06 / SHARDS[0])
    assert found.hit_share[0] == pytest.approx(np.full(rps.shape[1], 0.94))


def test_a_crowd_at_one_value_fills_its_shard_by_day_and_not_by_night():
    found, key = fetched(), TAPE.key_rps[LAB]
    busy, calm = key > np.quantile(key, 0.9), key < np.quantile(key, 0.1)
    assert np.all(found.ways[MARKET, 2][busy] > 0.45)  # all who ask for it wait
    assert found.shard_rps[busy].min() > 0.95 * SHARD_RPS
    assert found.shard_rps[calm].max() < 0.5 * SHARD_RPS


def test_shared_reads_are_few_however_many_ask():
    found = fetched(coalesce=True)
    assert found.shard_rps.max() < 0.4 * SHARD_RPS
    assert found.rates[-1].min() > 1 / 25


def test_kept_values_are_read_seldom_and_often_no_longer_true():
    found = fetched(cache_s=60.0)
    assert found.shard_rps.max() < 12
    assert found.stale[MARKET].min() > 0.4
    assert 0.03 < found.stale[0].mean() < 0.06
    assert not fetched().stale.any()


def test_without_a_cache_all_wait_for_the_shards():
    found = fetched(cache_s=0.0)
    assert not found.hit_share.any()
    assert found.rates[1].min() == pytest.approx(1 / 400)


@pytest.mark.parametrize("shared", [False, True])
def test_reads_of_a_value_agree_with_reads_simulated_one_by_one(shared):
    """One seller asked for 60 times a second, written 20 times, a shard for 75 a second."""
    asked, spare = 60.0, 75.0
    reads = _simulated(asked, asked / 3, spare, shared=shared)
    one = replace(TAPE, rps=np.zeros((5, 12)), key_rps=np.full(12, asked), ends_h=TAPE.ends_h[:12])
    others = SHARD_RPS - spare
    one.rps[MARKET] = asked + others * SHARDS[MARKET] / 0.07
    of = store(one, slice(None), settings([State(-np.inf, coalesce=shared)], one))
    assert of.shard_rps[0] - others == pytest.approx(reads, rel=0.05)


def _simulated(asked, written, spare, *, shared, seconds=1500):
    """Reads a second of a value, its shard being M/M/1 with what the others leave of it."""
    draw = np.random.default_rng(4)
    heap = [(at_s, "ask", 0.0) for at_s in np.cumsum(draw.exponential(1 / asked, int(asked * seconds)))]
    heap += [
        (at_s, "write", 0.0) for at_s in np.cumsum(draw.exponential(1 / written, int(written * seconds)))
    ]
    heapq.heapify(heap)
    cached, reading, count, free_s, written_s = False, 0, 0, 0.0, 0.0
    while heap:
        now, kind, begun = heapq.heappop(heap)
        if kind == "write":
            cached, written_s = False, now
        elif kind == "back":
            reading -= 1
            cached = cached or begun >= written_s
        elif not cached and not (shared and reading):
            count += 1
            reading += 1
            free_s = max(free_s, now) + draw.exponential(1 / spare)
            heapq.heappush(heap, (free_s, "back", now))
    return count / seconds
