"""The chi-square tail: closed forms, published tables, and SciPy where it is installed."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.labs.monitor.chi_square import critical, tail

AT = np.array([0.01, 0.5, 1.0, 3.0, 7.5, 20.0, 60.0, 300.0])


def test_even_degrees_of_freedom_have_a_closed_form():
    half = AT / 2
    assert tail(AT, 2) == pytest.approx(np.exp(-half), rel=1e-11)
    assert tail(AT, 4) == pytest.approx(np.exp(-half) * (1 + half), rel=1e-11)
    assert tail(AT, 6) == pytest.approx(np.exp(-half) * (1 + half + half**2 / 2), rel=1e-11)


def test_one_degree_of_freedom_is_a_squared_normal():
    assert tail(AT, 1) == pytest.approx([math.erfc(math.sqrt(x / 2)) for x in AT], rel=1e-11)


@pytest.mark.parametrize(
    ("freedom", "share", "published"),
    [(1, 0.05, 3.841), (2, 0.05, 5.991), (9, 0.001, 27.877), (10, 0.01, 23.209), (30, 0.99, 14.953), (100, 0.05, 124.342)],
)  # fmt: skip
def test_critical_values_are_those_of_the_printed_tables(freedom, share, published):
    assert critical(share, freedom) == pytest.approx(published, abs=5e-4)


@given(st.floats(1e-12, 1 - 1e-9), st.integers(1, 400))
def test_the_critical_value_is_exceeded_with_just_the_asked_chance(share, freedom):
    assert tail(critical(share, freedom), freedom) == pytest.approx(share, rel=1e-7)


@given(st.lists(st.floats(0, 500), min_size=2, max_size=20), st.integers(1, 300))
def test_the_tail_falls_as_the_statistic_grows(statistics, freedom):
    chances = tail(np.sort(statistics), freedom)
    assert np.all(np.diff(chances) <= 1e-14)
    assert np.all((chances >= 0) & (chances <= 1))


def test_the_edges_are_what_they_must_be():
    assert tail([0.0, math.inf, math.nan], 3) == pytest.approx([1.0, 0.0, math.nan], nan_ok=True)
    assert tail(0.0, 0) == 1
    assert tail(np.empty((2, 0)), 3).shape == (2, 0)
    assert tail(np.ones((4, 1)), np.arange(1, 4)).shape == (4, 3)


@pytest.mark.parametrize("wrong", [lambda: tail(-1, 3), lambda: tail(1, -3), lambda: critical(0, 3), lambda: critical(0.05, 0)])  # fmt: skip
def test_what_is_no_statistic_is_refused(wrong):
    with pytest.raises(ValueError, match="freedom"):
        wrong()


def test_scipy_agrees():
    stats = pytest.importorskip("scipy.stats")
    x, freedom = np.meshgrid(np.geomspace(1e-3, 3000, 60), [1, 2, 3, 9, 19, 99, 999, 2500])
    assert tail(x, freedom) == pytest.approx(stats.chi2.sf(x, freedom), rel=1e-9, abs=1e-12)
    assert critical(1e-5, freedom) == pytest.approx(stats.chi2.isf(1e-5, freedom), rel=1e-9)
