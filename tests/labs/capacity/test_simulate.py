"""Simulated waits are those of the recursion, of the heap and of the closed forms."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from greenroom.labs.capacity.queueing import (
    allen_cunneen_wait_s,
    kingman_wait_s,
    mean_wait_s,
    wait_quantile_s,
)
from greenroom.labs.capacity.simulate import (
    batch_interval,
    draws,
    heap_waits,
    lindley_waits,
    simulated_waits,
)

MILLION = 1_000_000
TIMES = st.integers(0, 60).flatmap(
    lambda size: st.tuples(*[arrays(np.float64, size, elements=st.floats(0, 100))] * 2)
)


def generator(seed=7):
    return np.random.Generator(np.random.Philox(seed))


@given(TIMES)
def test_one_server_follows_lindleys_recursion(times):
    gaps, services = times
    waits = [0.0] * min(1, len(gaps))
    for gap, service in zip(gaps[1:], services[:-1], strict=True) if len(gaps) else ():
        waits.append(max(0.0, waits[-1] + service - gap))
    assert lindley_waits(gaps, services) == pytest.approx(waits, abs=1e-9)


@given(TIMES)
def test_the_heap_with_one_server_waits_as_lindley_does(times):
    assert heap_waits(*times, 1) == pytest.approx(lindley_waits(*times), abs=1e-9)


def test_both_agree_over_a_long_run_too():
    gaps, services = (
        draws(generator(1), 100_000, mean=1, cv=1.3),
        draws(generator(2), 100_000, mean=0.9, cv=2),
    )
    assert np.abs(heap_waits(gaps, services, 1) - lindley_waits(gaps, services)).max() < 1e-6


def test_two_servers_by_hand():
    gaps, services = np.array([5.0, 1.0, 1.0, 1.0]), np.array([10.0, 3.0, 4.0, 1.0])
    # They come at 0, 1, 2 and 3; the second server is free again at 4, and then at 8.
    assert heap_waits(gaps, services, 2).tolist() == [0, 0, 2, 5]


@given(TIMES, st.integers(1, 5))
def test_another_server_lengthens_nobodys_wait(times, servers):
    assert (heap_waits(*times, servers + 1) <= heap_waits(*times, servers) + 1e-9).all()


@pytest.mark.parametrize(("servers", "busy"), [(1, 0.7), (2, 0.7), (4, 0.7)])
def test_a_million_requests_wait_as_erlang_says_within_three_percent(servers, busy):
    waits = simulated_waits(generator(), MILLION, rate_per_s=servers * busy, service_s=1, servers=servers)
    exact = mean_wait_s(servers * busy, 1, servers)
    found = batch_interval(waits, share=0.999)
    assert found.mean == pytest.approx(exact, rel=0.03)
    assert found.low <= exact <= found.high
    assert found.half_width < 0.06 * exact
    assert np.quantile(waits, 0.99) == pytest.approx(
        wait_quantile_s(0.99, servers * busy, 1, servers), rel=0.05
    )


@pytest.mark.parametrize(
    ("arrival_cv", "service_cv", "busy"), [(1, 1.5, 0.8), (1.5, 0.7, 0.8), (0.7, 0.7, 0.9)]
)
def test_kingman_is_within_fifteen_percent_of_the_simulation(arrival_cv, service_cv, busy):
    cvs = {"arrival_cv": arrival_cv, "service_cv": service_cv}
    simulated = simulated_waits(generator(), MILLION, rate_per_s=busy, service_s=1, **cvs).mean()
    assert kingman_wait_s(busy, 1, **cvs) == pytest.approx(simulated, rel=0.15)


def test_allen_cunneen_is_within_fifteen_percent_of_the_simulation():
    queue = {"rate_per_s": 3.2, "service_s": 1.0, "servers": 4, "arrival_cv": 1.0, "service_cv": 1.5}
    simulated = simulated_waits(generator(), 500_000, **queue).mean()
    assert allen_cunneen_wait_s(**queue) == pytest.approx(simulated, rel=0.15)


def test_the_interval_holds_the_true_wait_about_as_often_as_it_says():
    runs = [simulated_waits(generator(seed), 40_000, rate_per_s=0.7, service_s=1) for seed in range(100)]
    found = [batch_interval(waits) for waits in runs]
    assert 88 <= sum(one.low <= 0.7 / 0.3 <= one.high for one in found) <= 100
    naive = [1.96 * waits.std() / len(waits) ** 0.5 for waits in runs]  # as if neighbours were strangers
    assert sum(abs(waits.mean() - 0.7 / 0.3) < half for waits, half in zip(runs, naive, strict=True)) < 60


@pytest.mark.parametrize(("batches", "student"), [(10, 2.2622), (20, 2.0930), (30, 2.0452)])
def test_the_interval_is_as_wide_as_students_table_says(batches, student):
    values = np.arange(batches * 5.0)
    means = values.reshape(batches, 5).mean(axis=1)
    assert batch_interval(values, batches=batches).half_width == pytest.approx(
        student * means.std(ddof=1) / batches**0.5, rel=2e-4
    )


@pytest.mark.parametrize("batches", [9, 21])
def test_too_few_batches_or_values_are_refused(batches):
    with pytest.raises(ValueError, match=f"20 values cannot be cut into {batches} batches"):
        batch_interval(np.ones(20), batches=batches)


@pytest.mark.parametrize("cv", [0, 0.3, 1, 2])
def test_what_is_drawn_has_the_mean_and_variation_asked_for(cv):
    drawn = draws(generator(), 400_000, mean=12, cv=cv)
    assert drawn.mean() == pytest.approx(12, rel=0.02)
    assert drawn.std() / drawn.mean() == pytest.approx(cv, rel=0.02)
    assert drawn.min() >= 0


def test_a_seed_gives_the_same_waits_again_and_another_does_not():
    queue = {"rate_per_s": 2.4, "service_s": 1.0, "servers": 3}
    first, again, other = (simulated_waits(generator(seed), 1000, **queue) for seed in (3, 3, 4))
    assert (first == again).all()
    assert (first != other).any()
