"""The chi-square distribution's upper tail and its inverse, on arrays, without SciPy.

The tail is the regularised upper incomplete gamma function Q(freedom / 2, statistic / 2): by its series left of the mean, by
Lentz's continued fraction right of it (Press et al., Numerical Recipes, section 6.2). Held against SciPy up to 2,500 degrees of freedom they are good to a part in 10^9.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

_STEPS = 100_000  # needed are about 10 times the root of the freedom
_NEAR = 1e-15
_TINY = 1e-300  # stands in for a zero denominator of the continued fraction
_HALVINGS = 100
_CLOSE = 1e-12  # of a critical value, relative


def tail(statistic: ArrayLike, freedom: ArrayLike) -> Floats:
    """The chance of at least `statistic` under chi-square with `freedom` degrees of freedom; both broadcast.

    Without freedom nothing can differ, so the chance is 1. NaN where the statistic or the freedom is NaN.

    Raises:
        ValueError: a negative statistic or freedom.
    """
    x, a = np.broadcast_arrays(
        np.asarray(statistic, dtype=np.float64) / 2, np.asarray(freedom, dtype=np.float64) / 2
    )
    if np.any(x < 0) or np.any(a < 0):
        raise ValueError("A chi-square statistic and its degrees of freedom are not negative.")
    result = np.where(np.isnan(x) | np.isnan(a), np.nan, np.where((a == 0) | (x == 0), 1.0, 0.0))
    inside = (x > 0) & np.isfinite(x) & (a > 0)
    left, right = inside & (x < a + 1), inside & (x >= a + 1)
    result[left] = 1 - _front(x[left], a[left]) * _series(x[left], a[left])
    result[right] = _front(x[right], a[right]) * _fraction(x[right], a[right])
    chance: Floats = np.clip(result, 0.0, 1.0)
    return chance


def critical(tail_share: ArrayLike, freedom: ArrayLike) -> Floats:
    """The statistic that is exceeded with the chance `tail_share`: the inverse of `tail`; both broadcast.

    Raises:
        ValueError: a share that is not in (0, 1), or a freedom that is not above 0.
    """
    share, free = np.broadcast_arrays(
        np.asarray(tail_share, dtype=np.float64), np.asarray(freedom, dtype=np.float64)
    )
    if not np.all((share > 0) & (share < 1)) or not np.all(free > 0):
        raise ValueError("A share of alarms is above 0 and below 1, and degrees of freedom are above 0.")
    bound = -np.log(share)
    low = np.zeros(share.shape)
    high = free + 2 * np.sqrt(free * bound) + 2 * bound  # Laurent and Massart 2000, lemma 1: never too low
    x = high / 2
    for _ in range(_HALVINGS):
        chance = tail(x, free)
        low, high = np.where(chance > share, x, low), np.where(chance > share, high, x)
        # Newton's step on the logarithm of the tail, which is nearly straight; where it leaves the bounds, halving.
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            step = x + chance * x / _front(x / 2, free / 2) * (np.log(chance) + bound)
        found = np.abs(step - x) <= _CLOSE * x
        x = np.where(found, x, np.where((step > low) & (step < high), step, (low + high) / 2))
        if np.all(found):
            break
    result: Floats = x
    return result


def _front(x: Floats, a: Floats) -> Floats:
    """x^a e^-x / Gamma(a)."""
    values, place = np.unique(a, return_inverse=True)
    log_gamma = np.array([math.lgamma(one) for one in values])[place] if a.size else a
    result: Floats = np.exp(a * np.log(x) - x - log_gamma)
    return result


def _series(x: Floats, a: Floats) -> Floats:
    """P(a, x) over `_front`: 1/a + x/a(a+1) + x^2/a(a+1)(a+2) + ..."""
    term = 1 / a
    total = term.copy()
    for step in range(1, _STEPS):
        term = term * x / (a + step)
        total += term
        if np.all(term <= total * _NEAR):
            break
    return total


def _fraction(x: Floats, a: Floats) -> Floats:
    """Q(a, x) over `_front`, a continued fraction by the modified Lentz method."""
    b = x + 1 - a
    c = np.full(x.shape, 1 / _TINY)
    d = 1 / _away(b)
    total = d.copy()
    for step in range(1, _STEPS):
        over = -step * (step - a)
        b = b + 2
        d = 1 / _away(over * d + b)
        c = _away(b + over / c)
        factor = c * d
        total *= factor
        if np.all(np.abs(factor - 1) <= _NEAR):
            break
    return total


def _away(value: Floats) -> Floats:
    """A value that can be divided by."""
    return np.where(np.abs(value) < _TINY, _TINY, value)
