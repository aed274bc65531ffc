"""Arms that are not as decided, and arms that are too small."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.labs.rollout.sample_ratio import Minimum, chi_square_tail, sample_ratio, smallest_mismatch


@pytest.mark.parametrize(
    ("statistic", "tail"), [(0.0, 1.0), (2.706, 0.1), (3.841, 0.05), (6.635, 0.01), (10.828, 0.001)]
)
def test_the_tail_is_that_of_the_tables(statistic, tail):
    assert chi_square_tail(statistic) == pytest.approx(tail, rel=2e-3)


def test_a_small_shift_of_large_arms_is_a_mismatch():
    found = sample_ratio(8_900, 91_100, 0.1)
    assert found.canary_share == pytest.approx(0.089)
    assert found.mismatch
    assert not sample_ratio(89, 911, 0.1).mismatch


def test_the_statistic_by_hand():
    found = sample_ratio(60, 40, 0.5)  # (10^2 + 10^2) / 50
    assert found.chi_square == pytest.approx(4.0)
    assert found.p_value == pytest.approx(0.0455, abs=1e-4)


def test_arms_that_are_as_decided_have_uniform_p_values():
    drawn = np.random.default_rng(21).binomial(200_000, 0.1, 20_000)
    below = np.array([sample_ratio(int(one), 200_000 - int(one), 0.1).p_value for one in drawn])
    for level in (0.5, 0.05, 0.01):
        assert (below < level).mean() == pytest.approx(level, abs=4 * (level * (1 - level) / 20_000) ** 0.5)


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.floats(0.01, 0.99))
def test_it_does_not_matter_which_arm_is_called_the_canary(canary, control, share):
    one, other = sample_ratio(canary, control, share), sample_ratio(control, canary, 1 - share)
    assert one.chi_square == pytest.approx(other.chi_square, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("share", [0.05, 0.5])
def test_the_smallest_mismatch_is_the_first_that_is_one(share):
    total = 1_000_000
    least = smallest_mismatch(total, share)
    at = round(total * (share + least))
    assert sample_ratio(at + 2, total - at - 2, share).mismatch
    assert not sample_ratio(at - 2, total - at + 2, share).mismatch


@pytest.mark.parametrize(
    ("canary", "control", "share"), [(0, 0, 0.5), (-1, 5, 0.5), (1, 1, 0.0), (1, 1, 1.0)]
)
def test_what_cannot_be_compared_is_refused(canary, control, share):
    with pytest.raises(ValueError, match="cannot be held against"):
        sample_ratio(canary, control, share)


def test_no_smallest_mismatch_among_nobody():
    with pytest.raises(ValueError, match="no mismatch"):
        smallest_mismatch(0, 0.5)


@pytest.mark.parametrize(
    ("events", "observations", "met"),
    [(9, 1000, False), (10, 1000, True), (10, 99, False), (991, 1000, False), (990, 1000, True)],
)
def test_nothing_is_decided_on_a_handful_of_events(events, observations, met):
    assert Minimum().met(events=events, observations=observations) is met
