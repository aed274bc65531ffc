"""Intervals that hold at all times together, and what they roll back."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.labs.rollout.always_valid import Watch, half_width, look, precision, z_bound
from greenroom.labs.rollout.estimate import Estimate, difference, of_proportion, pooled_difference
from greenroom.labs.rollout.group_sequential import crossing
from greenroom.labs.rollout.normal import two_sided
from greenroom.labs.rollout.power import information
from greenroom.labs.rollout.sample_ratio import Minimum

POSITIVE = st.floats(1e-3, 1e9)
ALPHA = st.floats(1e-4, 0.5)
CTR = Watch(narrowest_at=information(0.05, 60_000, 540_000), higher_is_better=True)


@given(POSITIVE, ALPHA)
def test_the_precision_solves_its_equation(at, alpha):
    ratio = 1 + at / precision(at, alpha)
    assert ratio - math.log(ratio) == pytest.approx(1 - 2 * math.log(alpha))


@given(POSITIVE, ALPHA, st.floats(0.1, 0.9))
def test_it_is_narrowest_where_it_was_tuned(at, alpha, factor):
    here = half_width(1 / at, at, alpha)
    assert here < half_width(1 / at, at * factor, alpha)
    assert here < half_width(1 / at, at / factor, alpha)


@given(POSITIVE, POSITIVE, ALPHA)
def test_it_is_wider_than_an_interval_read_once(seen, at, alpha):
    assert z_bound(seen, at, alpha) > two_sided(alpha)


@given(POSITIVE, POSITIVE, st.floats(1e-3, 1e3))
def test_units_do_not_matter(seen, at, unit):
    assert z_bound(seen * unit, at * unit) == pytest.approx(float(z_bound(seen, at)))


@pytest.mark.parametrize(("looks", "share"), [(14, 0.0129), (336, 0.0271)])
def test_looking_daily_or_hourly_for_two_weeks_raises_few_false_alarms(looks, share):
    fractions = tuple(float(one) for one in np.arange(1, looks + 1) / looks)
    found = crossing(fractions, z_bound(fractions, 3 / 14)).share
    assert found == pytest.approx(share, abs=1e-4)
    assert found < 0.05 < crossing(fractions, [two_sided(0.05)] * looks).share


def test_over_eight_orders_of_magnitude_of_information_it_errs_at_most_as_often_as_promised_and_not_far_less():
    time = np.geomspace(1e-4, 1e4, 2000)
    steps = np.random.default_rng(5).standard_normal((3000, 2000), dtype=np.float32) * np.sqrt(
        np.diff(time, prepend=0.0)
    )
    z = np.cumsum(steps, axis=1) / np.sqrt(time)
    wrong = (np.abs(z) > z_bound(time, 1.0, 0.2)).any(axis=1).mean()
    error = math.sqrt(0.2 * 0.8 / 3000)
    assert 0.13 < wrong < 0.2 + 3 * error


def clicks(seed, tests, looks, rates, sizes):
    """Clicks and counts of canary and control after each look, cumulated; clicks of shape (tests, looks)."""
    rng = np.random.default_rng(seed)
    count = [size * np.arange(1, looks + 1) for size in sizes]
    return [
        np.cumsum(rng.binomial(size, rate, (tests, looks)), axis=1)
        for size, rate in zip(sizes, rates, strict=True)
    ], count


def test_it_covers_a_true_difference_at_all_looks_together_with_unequal_arms():
    (ours, theirs), (n, m) = clicks(6, 2000, 400, (0.04, 0.05), (50, 450))
    p, q = ours / n, theirs / m
    variance = np.maximum(p * (1 - p) / n + q * (1 - q) / m, 1e-12)
    off, enough = np.abs(p - q + 0.01), ours >= Minimum().events
    width = half_width(variance, information(0.05, 50 * 100, 450 * 100))
    always = (~enough | (off <= width)).all(axis=1).mean()
    naive = (~enough | (off <= two_sided(0.05) * np.sqrt(variance))).all(axis=1).mean()
    assert naive < 0.75  # looked at so often a usual interval is wrong for many
    assert always > 0.95 - 3 * math.sqrt(0.05 * 0.95 / 2000)


def test_rare_events_are_watched_every_minute_for_a_day_with_few_false_rollbacks():
    (ours, theirs), (n, m) = clicks(7, 1000, 720, (0.01, 0.01), (14, 125))
    both = np.maximum(ours + theirs, 1) / (n + m)
    z = (ours / n - theirs / m) / np.sqrt(both * (1 - both) * (1 / n + 1 / m))
    seen = 1 / (both * (1 - both) * (1 / n + 1 / m))
    enough = (ours >= Minimum().events) & (theirs >= Minimum().events)
    watch = information(0.01, 14 * 180, 125 * 180)
    assert (enough & (z > z_bound(seen, watch))).any(axis=1).mean() < 0.05
    assert (enough & (z > two_sided(0.05))).any(axis=1).mean() > 0.1


def test_pooling_finds_rare_errors_that_became_more_frequent_sooner():
    canary, control = (24, 1000), (90, 9000)
    watch = Watch(information(0.01, 2500, 22_500), higher_is_better=False)
    assert look(pooled_difference(canary, control), watch).rolls_back
    assert not look(difference(of_proportion(*canary), of_proportion(*control)), watch).rolls_back


def test_a_canary_that_loses_a_tenth_of_its_clicks_is_rolled_back_and_one_that_gains_is_not():
    control = of_proportion(27_000, 540_000)
    assert look(difference(of_proportion(2_700, 60_000), control), CTR).rolls_back
    assert not look(difference(of_proportion(3_300, 60_000), control), CTR).rolls_back
    assert not look(difference(of_proportion(2_950, 60_000), control), CTR).rolls_back


@given(st.floats(-1, 1), st.floats(1e-8, 1e-2))
def test_turning_the_metric_round_turns_the_interval_round(value, variance):
    loss = look(Estimate(value, variance), Watch(1e4, higher_is_better=True))
    cost = look(Estimate(-value, variance), Watch(1e4, higher_is_better=False))
    assert (loss.low, loss.high) == (-cost.high, -cost.low)
    assert loss.rolls_back == cost.rolls_back == (loss.high < 0)


def test_what_is_tolerated_is_not_rolled_back():
    worse = Estimate(-0.01, 1e-6)
    assert look(worse, Watch(1e6, higher_is_better=True)).rolls_back
    assert look(worse, Watch(1e6, higher_is_better=True, tolerated=0.005)).rolls_back
    assert not look(worse, Watch(1e6, higher_is_better=True, tolerated=0.008)).rolls_back


def test_before_anything_varied_nothing_is_said():
    seen = look(difference(of_proportion(0, 40), of_proportion(0, 400)), CTR)
    assert (seen.low, seen.high, seen.rolls_back) == (-math.inf, math.inf, False)


@pytest.mark.parametrize(("at", "alpha"), [(0.0, 0.05), (-1.0, 0.05), (1.0, 0.0), (1.0, 1.0)])
def test_what_cannot_be_tuned_is_refused(at, alpha):
    with pytest.raises(ValueError, match="no interval"):
        precision(at, alpha)


def test_information_and_variance_must_be_positive():
    with pytest.raises(ValueError, match="information must be positive"):
        z_bound([1.0, 0.0], 1.0)
    with pytest.raises(ValueError, match="variance must be positive"):
        half_width(0.0, 1.0)
