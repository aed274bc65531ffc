"""Quantiles from buckets: the figures Prometheus' own tests state, and the truth within a bucket."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.labs.monitor.latency import bucket_counts, quantiles_s

INF = math.inf
RISING = ([5, 2, 4, 1], [0.1, 0.2, 1.0, INF])
NEGATIVE = ([1, 1, 0, 1], [-0.2, -0.1, 0.3, INF])


@pytest.mark.parametrize(
    ("histogram", "share", "stated"),
    [
        (RISING, 0, 0.0),
        (RISING, 0.2, 0.048),
        (RISING, 0.5, 0.15),
        (RISING, 0.8, 0.72),
        (RISING, 1, 1.0),
        (NEGATIVE, 0, -0.2),
        (NEGATIVE, 0.2, -0.2),
        (NEGATIVE, 0.5, -0.15),
        (NEGATIVE, 0.8, 0.3),
        (NEGATIVE, 1, 0.3),
    ],
)
def test_it_is_what_prometheus_says(histogram, share, stated):
    """The cases of promql/testdata/histograms.test, testhistogram_bucket."""
    assert quantiles_s(*histogram, share) == pytest.approx([stated])


def test_p50_and_p99_by_hand():
    """A hundred: 90 up to 50 ms, 8 up to 100 ms, 2 up to 250 ms; p99 is half way into the last."""
    assert quantiles_s([90, 8, 2, 0], [0.05, 0.1, 0.25, INF]) == pytest.approx([0.05 * 50 / 90, 0.175])


def test_without_observations_there_is_no_quantile():
    assert np.isnan(quantiles_s([0, 0, 0], [0.1, 0.2, INF])).all()
    assert np.isnan(
        quantiles_s([0, 3, 0], [0.1, 0.2, INF], 0)
    ).all()  # as Prometheus: no observation at rank 0


def test_a_quantile_beyond_the_buckets_stands_still_at_the_largest_bound():
    for beyond in (5, 500):
        assert quantiles_s([1, 1, beyond], [0.1, 0.2, INF], 0.99) == pytest.approx([0.2])


TIMES = st.lists(st.floats(0.001, 3.0), min_size=1, max_size=60)
BOUNDS = np.array([0.01, 0.05, 0.1, 0.5, 1.0, 5.0, INF])


@given(TIMES, st.floats(0.01, 1))
def test_the_estimate_lies_in_the_bucket_that_holds_the_quantile(times, share):
    rank = math.ceil(share * len(times) - 1e-9)
    true = sorted(times)[max(rank, 1) - 1]
    place = int(np.searchsorted(BOUNDS, true))
    lower = BOUNDS[place - 1] if place else 0.0
    (found,) = quantiles_s(bucket_counts(times, BOUNDS), BOUNDS, share)
    assert lower - 1e-12 <= found <= BOUNDS[place] + 1e-12


@given(TIMES, st.lists(st.floats(0.01, 1), min_size=2, max_size=9))
def test_quantiles_rise_with_their_share(times, shares):
    found = quantiles_s(bucket_counts(times, BOUNDS), BOUNDS, sorted(shares))
    assert np.all(np.diff(found) >= -1e-12)


def test_even_times_are_found_exactly():
    times = (np.arange(10_000) + 0.5) / 10_000
    bounds = [0.1, 0.2, 0.4, 0.8, 1.0, INF]
    assert quantiles_s(bucket_counts(times, bounds), bounds, [0.05, 0.5, 0.99]) == pytest.approx(
        [0.05, 0.5, 0.99]
    )


def test_a_slow_three_percent_moves_p99_and_not_p50():
    times = np.random.default_rng(0).gamma(4, 0.005, 20_000)
    slow = times + np.where(np.arange(20_000) % 100 < 3, 0.11, 0)
    bounds = [*np.arange(0.005, 0.2, 0.005), INF]
    healthy, ill = (quantiles_s(bucket_counts(each, bounds), bounds) for each in (times, slow))
    assert ill[0] == pytest.approx(healthy[0], rel=0.05)
    assert ill[1] > healthy[1] + 0.06


def test_a_time_on_a_bound_is_in_the_bucket_below_it():
    assert bucket_counts([0.1, 0.1001, 7.0], [0.1, 0.2, INF]).tolist() == [1, 1, 1]


def test_windows_are_measured_at_once_as_one_by_one():
    counts = np.random.default_rng(0).poisson(3, (4, 5, 7))
    at_once = quantiles_s(counts, BOUNDS)
    assert at_once.shape == (4, 5, 2)
    assert at_once[2, 3] == pytest.approx(quantiles_s(counts[2, 3], BOUNDS))


@pytest.mark.parametrize(
    ("counts", "bounds", "share"),
    [([1, 1], [0.1, 0.2], 0.5), ([1, 1], [0.1, INF, INF], 0.5), ([1, 1, 1], [0.2, 0.1, INF], 0.5), ([1], [INF], 0.5), ([1, -1], [0.1, INF], 0.5), ([1, 1], [0.1, INF], 99)],
)  # fmt: skip
def test_what_is_no_histogram_or_share_is_refused(counts, bounds, share):
    with pytest.raises(ValueError, match=r"bounds|count|share"):
        quantiles_s(counts, bounds, share)
