"""Distances of histograms: closed forms, what must hold for any two, and how often chance alone crosses a bound."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from greenroom.labs.monitor.binning import count
from greenroom.labs.monitor.chi_square import tail
from greenroom.labs.monitor.drift import (
    entropy,
    expected_psi,
    homogeneity,
    jensen_shannon,
    kullback_leibler,
    population_stability_index,
    psi_threshold,
    smoothed,
)

HISTOGRAM = arrays(np.int64, 6, elements=st.integers(0, 500)).filter(lambda counts: counts.sum() > 0)
PAIR = st.tuples(HISTOGRAM, HISTOGRAM)
EXACT = 1e-9  # a pseudo-count that hardly moves full bins
SIX_NORMAL_BINS = np.linspace(-2, 2, 9)


def normal_counts(mean, rows):
    """The counts to expect of a normal distribution, not rounded."""
    ends = np.array([-math.inf, *SIX_NORMAL_BINS, math.inf])
    return rows * np.diff([math.erf((end - mean) / math.sqrt(2)) / 2 for end in ends])


def test_two_bins_have_closed_forms():
    reference, window = [500, 500], [200, 800]
    assert population_stability_index(reference, window, pseudo_count=EXACT) == pytest.approx(
        0.3 * math.log(4)
    )
    assert kullback_leibler(reference, window, pseudo_count=EXACT) == pytest.approx(0.2 * math.log(0.4) + 0.8 * math.log(1.6))  # fmt: skip
    by_hand = (0.5 * math.log(0.5 / 0.35) + 0.5 * math.log(0.5 / 0.65) + 0.2 * math.log(0.2 / 0.35) + 0.8 * math.log(0.8 / 0.65)) / 2  # fmt: skip
    assert jensen_shannon(reference, window) == pytest.approx(by_hand)
    assert entropy(window) == pytest.approx(-0.2 * math.log(0.2) - 0.8 * math.log(0.8))


def test_the_homogeneity_test_by_hand():
    test = homogeneity([30, 70], [45, 55])  # expected 37.5 and 62.5 on each side
    assert test.statistic == pytest.approx(2 * 7.5**2 / 37.5 + 2 * 7.5**2 / 62.5)
    assert test.freedom == 1
    assert test.p_value == pytest.approx(math.erfc(math.sqrt(4.8 / 2)))


def test_the_smoothing_is_the_documented_one():
    reference, window = smoothed(
        [10, 0, 0], [5, 5, 0], pseudo_count=0.5
    )  # two bins in use: one row more, as 0.75, 0.25
    assert reference == pytest.approx([10.75 / 11, 0.25 / 11, 0])
    assert window == pytest.approx([5.75 / 11, 5.25 / 11, 0])


@given(PAIR)
def test_symmetric_distances_do_not_care_which_side_is_the_reference(pair):
    one, other = pair
    assert jensen_shannon(one, other) == pytest.approx(jensen_shannon(other, one), abs=1e-12)
    assert population_stability_index(one, other) == pytest.approx(
        population_stability_index(other, one), abs=1e-12
    )
    assert homogeneity(one, other).statistic == pytest.approx(homogeneity(other, one).statistic, abs=1e-9)


@given(PAIR)
def test_distances_are_finite_not_negative_and_within_their_bounds(pair):
    index, divergence = population_stability_index(*pair), kullback_leibler(*pair)
    assert 0 <= index < math.inf
    assert 0 <= divergence < math.inf
    assert 0 <= jensen_shannon(*pair) <= math.log(2) + 1e-12
    assert 0 <= entropy(pair[0]) <= math.log(6) + 1e-12


@given(PAIR)
def test_the_index_is_the_divergence_both_ways(pair):
    both = kullback_leibler(*pair) + kullback_leibler(*pair[::-1])
    assert population_stability_index(*pair) == pytest.approx(both, abs=1e-12)


@given(HISTOGRAM, st.integers(1, 1000))
def test_equal_shares_are_no_distance_whatever_the_rows(counts, times):
    assert population_stability_index(counts, counts * times) == 0
    assert kullback_leibler(counts, counts * times) == 0
    assert jensen_shannon(counts, counts * times) == 0
    assert homogeneity(counts, counts * times).p_value == pytest.approx(1)


@given(PAIR)
def test_a_bin_that_nobody_uses_changes_nothing(pair):
    wide = [np.append(counts, 0) for counts in pair]
    for measure in (population_stability_index, kullback_leibler, jensen_shannon):
        assert measure(*wide) == pytest.approx(measure(*pair), abs=1e-12)
    assert homogeneity(*wide).freedom == homogeneity(*pair).freedom


@given(PAIR, st.permutations(range(6)))
def test_the_order_of_the_bins_does_not_matter(pair, order):
    mixed = [counts[list(order)] for counts in pair]
    for measure in (population_stability_index, kullback_leibler, jensen_shannon):
        assert measure(*mixed) == pytest.approx(measure(*pair), abs=1e-12)


def test_a_larger_shift_is_a_larger_distance():
    reference = normal_counts(0.0, 100_000)
    windows = np.array([normal_counts(shift, 10_000) for shift in np.linspace(0, 2, 41)])
    for measure in (population_stability_index, kullback_leibler, jensen_shannon):
        assert np.all(np.diff(measure(reference, windows)) > 0)


def test_the_index_of_a_small_shift_is_its_square():
    """For normals a shift of d sigma makes a Jeffreys divergence of d squared; bins lose a little of it."""
    shift = 0.1
    index = population_stability_index(normal_counts(0, 1e6), normal_counts(shift, 1e6), pseudo_count=EXACT)
    assert 0.93 * shift**2 < index < shift**2


def test_histograms_without_a_bin_in_common_are_as_far_as_can_be():
    assert jensen_shannon([9, 0], [0, 4]) == pytest.approx(math.log(2))


def test_a_histogram_without_rows_has_no_figure():
    for measure in (population_stability_index, kullback_leibler, jensen_shannon):
        assert math.isnan(measure([1, 2], [0, 0]))
        assert math.isnan(measure([0, 0], [1, 2]))
    assert math.isnan(entropy([0, 0]))
    assert math.isnan(homogeneity([1, 2], [0, 0]).p_value)


def test_features_and_hours_are_measured_at_once_as_one_by_one():
    rng = np.random.default_rng(3)
    reference, windows = rng.poisson(20, (3, 7)), rng.poisson(2, (5, 3, 7))
    for measure in (
        population_stability_index,
        kullback_leibler,
        jensen_shannon,
        lambda r, w: homogeneity(r, w).p_value,
    ):
        at_once = measure(reference, windows)
        one_by_one = [[measure(reference[f], windows[h, f]) for f in range(3)] for h in range(5)]
        assert at_once == pytest.approx(np.array(one_by_one))


@pytest.mark.parametrize(
    ("reference", "window"), [([1, -1], [1, 1]), ([1, math.nan], [1, 1]), ([1, 2, 3], [1, 2])]
)
def test_what_is_no_histogram_is_refused(reference, window):
    for measure in (population_stability_index, jensen_shannon, homogeneity):
        with pytest.raises(ValueError, match=r"histogram|bins"):
            measure(reference, window)


def drawn(rng, times, rows, reference_rows=20_000):
    """Histograms of one uneven distribution: references and windows (times, bins)."""
    shares = np.array([0.05, 0.1, 0.1, 0.15, 0.2, 0.2, 0.1, 0.1])
    return rng.multinomial(reference_rows, shares, times), rng.multinomial(rows, shares, times)


@pytest.mark.parametrize("rows", [400, 8000])
def test_the_index_without_change_is_on_average_what_the_formula_says(rows):
    times = 4000
    index = population_stability_index(*drawn(np.random.default_rng(rows), times, rows))
    bias = expected_psi(8, 20_000, rows)
    error = bias * math.sqrt(2 / 7) / math.sqrt(times)  # a chi-square of 7 varies by root 14
    assert index.mean() == pytest.approx(bias, abs=4 * error + 0.02 * bias)  # the formula is of first order


@pytest.mark.parametrize("rows", [400, 8000])
@pytest.mark.parametrize("alarm_share", [0.05, 0.01])
def test_the_threshold_raises_the_false_alarms_asked_for_whatever_the_rows(rows, alarm_share):
    times = 8000
    index = population_stability_index(*drawn(np.random.default_rng(rows + 1), times, rows))
    alarms = (index > psi_threshold(8, 20_000, rows, alarm_share=alarm_share)).mean()
    assert alarms == pytest.approx(alarm_share, abs=4 * math.sqrt(alarm_share / times))


def test_the_folklore_bound_means_another_thing_for_each_number_of_rows():
    index = {
        rows: population_stability_index(*drawn(np.random.default_rng(5), 2000, rows)) for rows in (60, 8000)
    }
    assert (index[60] > 0.1).mean() > 0.5  # most healthy windows
    assert index[8000].max() < 0.01


def test_the_p_value_raises_the_false_alarms_asked_for():
    test = homogeneity(*drawn(np.random.default_rng(9), 8000, 2000))
    for level in (0.05, 0.01):
        assert (test.p_value < level).mean() == pytest.approx(level, abs=4 * math.sqrt(level / 8000))


def test_the_threshold_is_the_index_at_that_chance():
    bound = psi_threshold([5, 20], 10_000, 500, alarm_share=0.001)
    assert tail(bound / (1 / 10_000 + 1 / 500), [4, 19]) == pytest.approx([0.001, 0.001])
    assert psi_threshold(10, 1e6, 100, alarm_share=0.05) > psi_threshold(10, 1e6, 1000, alarm_share=0.05)


def test_a_feature_that_goes_missing_is_seen():
    rng = np.random.default_rng(1)
    values = rng.normal(size=4000)
    gone = np.where(rng.random(4000) < 0.05, np.nan, values)
    reference, window = count(values, SIX_NORMAL_BINS), count(gone, SIX_NORMAL_BINS)
    bound = psi_threshold(SIX_NORMAL_BINS.size + 2, 4000, 4000, alarm_share=1e-6)
    assert population_stability_index(reference, window) > bound


def test_scipy_agrees():
    stats, distance = pytest.importorskip("scipy.stats"), pytest.importorskip("scipy.spatial.distance")
    rng = np.random.default_rng(2)
    for _ in range(20):
        reference, window = rng.poisson(30, 12) + 1, rng.poisson(3, 12) + 1
        found = homogeneity(reference, window)
        theirs = stats.chi2_contingency([reference, window], correction=False)
        assert (found.statistic, found.p_value) == pytest.approx((theirs.statistic, theirs.pvalue))
        assert jensen_shannon(reference, window) == pytest.approx(
            distance.jensenshannon(reference, window) ** 2
        )
        assert kullback_leibler(reference, window, pseudo_count=EXACT) == pytest.approx(
            stats.entropy(window, reference)
        )
        assert entropy(window) == pytest.approx(stats.entropy(window))
