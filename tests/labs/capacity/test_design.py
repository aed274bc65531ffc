"""What a serving design does: its tail, its bottleneck, its limit and its price."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from greenroom.labs.capacity.design import Component, Design, latencies_s, performance
from greenroom.labs.capacity.queueing import mean_wait_s, response_quantile_s

GATEWAY = Component("gateway", servers=1, service_ms=2, usd_per_server_hour=0.2)
FEATURES = Component("features", servers=4, service_ms=8, usd_per_server_hour=0.4)
RANKER = Component("ranker", servers=3, service_ms=12, usd_per_server_hour=1.6, share=0.4)
RANKING = Design((GATEWAY, FEATURES, RANKER), rate_per_s=300)


def generator(seed=11):
    return np.random.Generator(np.random.Philox(seed))


def with_component(design, name, **changes):
    found = [replace(one, **changes) if one.name == name else one for one in design.components]
    return replace(design, components=tuple(found))


def test_the_mean_of_exponential_stages_is_the_sum_of_erlangs():  # Jackson (1957): each is as if it stood alone
    exact_s = 0.0
    for one in RANKING.components:
        rate, service_s = RANKING.rate_per_s * one.share, one.service_ms / 1000
        exact_s += one.share * (service_s + mean_wait_s(rate, service_s, one.servers))
    found = performance(RANKING, generator(), requests=300_000)
    assert found.mean_ms.mean == pytest.approx(1000 * exact_s, rel=0.03)
    assert found.p50_ms < found.mean_ms.mean < found.p99_ms


def test_the_tail_of_one_component_is_the_closed_form():
    found = performance(Design((replace(FEATURES, share=1.0),), rate_per_s=300), generator())
    assert found.p50_ms == pytest.approx(1000 * response_quantile_s(0.5, 300, 0.008, 4), rel=0.03)
    assert found.p99_ms == pytest.approx(1000 * response_quantile_s(0.99, 300, 0.008, 4), rel=0.05)


def test_use_bottleneck_limit_and_price_follow_from_the_figures():
    found = performance(RANKING, generator(), requests=1000)
    assert found.utilisation == pytest.approx((0.6, 0.6, 0.48))
    assert found.highest_rate_per_s == pytest.approx(500)
    assert found.usd_per_month == pytest.approx((0.2 + 4 * 0.4 + 3 * 1.6) * 730)
    assert found.usd_per_million_requests == pytest.approx(6.6 / (300 * 3600) * 1e6)


def test_the_bottleneck_is_who_fills_first_and_a_cache_moves_it():
    without_cache = with_component(RANKING, "ranker", share=1.0)
    assert performance(without_cache, generator(), requests=1000).bottleneck == "ranker"
    assert performance(without_cache, generator(), requests=1000).highest_rate_per_s == pytest.approx(250)
    assert performance(RANKING, generator(), requests=1000).bottleneck != "ranker"


@pytest.mark.parametrize(("times", "is_stable"), [(0.99, True), (1.0, False), (1.2, False)])
def test_a_design_is_stable_below_its_highest_rate_and_answers_never_beyond(times, is_stable):
    found = performance(replace(RANKING, rate_per_s=500 * times), generator(), requests=2000)
    assert found.is_stable is is_stable
    assert math.isfinite(found.p99_ms) is is_stable
    assert math.isfinite(found.mean_ms.mean) is is_stable
    assert found.usd_per_million_requests < 6.6 / (300 * 3600) * 1e6


def test_a_request_that_misses_goes_to_all_that_stand_behind():
    alone = Component("a", 1, service_ms=1, service_cv=0)
    behind = replace(alone, name="b", service_ms=10, share=0.5)
    rare = replace(alone, name="c", service_ms=100, share=0.2)
    calm = Design((alone, behind, rare), rate_per_s=0.01, arrival_cv=0)  # nobody ever waits
    took_ms = np.round(1000 * latencies_s(calm, generator(), 20_000), 6)
    kinds, counts = np.unique(took_ms, return_counts=True)
    assert kinds.tolist() == [1, 11, 111]
    assert counts / 20_000 == pytest.approx([0.5, 0.3, 0.2], abs=0.02)


def test_requests_can_overtake_and_nobody_is_faster_than_their_own_work():
    slow_then_fast = Design((Component("a", 8, 50, 2.0), Component("b", 1, 1, 0)), rate_per_s=100)
    took = latencies_s(slow_then_fast, generator(), 20_000)
    assert took.min() >= 0.001 - 1e-9  # as far as subtracting two clocks is exact
    arrivals = np.arange(20_000) / 100
    assert (np.diff(arrivals + took) < 0).any()


def test_who_overtakes_is_served_first_by_the_next_component():
    many, one = Component("many", 130, service_ms=1000), Component("one", 1, service_ms=6)
    exact_s = sum(t + mean_wait_s(100, t, c) for t, c in ((1.0, 130), (0.006, 1)))
    found = performance(Design((many, one), rate_per_s=100), generator(), requests=100_000)
    assert found.mean_ms.mean == pytest.approx(
        1000 * exact_s, rel=0.02
    )  # kept in order, it would be some 6 s


def test_changing_the_last_component_leaves_the_luck_of_all_others_alone():
    slower = with_component(RANKING, "ranker", service_ms=20)
    more = with_component(RANKING, "ranker", servers=6)
    now, later, sooner = (latencies_s(one, generator(), 20_000) for one in (RANKING, slower, more))
    assert (sooner <= now + 1e-9).all()
    assert (now <= later + 1e-9).all()
    assert 0.55 < (now == later).mean() < 0.65  # the six in ten that the cache answers notice nothing


def test_more_variable_work_and_burstier_traffic_lengthen_the_tail():
    plain = performance(RANKING, generator()).p99_ms
    assert performance(with_component(RANKING, "features", service_cv=2.5), generator()).p99_ms > 1.2 * plain
    assert performance(replace(RANKING, arrival_cv=2.5), generator()).p99_ms > 1.2 * plain


def test_a_seed_gives_the_same_performance_again():
    assert performance(RANKING, generator(), requests=5000) == performance(
        RANKING, generator(), requests=5000
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"servers": 0}, "ranker: servers is 0"),
        ({"service_ms": 0}, "ranker: service_ms is 0"),
        ({"service_cv": -1}, "ranker: service_cv is -1"),
        ({"share": 40}, "ranker: share is 40"),
        ({"share": 0}, "ranker: share is 0"),
        ({"usd_per_server_hour": math.nan}, "ranker: usd_per_server_hour is nan"),
    ],
)
def test_a_component_that_cannot_be_is_refused_by_name(changes, message):
    with pytest.raises(ValueError, match=message):
        replace(RANKER, **changes)


def test_a_design_needs_components_of_different_names():
    for components in ((), (GATEWAY, GATEWAY)):
        with pytest.raises(ValueError, match="components of different names"):
            Design(components, rate_per_s=1)
