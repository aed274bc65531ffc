"""Numbers of half precision: rounded to the nearest, ties to even, and infinite beyond the largest."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.labs.training.floats32 import LARGEST_FP16, Precision, product, rounded

FINITE = st.floats(-(2.0**100), 2.0**100, width=32)


def one(value, precision):
    return float(rounded(np.array([value], dtype=np.float32), precision)[0])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1.0, 1.0), (1 + 2**-9, 1.0), (1 + 2**-8, 1.0), (1 + 3 * 2**-8, 1 + 2**-6), (1 + 2**-8 + 2**-15, 1 + 2**-7), (-2.5, -2.5),
        (np.inf, np.inf), (-np.inf, -np.inf), (3.4e38, np.inf),
    ],
)  # fmt: skip
def test_bfloat16_has_seven_bits_of_fraction_and_ties_go_to_the_even_one(value, expected):
    assert one(value, Precision.BF16) == expected


@given(value=FINITE)
def test_bfloat16_is_within_a_256th_and_rounding_again_changes_nothing(value):
    once = one(value, Precision.BF16)
    assert abs(once - value) <= abs(value) / 256 + 1e-38
    assert one(once, Precision.BF16) == once


@pytest.mark.parametrize(
    ("value", "expected"), [(65504.0, 65504.0), (65519.0, 65504.0), (65520.0, np.inf), (70_000.0, np.inf)]
)
def test_float16_ends_at_its_largest_number(value, expected):
    assert float(np.finfo(np.float16).max) == LARGEST_FP16
    assert one(value, Precision.FP16) == expected
    assert np.isfinite(one(value, Precision.BF16))


@pytest.mark.parametrize("precision", Precision)
def test_what_is_no_number_stays_none(precision):
    assert np.isnan(one(np.nan, precision))


def test_a_product_is_rounded_once_at_its_end():
    many = np.full((1, 3000), 1.0)
    ones = np.ones(3000, dtype=np.float32)
    assert product(many, ones, Precision.FP32).tolist() == [3000.0]
    assert product(many, ones, Precision.BF16).tolist() == [
        3008.0
    ]  # an addition in bfloat16 would stand still at 256
