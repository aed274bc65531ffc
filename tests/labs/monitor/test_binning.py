"""Counting values in the reference's bins."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.labs.monitor.binning import count, quantile_edges
from greenroom.labs.monitor.drift import population_stability_index

VALUE = st.one_of(st.integers(-5, 5).map(float), st.just(math.nan), st.just(math.inf))


def test_a_bin_begins_with_its_lower_edge_and_the_last_holds_what_is_missing():
    assert count([0.0, 1.0, 1.5, 2.0, 9.0, math.nan], [1.0, 2.0]).tolist() == [1, 2, 2, 1]


@given(
    st.lists(VALUE, min_size=1, max_size=30), st.lists(st.integers(-6, 6).map(float), min_size=1, max_size=6)
)
def test_counts_are_those_of_brute_force(values, cuts):
    ends = [-math.inf, *sorted(cuts), math.inf]
    slow = [sum(low <= one < high or one == high == math.inf for one in values) for low, high in pairwise(ends)]  # fmt: skip
    assert count(values, sorted(cuts)).tolist() == [*slow, sum(map(math.isnan, values))]


def test_quantile_edges_cut_into_equal_bins_a_feature_at_a_time():
    values = np.stack([np.arange(1000.0), np.arange(1000.0) ** 3])
    edges = quantile_edges(values, bins=10)
    assert edges.shape == (2, 9)
    assert np.all(np.abs(count(values, edges)[:, :10] - 100) <= 1)


def test_one_reference_serves_many_hours():
    rng = np.random.default_rng(0)
    values, edges = rng.normal(size=(4, 3, 50)), quantile_edges(rng.normal(size=(3, 500)), bins=5)
    at_once = count(values, edges)
    assert at_once.shape == (4, 3, 6)
    assert at_once.tolist() == [[count(values[h, f], edges[f]).tolist() for f in range(3)] for h in range(4)]


def test_a_feature_that_is_mostly_one_value_is_still_counted():
    values = np.concatenate([np.zeros(900), np.arange(1, 101)])
    counts = count(values, quantile_edges(values, bins=10))
    assert counts.sum() == 1000
    assert counts.max() == 900
    assert population_stability_index(counts, count(values[::2], quantile_edges(values, bins=10))) < 1e-6


@pytest.mark.parametrize(("values", "bins"), [([1.0, 2.0], 1), ([[1.0], [math.nan]], 4)])
def test_what_cannot_be_cut_is_refused(values, bins):
    with pytest.raises(ValueError, match="two bins"):
        quantile_edges(values, bins=bins)
