"""Latencies in closed form agree with the queues that they are the closed form of."""

import numpy as np
import pytest

from greenroom.labs.capacity import queueing, simulate
from greenroom.labs.serving.latency import Service, beyond, erlang_c, pool

AT_ONCE = 1e4


def service(fast_ms=8.0, slow_share=0.0, slow_ms=150.0):
    return Service(np.array([fast_ms]), np.array([slow_share]), np.array([slow_ms]))


@pytest.mark.parametrize(("machines", "busy"), [(1, 0.5), (3, 2.9), (12, 7.2), (12, 11.0), (18, 1.0)])
def test_the_share_that_waits_is_that_of_erlang(machines, busy):
    found = erlang_c(np.array([float(machines)]), np.array([busy]))
    assert found[0] == pytest.approx(queueing.erlang_c(machines, busy), rel=1e-9)


def test_pools_of_several_sizes_are_told_at_once():
    machines, busy = np.array([1.0, 12.0, 0.0]), np.array([0.5, 7.2, 0.0])
    assert erlang_c(machines, busy) == pytest.approx([0.5, queueing.erlang_c(12, 7.2), 1.0])


@pytest.mark.parametrize("rps", [450.0, 900.0, 1350.0, 1440.0])
@pytest.mark.parametrize("time_ms", [5.0, 20.0, 60.0])
def test_a_pool_of_one_kind_of_request_is_exactly_mmc(rps, time_ms):
    found = pool(service(), np.array([rps]), np.array([12.0])).beyond(time_ms, AT_ONCE)
    assert found[0] == pytest.approx(queueing.response_beyond(time_ms / 1000, rps, 0.008, 12), rel=2e-3)


@pytest.mark.parametrize("rps", [900.0, 1200.0])
def test_it_agrees_with_requests_simulated_one_by_one_within_three_percent(rps):
    rng = np.random.default_rng(5)
    gaps, services = rng.exponential(1 / rps, 400_000), rng.exponential(0.008, 400_000)
    times = (simulate.heap_waits(gaps, services, 12) + services) * 1000
    of = pool(service(), np.array([rps]), np.array([12.0]))
    for time_ms in (4.0, 12.0, 25.0):
        assert of.beyond(time_ms, AT_ONCE)[0] == pytest.approx((times > time_ms).mean(), rel=0.03)


def test_what_others_wait_behind_a_slow_way_is_the_upper_side_of_what_is_simulated():
    rng = np.random.default_rng(6)
    slow = rng.random(300_000) < 0.025
    services = rng.exponential(np.where(slow, 0.15, 0.008))
    waits = simulate.heap_waits(rng.exponential(1 / 900.0, 300_000), services, 12)
    of = pool(service(slow_share=0.025), np.array([900.0]), np.array([12.0]))
    assert 1.0 < of.waiting[0] / of.leaving[0] / (waits.mean() * 1000) < 1.5  # it knows two moments only


def test_sums_of_exponential_times_agree_with_drawn_ones():
    rng = np.random.default_rng(7)
    drawn = rng.exponential(1.5, 400_000) + rng.exponential(8.0, 400_000) + rng.exponential(12.0, 400_000)
    for time_ms in (10.0, 30.0, 60.0):
        assert beyond(time_ms, 1 / 1.5, 1 / 8.0, 1 / 12.0)[0] == pytest.approx(
            (drawn > time_ms).mean(), rel=0.03
        )


def test_equal_rates_do_not_divide_by_nothing():
    erlang = np.exp(-2.0) * (1 + 2.0 + 2.0)  # three alike at 0.1 per ms, 20 ms
    assert beyond(20.0, 0.1, 0.1, 0.1)[0] == pytest.approx(erlang, rel=0.01)
    assert beyond(-1.0, 0.1, 0.2)[0] == 1.0


def test_slow_ways_raise_p99_and_leave_the_median():
    good, bad = (
        pool(service(slow_share=share), np.array([300.0]), np.array([12.0])) for share in (0.0, 0.025)
    )
    assert bad.beyond(6.0, AT_ONCE)[0] == pytest.approx(good.beyond(6.0, AT_ONCE)[0], abs=0.02)
    assert bad.beyond(120.0, AT_ONCE)[0] > 0.01 > 1e4 * good.beyond(120.0, AT_ONCE)[0]
