"""The measures: hand-computed cases, and what must hold for any table."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.interview.agreement import (
    accuracy,
    calibration_error,
    interval,
    kappa,
    quadratic_kappa,
    reliability,
    table,
    within_one,
)

PAIRS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=60)
MEASURES = (accuracy, within_one, kappa, quadratic_kappa)


def test_cohens_kappa_by_hand():
    counts = np.array([[20.0, 5.0], [10.0, 15.0]])  # observed 0.7, by chance 0.5
    assert accuracy(counts) == pytest.approx(0.7)
    assert kappa(counts) == pytest.approx(0.4)


def test_quadratic_kappa_by_hand():
    counts = table([(0, 0), (1, 1), (2, 2), (0, 2)], 3)  # disagreement 4; by chance (18 + 3 + 5) / 4 = 6.5
    assert quadratic_kappa(counts) == pytest.approx(1 - 4 / 6.5)


def test_within_one_by_hand():
    assert within_one(table([(0, 0), (0, 1), (0, 2), (3, 0)], 4)) == pytest.approx(0.5)


@given(PAIRS)
def test_a_judge_agrees_with_itself(pairs):
    counts = table([(truth, truth) for truth, _ in pairs], 4)
    assert accuracy(counts) == within_one(counts) == 1
    for measure in (kappa, quadratic_kappa):
        one_value = len({truth for truth, _ in pairs}) == 1
        assert math.isnan(measure(counts)) if one_value else measure(counts) == pytest.approx(1)


@given(PAIRS)
def test_it_does_not_matter_who_is_called_the_truth(pairs):
    counts = table(pairs, 4)
    for measure in MEASURES:
        assert measure(counts) == pytest.approx(measure(counts.T), nan_ok=True)


@given(PAIRS)
def test_no_measure_exceeds_one_and_shares_lie_in_order(pairs):
    counts = table(pairs, 4)
    assert 0 <= accuracy(counts) <= within_one(counts) <= 1
    assert not kappa(counts) > 1
    assert not quadratic_kappa(counts) > 1


@given(PAIRS)
def test_two_values_leave_no_degrees(pairs):
    counts = table([(truth % 2, said % 2) for truth, said in pairs], 2)
    assert kappa(counts) == pytest.approx(quadratic_kappa(counts), nan_ok=True)


@given(PAIRS, PAIRS)
def test_many_tables_are_measured_as_one_by_one(first, second):
    both = np.stack([table(first, 4), table(second, 4)])
    for measure in MEASURES:
        assert measure(both) == pytest.approx([float(measure(one)) for one in both], nan_ok=True)


def test_nothing_has_no_figure():
    for measure in MEASURES:
        assert math.isnan(measure(np.zeros((4, 4))))
    assert all(map(math.isnan, interval(np.zeros((0, 4, 4)), accuracy)))
    assert all(map(math.isnan, interval(np.zeros((2, 4, 4)), accuracy)))
    assert reliability([], []) == ()
    assert math.isnan(calibration_error(()))


@given(st.lists(PAIRS, min_size=1, max_size=8))
def test_an_interval_is_the_same_each_time_and_in_order(groups):
    tables = np.stack([table(pairs, 4) for pairs in groups])
    low, high = interval(tables, accuracy, times=50)
    assert 0 <= low <= high <= 1
    assert (low, high) == interval(tables, accuracy, times=50)


def test_more_groups_make_a_narrower_interval_that_holds_the_figure():
    right, wrong = table([(0, 0)] * 5, 2), table([(0, 1)] * 5, 2)

    def width(times):
        low, high = interval(np.stack([right, right, wrong] * times), accuracy)
        assert low <= 2 / 3 <= high
        return high - low

    assert width(100) < width(10) / 2


def test_reliability_and_its_error_by_hand():
    bins = reliability([0.9, 0.9, 0.9, 0.9, 0.25, 1.0], [True, True, True, False, False, True])
    assert [(one.low, one.count) for one in bins] == [(0.2, 1), (0.9, 5)]
    assert bins[1].right == pytest.approx(0.8)
    assert bins[1].confidence == pytest.approx(0.92)
    assert calibration_error(bins) == pytest.approx((1 * 0.25 + 5 * 0.12) / 6)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=50))
def test_every_score_is_in_one_bin_and_the_error_is_a_share(scores):
    bins = reliability([sure for sure, _ in scores], [right for _, right in scores])
    assert sum(one.count for one in bins) == len(scores)
    assert all(one.low - 1e-9 <= one.confidence <= one.high + 1e-9 for one in bins)
    assert 0 <= calibration_error(bins) <= 1
