"""Bounds against the published tables, closed forms and simulation."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom.labs.rollout.group_sequential import Decision, Spending, bounds, crossing, decide, spent
from greenroom.labs.rollout.normal import density, quantile, two_sided, upper_tail

FIVE = (0.2, 0.4, 0.6, 0.8, 1.0)
UNEQUAL = (0.07, 0.3, 0.45, 0.9, 1.0)
FRACTIONS = st.lists(st.integers(1, 100), min_size=1, max_size=6, unique=True).map(
    lambda percents: tuple(sorted(one / 100 for one in percents))
)


def equal(looks):
    return tuple(float(one) for one in np.arange(1, looks + 1) / looks)


def paths(fractions, count, drift, seed):
    """z at the looks of `count` tests, shape (count, looks)."""
    gaps = np.diff((0.0, *fractions))
    steps = np.random.default_rng(seed).standard_normal((count, len(gaps))) * np.sqrt(gaps) + drift * gaps
    return np.cumsum(steps, axis=1) / np.sqrt(fractions)


@pytest.mark.parametrize(
    ("spending", "published"),
    [
        (Spending.OBRIEN_FLEMING, (4.877, 3.357, 2.680, 2.290, 2.031)),
        (Spending.POCOCK, (2.438, 2.427, 2.410, 2.397, 2.386)),
    ],
)
def test_bounds_at_five_equal_looks_are_the_published_ones(spending, published):
    assert bounds(FIVE, spending=spending).z == pytest.approx(published, abs=6e-4)


@pytest.mark.parametrize(("looks", "constant"), [(2, 2.178), (3, 2.289), (4, 2.361), (5, 2.413), (10, 2.555)])
def test_pococks_constants_keep_five_percent(looks, constant):  # Jennison and Turnbull (1999), table 2.1
    assert crossing(equal(looks), [constant] * looks).share == pytest.approx(0.05, abs=1.5e-4)


@pytest.mark.parametrize(("looks", "constant"), [(2, 1.977), (3, 2.004), (4, 2.024), (5, 2.040), (10, 2.087)])
def test_obrien_and_flemings_constants_keep_five_percent(looks, constant):  # the same, table 2.3
    z = [constant / math.sqrt(fraction) for fraction in equal(looks)]
    assert crossing(equal(looks), z).share == pytest.approx(0.05, abs=1.5e-4)


@pytest.mark.parametrize(
    ("looks", "share"),
    [(1, 0.05), (2, 0.083), (3, 0.107), (4, 0.126), (5, 0.142), (10, 0.193), (20, 0.248), (50, 0.320)],
)
def test_peeking_finds_effects_that_are_not_there_as_often_as_published(looks, share):
    """Armitage, McPherson and Rowe (1969), table 2."""
    assert crossing(equal(looks), [two_sided(0.05)] * looks).share == pytest.approx(share, abs=6e-4)


@pytest.mark.parametrize(("constant", "power_z", "factor"), [(2.413, 1.2816, 1.207), (2.413, 0.8416, 1.229)])
def test_pococks_test_needs_so_much_more_information_as_published(constant, power_z, factor):
    """Jennison and Turnbull (1999), table 2.2: five looks, for 90 and for 80 % power."""
    drift = (two_sided(0.05) + power_z) * math.sqrt(factor)
    wanted = 1 - float(upper_tail(power_z))
    assert crossing(FIVE, [constant] * 5, drift=drift).share == pytest.approx(wanted, abs=1e-3)


def test_one_look_is_a_fixed_test():
    assert bounds((1.0,)).z[0] == pytest.approx(two_sided(0.05), abs=1e-9)
    seen = crossing((1.0,), (1.5,), drift=0.7)
    assert seen.above[0] == pytest.approx(float(upper_tail(1.5 - 0.7)), abs=1e-12)
    assert seen.below[0] == pytest.approx(float(upper_tail(1.5 + 0.7)), abs=1e-12)


def test_a_straight_bound_on_the_score_is_crossed_as_the_reflection_principle_says():
    """Between looks a path may cross and come back: a bound moved out by 0.5826 steps makes up for it (Siegmund 1985)."""
    looks, edge = 200, 1.2
    z = [edge / math.sqrt(fraction) for fraction in equal(looks)]
    moved = edge + 0.5826 / math.sqrt(looks)
    reflected = 4 * sum((-1) ** k * float(upper_tail((2 * k + 1) * moved)) for k in range(5))
    assert crossing(equal(looks), z).share == pytest.approx(reflected, abs=1e-3)


@given(FRACTIONS, st.sampled_from(Spending), st.sampled_from([0.001, 0.05, 0.2]))
@settings(max_examples=40, deadline=None)
def test_what_is_spent_rises_to_alpha_at_full_information(fractions, spending, alpha):
    given_out = bounds((*(one for one in fractions if one < 1), 1.0), alpha=alpha, spending=spending)
    assert all(a <= b for a, b in zip(given_out.spent, given_out.spent[1:], strict=False))
    assert given_out.spent[-1] == pytest.approx(alpha, abs=1e-12)
    assert crossing(given_out.fractions, given_out.z).share == pytest.approx(alpha, abs=1e-9)


@given(FRACTIONS, st.sampled_from(Spending))
@settings(max_examples=30, deadline=None)
def test_a_bound_does_not_depend_on_later_looks(fractions, spending):
    whole = bounds(fractions, spending=spending).z
    for count in range(1, len(fractions)):
        assert bounds(fractions[:count], spending=spending).z == pytest.approx(whole[:count], abs=1e-7)


@pytest.mark.parametrize("spending", Spending)
def test_false_alarms_of_simulated_tests_at_unequal_looks_are_alpha(spending):
    z = paths(UNEQUAL, 200_000, 0.0, seed=1)
    out = (np.abs(z) >= bounds(UNEQUAL, spending=spending).z).any(axis=1).mean()
    assert out == pytest.approx(0.05, abs=4 * math.sqrt(0.05 * 0.95 / 200_000))


@pytest.mark.parametrize("spending", Spending)
def test_computed_power_is_that_of_simulated_tests(spending):
    z, limits = paths(UNEQUAL, 100_000, 2.8, seed=2), bounds(UNEQUAL, spending=spending).z
    crossed = np.abs(z) >= limits
    first = np.where(crossed.any(axis=1), crossed.argmax(axis=1), -1)
    expected = crossing(UNEQUAL, limits, drift=2.8)
    for look in range(len(UNEQUAL)):
        for side, share in ((z[:, look] > 0, expected.above[look]), (z[:, look] < 0, expected.below[look])):
            error = math.sqrt(share * (1 - share) / 100_000) + 1e-5
            assert ((first == look) & side).mean() == pytest.approx(share, abs=4 * error)


def test_obrien_fleming_costs_little_power_and_pocock_more():
    """+3 % on a CTR of 5 %, a canary of 10 % of 200,000 requests a day, read daily for 14 days."""
    drift, looks = 3.455, equal(14)
    fixed, late, early = (
        crossing(looks, z, drift=drift).above.sum()
        for z in (
            (*[math.inf] * 13, two_sided(0.05)),
            bounds(looks).z,
            bounds(looks, spending=Spending.POCOCK).z,
        )
    )
    assert fixed == pytest.approx(0.93, abs=0.005)
    assert fixed > late > 0.92
    assert 0.88 > early > 0.86


def test_what_cannot_be_spent_yet_is_kept():
    early = bounds((0.01, 0.02, 1.0))
    assert early.z[:2] == (math.inf, math.inf)
    assert early.spent[:2] == (0.0, 0.0)
    assert early.z[2] == pytest.approx(two_sided(0.05), abs=1e-9)


def test_an_overrun_spends_what_is_left_and_nothing_after():
    over = bounds((0.5, 1.2, 1.5))
    assert over.spent[1:] == (0.05, 0.05)
    assert over.z[2] == math.inf
    assert crossing(over.fractions, over.z).share == pytest.approx(0.05, abs=1e-9)


def test_a_test_ended_early_keeps_some_alpha():
    early = bounds((0.3, 0.8))
    assert early.spent[-1] == pytest.approx(spent(0.8, 0.05, Spending.OBRIEN_FLEMING))
    assert crossing(early.fractions, early.z).share == pytest.approx(early.spent[-1])
    assert early.spent[-1] < 0.03


@pytest.mark.parametrize("second", [0.5002, 0.51, 1.0])
def test_a_second_look_near_or_far_is_crossed_as_often_as_plain_integration_says(second):
    z = np.linspace(-1.96, 1.96, 400_001)
    step = math.sqrt(second - 0.5)
    near = [(1.96 * math.sqrt(second) - side * z * math.sqrt(0.5)) / step for side in (-1, 1)]
    over = sum(upper_tail(one) for one in near) * density(z)
    plain = float((over[:-1] + over[1:]).sum() / 2 * (z[1] - z[0]))
    found = crossing((0.5, second), (1.96, 1.96))
    assert found.above[1] + found.below[1] == pytest.approx(plain, rel=1e-6)


def test_looks_shortly_after_each_other_are_no_trouble():
    near = bounds((0.5, 0.5001), spending=Spending.POCOCK)
    apart = bounds((0.5,), spending=Spending.POCOCK)
    assert near.z[0] == pytest.approx(apart.z[0], abs=1e-8)
    assert near.z[0] < near.z[1] < quantile((near.spent[1] - near.spent[0]) / 2)


@pytest.mark.parametrize(
    ("z", "said"),
    [
        ((), Decision.GO_ON),
        ((4.0,), Decision.GO_ON),  # not yet: the bound is 4.877
        ((1.0, 4.0), Decision.SHIP),
        ((1.0, -4.0), Decision.WORSE),
        ((1.0, -4.0, 9.0), Decision.WORSE),  # what was decided stays
        ((0.0, 0.1, 0.2, 0.3, 2.0), Decision.NOT_SHOWN),
        ((0.0, 0.1, 0.2, 0.3, 2.04), Decision.SHIP),
    ],
)
def test_the_first_crossing_decides(z, said):
    assert decide(z, bounds(FIVE)) is said


@pytest.mark.parametrize("fractions", [(), (0.0, 1.0), (0.5, 0.5), (0.6, 0.3), (0.5, 0.50001)])
def test_looks_that_do_not_follow_each_other_are_refused(fractions):
    with pytest.raises(ValueError, match="must rise"):
        bounds(fractions)


def test_more_looks_than_bounds_and_senseless_alphas_are_refused():
    with pytest.raises(ValueError, match="work out the bounds again"):
        decide((0.1, 0.2), bounds((1.0,)))
    with pytest.raises(ValueError, match="no alpha"):
        bounds((1.0,), alpha=0.0)
