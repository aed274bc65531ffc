"""The Kolmogorov-Smirnov test: brute force, published values, false alarms."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.labs.monitor.kolmogorov import kolmogorov_tail, largest_gap, p_value

SAMPLE = st.lists(st.integers(-4, 4).map(float), min_size=1, max_size=25)


@given(SAMPLE, SAMPLE)
def test_the_gap_is_that_of_brute_force_ties_and_all(reference, window):
    places = {*reference, *window}
    slow = max(abs(np.mean(np.array(reference) <= x) - np.mean(np.array(window) <= x)) for x in places)
    assert largest_gap(np.sort(reference), window) == pytest.approx(slow, abs=1e-12)


def test_samples_that_do_not_overlap_are_as_far_as_can_be():
    assert largest_gap([1.0, 2.0], [3.0, 4.0]) == 1
    assert largest_gap([3.0, 4.0], [1.0, 2.0]) == 1


@pytest.mark.parametrize(("at", "share"), [(1.2238, 0.10), (1.3581, 0.05), (1.6276, 0.01), (1.9495, 0.001)])
def test_the_tail_has_the_published_critical_values(at, share):
    assert kolmogorov_tail(at) == pytest.approx(share, rel=1e-3)


def test_both_series_meet():
    assert kolmogorov_tail(1 - 1e-12) == pytest.approx(kolmogorov_tail(1.0), abs=1e-11)
    assert kolmogorov_tail([0.0, 1e-3, 50.0]) == pytest.approx([1, 1, 0])
    assert np.all(np.diff(kolmogorov_tail(np.linspace(0.3, 3, 200))) < 0)


def test_the_p_value_raises_the_false_alarms_asked_for():
    rng, times = np.random.default_rng(4), 4000
    windows = rng.random((times, 100))
    fresh = np.array([largest_gap(np.sort(rng.random(300)), window) for window in windows])
    for level in (0.1, 0.05):
        alarms = (p_value(fresh, 300, 100) < level).mean()
        assert alarms == pytest.approx(level, abs=4 * math.sqrt(level / times))


def test_scipy_agrees():
    stats = pytest.importorskip("scipy.stats")
    x = np.linspace(0.05, 4, 80)
    assert kolmogorov_tail(x) == pytest.approx(stats.kstwobign.sf(x), rel=1e-9, abs=1e-13)
    rng = np.random.default_rng(0)
    for shift in (0.0, 0.2):
        reference, window = np.sort(rng.normal(size=2000)), rng.normal(shift, size=700)
        theirs = stats.ks_2samp(reference, window, method="exact")
        gap = largest_gap(reference, window)
        assert gap == pytest.approx(theirs.statistic)
        assert p_value(gap, 2000, 700) == pytest.approx(theirs.pvalue, rel=0.05)
