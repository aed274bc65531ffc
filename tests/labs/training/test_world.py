"""The world: the same for a seed, with thieves who change their ways in each market."""

import dataclasses

import numpy as np
import pytest
from tests.labs.training.playing import SEED, SMALL, session

from greenroom.labs.training.store import day_name, shard_name, world
from greenroom.labs.training.validator import area
from greenroom.labs.training.world import BOUND, LARGEST, MARKETS, MEAN, NAMES, SPREAD, TURNOVER, Size, tape

TAPE = tape(SEED, SMALL)


def test_the_same_seed_has_the_same_payments_and_another_has_not():
    for one in dataclasses.fields(TAPE):
        if one.name != "size":
            assert np.array_equal(getattr(tape(SEED, SMALL), one.name), getattr(TAPE, one.name))
    assert not np.array_equal(tape(SEED + 1, SMALL).stolen[:2000], TAPE.stolen[:2000])


def test_payments_are_in_order_and_each_is_in_one_shard():
    assert np.all(np.diff(TAPE.when_h) >= 0)
    days = range(-SMALL.history_days, SMALL.lab_days)
    rows = [TAPE.rows(day, market) for day in days for market in range(len(MARKETS))]
    assert np.array_equal(np.sort(np.concatenate(rows)), np.arange(len(TAPE.when_h)))
    here = TAPE.rows(2, 1)
    assert np.all(TAPE.market[here] == 1)
    assert np.all((TAPE.when_h[here] >= 48) & (TAPE.when_h[here] < 72))


def test_two_or_three_in_a_hundred_are_thefts_and_one_in_seven_is_held_out():
    assert 0.015 < TAPE.stolen.mean() < 0.04
    assert TAPE.held_out.mean() == pytest.approx(0.15, abs=0.01)
    assert np.bincount(TAPE.market).argmax() == LARGEST


def test_every_value_is_within_the_schema_and_rare_wholesale_ones_are_far_out():
    away = np.abs(TAPE.features - MEAN) / SPREAD
    assert away.max() < BOUND
    far = away[:, TURNOVER] > 20
    assert 0 < far.sum() < 3 * (SMALL.history_days + SMALL.lab_days)
    assert not TAPE.stolen[far].any()


def test_three_in_a_hundred_sellers_turn_over_more_than_float16_holds():
    assert (TAPE.features[:, TURNOVER] > 65504).mean() == pytest.approx(0.031, abs=0.004)
    others = np.delete(TAPE.features, TURNOVER, axis=1)
    assert np.abs(others).max() < 1000
    assert len(NAMES) == TAPE.features.shape[1]


def live_auc(of, name, day):
    rows = np.flatnonzero((TAPE.when_h >= day * 24) & (TAPE.when_h < (day + 2) * 24))
    return area(
        of.system.timeline.model(name).scores(TAPE.features[rows], TAPE.market[rows]), TAPE.stolen[rows]
    )


def test_a_version_is_the_better_the_newer_it_is():
    of = session()
    fresh, old, older = (live_auc(of, name, 4) for name in ("n05", "n01", "nb3"))
    assert fresh > old > older
    assert fresh > 0.9


def test_days_and_shards_are_named_as_the_clock_counts():
    assert (day_name(0), day_name(4), day_name(-1)) == ("d01", "d05", "b01")
    assert shard_name(4, 2) == "d05-c"


def test_what_was_made_once_is_not_made_again():
    of, made = world(SEED, Size(per_day=50)), []
    for _ in range(2):
        of.once("a test", lambda: made.append(1))
    assert made == [1]
