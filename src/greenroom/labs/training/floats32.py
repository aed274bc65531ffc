"""Numbers as accelerators hold them: float32, float16 and bfloat16, the latter two kept in float32 arrays after rounding.

Matrix units multiply numbers of half precision, add up in float32, and round the result: so does who rounds factors and outcome.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from greenroom.labs.arrays import Floats

Floats32: TypeAlias = NDArray[np.float32]
LARGEST_FP16 = 65_504.0


class Precision(StrEnum):
    """In which numbers a run computes."""

    FP16 = "fp16"  # 5 bits of exponent, 10 of fraction: beyond 65,504 lies infinity
    BF16 = "bf16"  # 8 bits of exponent as in float32, 7 of fraction
    FP32 = "fp32"


def rounded(values: Floats32, precision: Precision) -> Floats32:
    """`values` as the next numbers of `precision` (ties to even), in float32 again."""
    if precision is Precision.FP32:
        return values
    if precision is Precision.FP16:
        with np.errstate(over="ignore"):
            return values.astype(np.float16).astype(np.float32)
    bits = np.ascontiguousarray(values).view(np.uint32)
    half = np.uint32(0x7FFF) + ((bits >> np.uint32(16)) & np.uint32(1))
    short = ((bits + half) & np.uint32(0xFFFF0000)).view(np.float32)
    return np.where(np.isnan(values), values, short)


def product(one: Floats, other: Floats32, precision: Precision) -> Floats32:
    """The product of a matrix and a vector whose values are numbers of `precision`, rounded once.

    It is added up in float64, more than the float32 of matrix units: then the order of adding, which differs between machines, does not
    show in what is rounded.
    """
    total = np.dot(one, other.astype(np.float64))
    return rounded(total.astype(np.float32), precision)
