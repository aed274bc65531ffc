"""The two-sample Kolmogorov-Smirnov test of windows against one reference, for values that are not binned."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from greenroom.labs.monitor.arrays import ties

Floats = NDArray[np.float64]

_TERMS = np.arange(1, 9, dtype=np.float64)
_MEETING = 1.0  # below it the one series is exact in eight terms, above it the other


def largest_gap(reference: ArrayLike, windows: ArrayLike) -> Floats:
    """The largest distance of the two empirical distribution functions, 0 to 1, shape (...).

    Args:
        reference: Values (rows,), sorted upwards.
        windows: Values (..., rows), in any order. Neither holds NaN.
    """
    known, rows = (
        np.asarray(reference, dtype=np.float64),
        np.sort(np.asarray(windows, dtype=np.float64), axis=-1),
    )
    n, m = known.size, rows.shape[-1]
    # Between two of its values a window's function is flat and the reference's rises, so the gap is largest at a value or
    # just before one.
    first, last = ties(rows)
    until = known.searchsorted(rows, side="right")
    shared = known[np.maximum(until - 1, 0)] == rows
    below = known.searchsorted(rows, side="left") if shared.any() else until  # the search is most of the time
    at, before = np.abs(until / n - (last + 1) / m), np.abs(below / n - first / m)
    result: Floats = np.maximum(at, before).max(axis=-1)
    return result


def p_value(gap: ArrayLike, reference_rows: int, window_rows: int) -> Floats:
    """The chance of a gap at least this large where both are drawn from one continuous distribution.

    The asymptotic distribution with Stephens' correction (1970), good from about eight rows on. With ties (values that are
    not continuous) the true chance is lower.
    """
    root = math.sqrt(reference_rows * window_rows / (reference_rows + window_rows))
    return kolmogorov_tail((root + 0.12 + 0.11 / root) * np.asarray(gap, dtype=np.float64))


def kolmogorov_tail(scaled: ArrayLike) -> Floats:
    """The upper tail of Kolmogorov's distribution at `scaled`, which is not negative; good to 1e-12."""
    x = np.asarray(scaled, dtype=np.float64)
    near = np.clip(x, 0.02, _MEETING)[..., None]  # below 0.02 the tail is 1 to the last digit
    far = np.maximum(x, _MEETING)[..., None]
    low = np.exp(-np.square((2 * _TERMS - 1) * math.pi / near) / 8).sum(axis=-1)
    high = (np.where(_TERMS % 2 == 1, 2.0, -2.0) * np.exp(-2 * np.square(_TERMS * far))).sum(axis=-1)
    result = np.where(x < _MEETING, 1 - math.sqrt(2 * math.pi) / near[..., 0] * low, high)
    tail: Floats = np.clip(result, 0.0, 1.0)
    return tail
