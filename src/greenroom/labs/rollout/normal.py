"""The standard normal distribution on arrays, from the standard library's `erfc`; tails keep their relative precision."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

_ERFC = np.frompyfunc(math.erfc, 1, 1)
_STANDARD = NormalDist()


def upper_tail(z: ArrayLike) -> NDArray[np.float64]:
    """P(Z > z) for each z; right to about 1e-300, where 1 - P(Z <= z) would be 0 from z = 8.3 on."""
    return 0.5 * np.asarray(_ERFC(np.asarray(z, dtype=float) / math.sqrt(2)), dtype=np.float64)


def lower_tail(z: ArrayLike) -> NDArray[np.float64]:
    """P(Z <= z) for each z."""
    return upper_tail(-np.asarray(z, dtype=float))


def density(z: ArrayLike) -> NDArray[np.float64]:
    """The density at each z."""
    result: NDArray[np.float64] = np.exp(-0.5 * np.square(np.asarray(z, dtype=float))) / math.sqrt(
        2 * math.pi
    )
    return result


def quantile(tail: float) -> float:
    """The z with P(Z > z) = `tail`, in (0, 1); precise for small tails.

    Raises:
        ValueError: `tail` is not between 0 and 1.
    """
    if not 0 < tail < 1:
        raise ValueError(f"a tail lies between 0 and 1, not {tail:g}")
    return -_STANDARD.inv_cdf(tail)


def two_sided(alpha: float) -> float:
    """The z that |Z| exceeds with probability `alpha`: 1.96 for 0.05.

    Raises:
        ValueError: `alpha` is not between 0 and 1.
    """
    if not 0 < alpha < 1:
        raise ValueError(f"alpha lies between 0 and 1, not {alpha:g}")
    return quantile(alpha / 2)
