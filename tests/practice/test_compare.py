"""What came back is held against what was expected, numbers as numbers."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.practice.compare import first_difference

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


def differs(expected, got, tolerance=1e-6):
    return first_difference(expected, got, tolerance=tolerance)


@given(JSON)
def test_a_value_does_not_differ_from_itself(value):
    assert differs(value, json.loads(json.dumps(value))) == ""


@pytest.mark.parametrize(
    ("expected", "got"),
    [(1, 1.0), (1.0, 1.0 + 5e-7), (1e9, 1e9 + 500), (0.0, 5e-7), (math.nan, math.nan), (math.inf, math.inf)],
)
def test_numbers_are_compared_as_numbers(expected, got):
    assert differs(expected, got) == ""


@pytest.mark.parametrize(
    ("expected", "got", "says"),
    [
        (1, True, "the result should be a number (1), is true or false (True)"),
        (1.0, 1.1, "the result should be 1.0, is 1.1"),
        (math.nan, 0.0, "the result should be nan, is 0.0"),
        (math.inf, -math.inf, "the result should be inf, is -inf"),
        ([1, 2], [1, 3], "the result[1] should be 2, is 3"),
        ([1, 2], [1], "the result should have 2 items, has 1"),
        ([1], [1, 2], "the result should have 1 item, has 2"),
        ({"a": 1}, {}, "the result has no 'a'"),
        ({}, {"a": 1}, "the result has 'a', which should not be there"),
        ({"a": [{"b": "x"}]}, {"a": [{"b": "y"}]}, "the result['a'][0]['b'] should be 'x', is 'y'"),
        ([], {}, "the result should be a list ([]), is a mapping ({})"),
        (None, 0, "the result should be nothing (None), is a number (0)"),
    ],
)
def test_the_first_difference_is_named_with_its_place(expected, got, says):
    assert differs(expected, got) == says


def test_a_long_value_is_cut():
    assert len(differs("a" * 500, "b")) < 150
