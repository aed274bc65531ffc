"""Many p-values at once: which of them still say something. A dashboard of thirty features tests thirty hypotheses an hour.

p-values -> adjusted p-values, of the same shape; an alarm is an adjusted one below the level. A missing p-value (NaN) was not
tested: it stays NaN and does not count among the others.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def benjamini_hochberg(p_values: ArrayLike, *, axis: int = -1) -> Floats:
    """Adjusted so that alarms below a level keep the false discovery rate under it (Benjamini and Hochberg 1995).

    The family is along `axis`. Where nothing changed at all, every discovery is false, and the rate is the chance of any alarm
    in the family. Holds for independent p-values and for positively dependent ones (Benjamini and Yekutieli 2001).

    Raises:
        ValueError: a p-value outside of [0, 1].
    """
    p = np.moveaxis(_checked(p_values), axis, -1)
    order = np.argsort(p, axis=-1, kind="stable")  # NaN goes last
    ranked = np.take_along_axis(p, order, axis=-1)
    tests = (~np.isnan(p)).sum(axis=-1, keepdims=True)
    raised = ranked * tests / np.arange(1, p.shape[-1] + 1)
    # The least of those further up; a missing one must not be the least.
    least = np.flip(
        np.minimum.accumulate(np.flip(np.where(np.isnan(raised), np.inf, raised), -1), axis=-1), -1
    )
    adjusted: Floats = np.empty_like(p)
    np.put_along_axis(adjusted, order, np.where(np.isnan(ranked), np.nan, np.minimum(least, 1.0)), axis=-1)
    result: Floats = np.moveaxis(adjusted, -1, axis)
    return result


def bonferroni(p_values: ArrayLike, *, axis: int = -1) -> Floats:
    """Adjusted so that alarms below a level keep the chance of any false one in the family under it, whatever depends on what.

    Raises:
        ValueError: a p-value outside of [0, 1].
    """
    p = _checked(p_values)
    tests = (~np.isnan(p)).sum(axis=axis, keepdims=True)
    result: Floats = np.minimum(p * tests, 1.0)
    return result


def _checked(p_values: ArrayLike) -> Floats:
    p = np.asarray(p_values, dtype=np.float64)
    if np.any((p < 0) | (p > 1)):
        raise ValueError("A p-value lies between 0 and 1.")
    return p
