"""Estimates by hand, and the normal distribution far out."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.labs.rollout.estimate import Estimate, difference, of_mean, of_proportion, pooled_difference
from greenroom.labs.rollout.normal import density, lower_tail, quantile, two_sided, upper_tail


def test_a_proportion_and_a_mean_of_zeros_and_ones_agree_but_for_one_degree_of_freedom():
    mean, share = of_mean([1, 0, 0, 0]), of_proportion(1, 4)
    assert mean.value == share.value == 0.25
    assert mean.variance == pytest.approx(share.variance * 4 / 3)


def test_the_z_of_unequal_arms_by_hand():
    apart = difference(of_proportion(30, 100), of_proportion(80, 400))  # 0.1 / sqrt(0.0021 + 0.0004)
    assert apart.z == pytest.approx(2.0)
    assert apart.information == pytest.approx(400.0)


def test_the_pooled_z_squared_is_the_chi_square_of_the_table():
    table = np.array([[30, 70], [80, 320]])
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0) / table.sum()
    apart = pooled_difference((30, 100), (80, 400))
    assert apart.z**2 == pytest.approx(((table - expected) ** 2 / expected).sum())


def test_nothing_that_varies_has_no_z():
    with pytest.raises(ValueError, match="nothing varied"):
        _ = of_proportion(0, 10).z
    with pytest.raises(ValueError, match="nothing varied"):
        _ = Estimate(1.0, 0.0).information


@pytest.mark.parametrize(("events", "count"), [(0, 0), (3, 2), (-1, 2)])
def test_what_is_no_proportion_is_refused(events, count):
    with pytest.raises(ValueError, match="no proportion"):
        of_proportion(events, count)


def test_one_observation_has_no_variance():
    with pytest.raises(ValueError, match="two observations"):
        of_mean([1.0])


@given(st.floats(1e-250, 0.999))
def test_quantile_and_tail_undo_each_other(tail):
    assert float(upper_tail(quantile(tail))) == pytest.approx(tail, rel=1e-9)


@given(st.floats(-30, 30))
def test_tails_add_up_and_far_out_follow_the_density(z):
    assert float(upper_tail(z) + lower_tail(z)) == pytest.approx(1.0)
    if z > 5:  # Gordon (1941)
        mills = float(upper_tail(z) / density(z))
        assert z / (z * z + 1) < mills < 1 / z


def test_the_usual_quantiles():
    assert two_sided(0.05) == pytest.approx(1.959964, abs=1e-6)
    assert quantile(0.2) == pytest.approx(0.841621, abs=1e-6)
    assert math.isclose(quantile(0.5), 0.0, abs_tol=1e-12)
    for wrong in (0.0, 1.0):
        with pytest.raises(ValueError, match="between 0 and 1"):
            two_sided(wrong)
