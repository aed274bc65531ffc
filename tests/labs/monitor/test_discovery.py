"""Many tests at once: examples by hand, brute force, and how often something false is found."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.labs.monitor.discovery import benjamini_hochberg, bonferroni

FAMILY = st.lists(st.floats(0, 1), min_size=1, max_size=12)
THEIRS = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]  # fmt: skip
"""The fifteen p-values of Benjamini and Hochberg 1995, section 3.2."""


def test_their_example_finds_four_where_bonferroni_finds_three():
    assert (benjamini_hochberg(THEIRS) <= 0.05).sum() == 4
    assert (bonferroni(THEIRS) <= 0.05).sum() == 3


def test_adjusted_values_by_hand():
    assert benjamini_hochberg([0.04, 0.01, 0.03, 0.5]) == pytest.approx([0.16 / 3, 0.04, 0.16 / 3, 0.5])
    assert bonferroni([0.04, 0.01, 0.03, 0.5]) == pytest.approx([0.16, 0.04, 0.12, 1])


@given(FAMILY, st.floats(0.001, 0.999))
def test_it_finds_what_the_step_up_rule_finds(family, level):
    ranked = sorted(family)
    below = [k for k, p in enumerate(ranked, 1) if p * len(family) / k <= level]
    bound = ranked[below[-1] - 1] if below else -1
    assert (benjamini_hochberg(family) <= level).tolist() == [p <= bound for p in family]


@given(FAMILY)
def test_adjusting_raises_keeps_the_order_and_never_exceeds_bonferroni(family):
    p, rate, any_of = np.array(family), benjamini_hochberg(family), bonferroni(family)
    assert np.all(p <= rate + 1e-15)
    assert np.all(rate <= any_of + 1e-15)
    assert np.all(np.diff(rate[np.argsort(p)]) >= 0)


@given(FAMILY, st.integers(1, 4))
def test_what_was_not_tested_does_not_count(family, missing):
    wide = [*family, *[math.nan] * missing]
    for adjust in (benjamini_hochberg, bonferroni):
        assert adjust(wide)[: len(family)] == pytest.approx(adjust(family))
        assert np.all(np.isnan(adjust(wide)[len(family) :]))


def test_families_lie_along_the_axis():
    p = np.random.default_rng(0).random((4, 5, 6))
    for adjust in (benjamini_hochberg, bonferroni):
        rows = np.array([[adjust(p[i, :, k]) for k in range(6)] for i in range(4)]).swapaxes(1, 2)
        assert adjust(p, axis=1) == pytest.approx(rows)


def test_without_any_change_the_chance_of_an_alarm_is_the_level():
    p = np.random.default_rng(1).random((8000, 30))
    for adjust in (benjamini_hochberg, bonferroni):
        alarmed = (adjust(p) < 0.05).any(axis=-1).mean()
        assert alarmed == pytest.approx(0.05, abs=4 * math.sqrt(0.05 / 8000))


def test_the_share_of_false_discoveries_stays_at_the_level_of_what_is_unchanged():
    """Ten of forty features drifted: the expected share of false alarms is 30/40 of the level."""
    rng, times = np.random.default_rng(2), 4000
    p = rng.random((times, 40))
    p[:, :10] **= 6  # small, and often not small enough
    found = benjamini_hochberg(p) < 0.2
    share = found[:, 10:].sum(axis=-1) / np.maximum(found.sum(axis=-1), 1)
    assert share.mean() == pytest.approx(0.15, abs=4 * share.std() / math.sqrt(times))
    assert found.sum() > 1.5 * (bonferroni(p) < 0.2).sum()


@pytest.mark.parametrize("wrong", [-0.1, 1.1])
def test_what_is_no_p_value_is_refused(wrong):
    for adjust in (benjamini_hochberg, bonferroni):
        with pytest.raises(ValueError, match="between 0 and 1"):
            adjust([0.5, wrong])


def test_scipy_agrees():
    stats = pytest.importorskip("scipy.stats")
    p = np.random.default_rng(3).random((50, 30)) ** 3
    assert benjamini_hochberg(p) == pytest.approx(stats.false_discovery_control(p, axis=-1))
