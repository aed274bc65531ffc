"""Whether a canary must be rolled back, looked at as often as one likes, with no horizon.

Estimate of the difference -> interval that holds at all times together -> rolls back, or not

An asymptotic confidence sequence with Robbins' normal mixture ("GAVI"): over all looks together, however many and whenever,
the truth lies outside of it once with probability `alpha` at most. It is asymptotic: `sample_ratio.Minimum` says from when on it may be asked.
With information I = 1 / variance of the estimate and the precision r of the mixture its half-width is
sqrt((I + r) log((I + r) / (r alpha^2))) / I; r decides at which information it is narrowest.
Source: Robbins (1970), Annals of Mathematical Statistics 41; Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central
limit theory and asymptotic confidence sequences", arXiv 2103.06476 (2021; Annals of Statistics 2024).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from greenroom.labs.rollout.estimate import Estimate

_CLOSE = 1e-13


@dataclass(frozen=True, slots=True)
class Watch:
    """How a canary is watched, decided before it starts.

    `narrowest_at` is the information at which a decision is wanted most (`power.information` of so many days);
    `tolerated` is how much worse than control it may be, in units of the metric, at least 0.
    """

    narrowest_at: float
    higher_is_better: bool
    alpha: float = 0.05
    tolerated: float = 0.0


@dataclass(frozen=True, slots=True)
class Seen:
    """What one look says: the interval for canary minus control, and whether all of it is worse than tolerated."""

    low: float
    high: float
    rolls_back: bool


def precision(narrowest_at: float, alpha: float = 0.05) -> float:
    """The mixture's precision, in units of information, with which the interval is narrowest at this information.

    Where m - ln m = 1 - 2 ln alpha, m > 1, it is narrowest_at / (m - 1).

    Raises:
        ValueError: The information is not positive, or alpha not between 0 and 1.
    """
    if not narrowest_at > 0 or not 0 < alpha < 1:
        raise ValueError(f"no interval is narrowest at information {narrowest_at:g} with alpha {alpha:g}")
    aim = 1 - 2 * math.log(alpha)
    most, last = aim, math.inf
    while abs(most - last) > _CLOSE * most:
        most, last = aim + math.log(most), most  # contracts: the slope is 1 / m
    return narrowest_at / (most - 1)


def z_bound(information: ArrayLike, narrowest_at: float, alpha: float = 0.05) -> NDArray[np.float64]:
    """The |z| that may be exceeded at any time with probability `alpha` at most, for each information, positive.

    Raises:
        ValueError: An information is not positive; or as `precision`.
    """
    seen = np.asarray(information, dtype=float)
    if not np.all(seen > 0):
        raise ValueError("information must be positive")
    mixed = precision(narrowest_at, alpha)
    ratio = (seen + mixed) / mixed
    bound: NDArray[np.float64] = np.sqrt((1 + mixed / seen) * (np.log(ratio) - 2 * math.log(alpha)))
    return bound


def half_width(variance: ArrayLike, narrowest_at: float, alpha: float = 0.05) -> NDArray[np.float64]:
    """Half the interval's width in units of the metric, for estimates with these variances, positive.

    Raises:
        ValueError: As `z_bound`.
    """
    spread = np.asarray(variance, dtype=float)
    if not np.all(spread > 0):
        raise ValueError("a variance must be positive")
    width: NDArray[np.float64] = z_bound(1 / spread, narrowest_at, alpha) * np.sqrt(spread)
    return width


def look(difference: Estimate, watch: Watch) -> Seen:
    """What the difference canary - control says now; rolling back once is final, whatever later looks would say.

    Where nothing varied yet the interval is the whole line. For rare events and nothing tolerated give it `pooled_difference`.
    """
    if not difference.variance > 0:
        return Seen(-math.inf, math.inf, rolls_back=False)
    width = float(half_width(difference.variance, watch.narrowest_at, watch.alpha))
    low, high = difference.value - width, difference.value + width
    worse = high < -watch.tolerated if watch.higher_is_better else low > watch.tolerated
    return Seen(low, high, rolls_back=worse)
