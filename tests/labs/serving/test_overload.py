"""Overload with retries: it outlasts its cause, and ends when less is asked than can be served."""

from dataclasses import replace

import numpy as np
import pytest
from tests.labs.serving.begun import one_by_one

from greenroom.labs.serving.overload import QUEUE_MS, Demand, attempts, queues

TICKS = 24
SPIKE = np.where((np.arange(TICKS) >= 4) & (np.arange(TICKS) < 8), 3000.0, 700.0)


def demand(rps=SPIKE, *, retries=8.0, allowed=1e9, timeout_ms=250.0, machines=12.0, drained=()):
    count = len(rps)

    def same(value):
        return np.full((1, count), float(value))

    return Demand(
        rps=np.asarray(rps, dtype=float), share=same(1), capacity=same(machines * 125), service_ms=same(8),
        failing=same(0.003), timeout_ms=same(timeout_ms)[0], retries=same(retries)[0], allowed=same(allowed)[0],
        drained=np.isin(np.arange(count), drained), room_ms=116.0,
    )  # fmt: skip


def late(asked, before=None):
    return queues(asked, before).late[0]


def test_a_queue_with_room_never_fills():
    assert not late(demand(np.full(TICKS, 1400.0))).any()


def test_it_outlasts_the_spike_that_began_it():
    found = late(demand())
    assert not found[:4].any()
    assert np.all(found[5:] == 1.0)


@pytest.mark.parametrize(
    "how",
    [{"allowed": 0.1}, {"retries": 1.0, "allowed": 0.1}, {"retries": 0.0}],
    ids=["a budget", "one and a budget", "none"],
)
def test_with_bounded_retries_it_ends_with_its_cause(how):
    found = late(demand(**how))
    assert np.all(found[5:8] > 0.9)
    assert not found[9:].any()


@pytest.mark.parametrize(("machines", "ends"), [(18, False), (36, False), (54, True)])
def test_machines_only_help_if_there_are_enough_for_all_attempts(machines, ends):
    stuck = queues(demand(), None).queue_ms[:, -1]
    after = late(demand(np.full(TICKS, 700.0), machines=machines), stuck)
    assert (not after[1:].any()) is ends  # nine attempts for 700 requests a second, 125 a machine


def test_less_load_for_a_moment_ends_it_for_good():
    shed = np.where(np.arange(TICKS) == 12, SPIKE * 0.15, SPIKE)
    assert not late(demand(shed))[13:].any()


def test_less_load_that_is_still_too_much_does_not():
    shed = np.where(np.arange(TICKS) == 12, SPIKE * 0.5, SPIKE)
    assert np.all(late(demand(shed))[13:] == 1.0)


def test_a_drained_queue_stays_empty_after_a_tick_without_answers():
    found = late(demand(drained=[12]))
    assert found[12] == 1.0
    assert not found[13:].any()


def test_a_longer_timeout_than_the_queue_would_end_it_and_a_second_does_not():
    stuck = np.array([QUEUE_MS])
    calm = np.full(TICKS, 700.0)
    assert np.all(late(demand(calm, timeout_ms=1000), stuck) == 1.0)
    assert not late(demand(calm, timeout_ms=1500), stuck)[1:].any()


def test_followed_in_two_parts_it_is_the_same():
    whole, asked = queues(demand()), demand()
    first = {name: getattr(asked, name) for name in ("share", "capacity", "service_ms", "failing")}
    parts = replace(
        asked, **{name: value[:, 6:] for name, value in first.items()},
        **{name: getattr(asked, name)[6:] for name in ("rps", "timeout_ms", "retries", "allowed", "drained")},
    )  # fmt: skip
    again = queues(parts, whole.queue_ms[:, 5])
    assert np.array_equal(again.late, whole.late[:, 6:])
    assert np.array_equal(again.queue_ms, whole.queue_ms[:, 6:])


def test_attempts_are_those_of_a_geometric_series_within_the_budget():
    def of(failing, retries, allowed):
        return float(attempts(np.array([failing]), np.array([retries]), np.array([allowed]))[0])

    assert of(0.5, 2.0, 9.0) == pytest.approx(1 + 0.5 + 0.25)
    assert of(1.0, 8.0, 1e9) == pytest.approx(9.0)
    assert of(1.0, 8.0, 0.1) == pytest.approx(1.1)
    assert of(0.0, 8.0, 1e9) == 1.0


def test_requests_followed_one_by_one_do_the_same():
    second = np.arange(50)
    rps = np.where((second >= 6) & (second < 12), 900.0, 250.0)  # four machines serve 500 a second
    rps[30:40] = 25.0
    answered, tried = one_by_one(rps, 4, 0.008, timeout_s=0.25, retries=8, seed=1)
    assert answered[:5].min() > 0.99
    assert answered[16:30].max() < 0.01  # the spike is over, nobody is answered
    assert tried[16:30].mean() / 250 == pytest.approx(9, rel=0.05)
    assert answered[42:].min() > 0.99  # for some seconds less was asked
