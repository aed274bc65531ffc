"""What traffic can show: published figures, closed forms, simulation."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.labs.rollout.estimate import difference, of_proportion
from greenroom.labs.rollout.normal import two_sided
from greenroom.labs.rollout.power import days, detectable_lift, drift, information, power, users, users_an_arm

RATE, LIFT = st.floats(0.001, 0.9), st.floats(0.005, 0.5)
SHARE, POWER, ALPHA = st.floats(0.01, 0.99), st.floats(0.5, 0.99), st.floats(0.001, 0.2)


def test_three_percent_more_clicks_on_five_percent_need_331400_users_an_arm():
    assert users_an_arm(0.05, 0.03) == pytest.approx(331_400, rel=1e-4)


@pytest.mark.parametrize(
    ("a_day", "share", "chance"),
    [
        (200_000, 0.05, 0.71),
        (200_000, 0.1, 0.93),
        (200_000, 0.5, 1.0),
        (20_000, 0.05, 0.12),
        (20_000, 0.1, 0.19),
        (20_000, 0.5, 0.44),
    ],
)
def test_power_of_fourteen_days_by_canary_share(a_day, share, chance):
    total = 14 * a_day
    assert power(0.05, 0.03, total * share, total * (1 - share)) == pytest.approx(chance, abs=0.005)


def test_a_canary_of_five_percent_needs_more_than_two_weeks():
    assert days(0.05, 0.03, 0.05, 200_000) == pytest.approx(17.4, abs=0.05)


def test_sixteen_times_variance_over_difference_squared_is_the_rule_of_thumb():
    assert users_an_arm(0.2, 0.1) == pytest.approx(16 * 0.2 * 0.8 / 0.02**2, rel=0.02)


@given(RATE, LIFT, SHARE, POWER, ALPHA)
def test_the_users_asked_for_have_the_power_asked_for(rate, lift, share, wanted, alpha):
    total = users(rate, lift, share, power=wanted, alpha=alpha)
    arms = (total * share, total * (1 - share))
    assert power(rate, lift, *arms, alpha=alpha) == pytest.approx(wanted)
    assert detectable_lift(rate, *arms, power=wanted, alpha=alpha) == pytest.approx(lift)


@given(RATE, LIFT, SHARE)
def test_unequal_arms_cost_users(rate, lift, share):
    assert users(rate, lift, share) == pytest.approx(users(rate, lift, 0.5) / (4 * share * (1 - share)))


@given(RATE, LIFT, SHARE, st.floats(1, 50))
def test_users_who_resemble_themselves_cost_in_proportion(rate, lift, share, times):
    assert days(rate, lift, share, 1e5, inflation=times) == pytest.approx(
        times * days(rate, lift, share, 1e5)
    )


@given(RATE, LIFT)
def test_a_loss_is_shown_as_well_as_a_gain(rate, lift):
    assert power(rate, -lift, 5000, 5000) == power(rate, lift, 5000, 5000)
    assert drift(rate, -lift, 5000, 5000) == -drift(rate, lift, 5000, 5000)


def test_real_counts_show_it_as_often_as_planned():
    rng, tests = np.random.default_rng(31), 4000
    canary, control = rng.binomial(280_000, 0.0515, tests), rng.binomial(2_520_000, 0.05, tests)
    shown = [
        difference(of_proportion(int(a), 280_000), of_proportion(int(b), 2_520_000)).z > two_sided(0.05)
        for a, b in zip(canary, control, strict=True)
    ]
    planned = power(0.05, 0.03, 280_000, 2_520_000)
    assert np.mean(shown) == pytest.approx(
        planned, abs=0.007 + 3 * math.sqrt(planned * (1 - planned) / tests)
    )


@pytest.mark.parametrize(
    ("rate", "canary", "inflation"), [(0.0, 10, 1), (1.0, 10, 1), (0.5, 0, 1), (0.5, 10, 0)]
)
def test_what_holds_no_information_is_refused(rate, canary, inflation):
    with pytest.raises(ValueError, match="no information"):
        information(rate, canary, 10, inflation=inflation)


def test_plans_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="no lift"):
        users_an_arm(0.05, 0.0)
    with pytest.raises(ValueError, match="share lies"):
        users(0.05, 0.03, 1.0)
    with pytest.raises(ValueError, match="no number of days"):
        days(0.05, 0.03, 0.1, 0)
    with pytest.raises(ValueError, match="tail lies"):
        users_an_arm(0.05, 0.03, power=1.0)
