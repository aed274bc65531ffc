"""How likely a sequential z-test crosses its bounds, look by look: recursive numerical integration.

In units of the planned information the score z * sqrt(t) is a Brownian motion with a drift.
What has not crossed yet is kept as masses on quadrature nodes and carried from look to look.
Source: Armitage, McPherson and Rowe (1969); Jennison and Turnbull, "Group Sequential Methods" (1999), chapter 19.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from greenroom.labs.rollout.normal import density, quantile, upper_tail

FloatArray = NDArray[np.float64]

CLOSEST_LOOKS = 1e-4
"""Least distance between looks, as a share of the planned information: 14 days every 2 minutes."""
_NODES = 12  # of each panel
_PANEL_SD = 4.0  # a panel's width; with twice the nodes no bound moves by 1e-12
_FARTHEST_SD = 9.0  # beyond this there is less than 1e-18
_STEPS = 60


@dataclass(frozen=True, slots=True)
class Unstopped:
    """What has not crossed up to the time `fraction`: the score's places and the probability at each."""

    fraction: float
    score: FloatArray
    mass: FloatArray


START = Unstopped(0.0, np.zeros(1), np.ones(1))
"""Before the first look the score is 0."""


def checked_fractions(fractions: tuple[float, ...]) -> tuple[float, ...]:
    """The information fractions of the looks, as they are.

    Raises:
        ValueError: There are none, or they do not rise by at least `CLOSEST_LOOKS` from 0.
    """
    gaps = np.diff((0.0, *fractions))
    if not len(gaps) or not np.all(gaps > CLOSEST_LOOKS * (1 - 1e-6)):
        raise ValueError(
            f"information fractions must rise by at least {CLOSEST_LOOKS:g} from look to look, beginning above 0: {fractions}"
        )
    return fractions


def crossed_above(before: Unstopped, fraction: float, z: float, drift: float = 0.0) -> float:
    """The probability of going on until the look at `fraction` and exceeding `z` there."""
    step = fraction - before.fraction
    far = (z * math.sqrt(fraction) - before.score - drift * step) / math.sqrt(step)
    return float(before.mass @ upper_tail(far))


def crossed_below(before: Unstopped, fraction: float, z: float, drift: float = 0.0) -> float:
    """The probability of going on until the look at `fraction` and lying below -`z` there."""
    return crossed_above(Unstopped(before.fraction, -before.score, before.mass), fraction, z, -drift)


def carried(
    before: Unstopped, fraction: float, z: float, drift: float = 0.0, finest: float = 1.0
) -> Unstopped:
    """What lies within +-`z` at the look at `fraction` and goes on.

    `finest` is the distance to the next look, where it is smaller than from the last: the nodes must serve that too.
    """
    step = fraction - before.fraction
    middle = drift * fraction
    reach, edge = _FARTHEST_SD * math.sqrt(fraction), z * math.sqrt(fraction)
    low, high = max(-edge, middle - reach), min(edge, middle + reach)
    score, weight = _nodes(low, high, math.sqrt(min(step, finest)))
    moved = (score[:, None] - before.score[None, :] - drift * step) / math.sqrt(step)
    return Unstopped(fraction, score, weight * (density(moved) @ before.mass) / math.sqrt(step))


def bound_for(before: Unstopped, fraction: float, tail: float) -> float:
    """The z that is exceeded at the look at `fraction`, without drift, with probability `tail`, at most half of what goes on.

    Newton's method on the logarithm of that probability, which is concave for what stays between bounds (Prekopa):
    begun above the answer, it comes down to it without ever passing it.
    """
    step = fraction - before.fraction
    scale = math.sqrt(fraction)
    from_edge = float(before.score[-1]) + math.sqrt(step) * quantile(tail / float(before.mass.sum()))
    z = min(
        quantile(tail), from_edge / scale
    )  # both are too high: as if nothing had stopped, or all stood at the edge
    for _ in range(_STEPS):
        far = (z * scale - before.score) / math.sqrt(step)
        above = float(before.mass @ upper_tail(far))
        slope = float(before.mass @ density(far)) * math.sqrt(fraction / step)
        change = math.log(above / tail) * above / slope
        z += change
        if abs(change) < 1e-10:
            break
    return z


def _nodes(low: float, high: float, sd: float) -> tuple[FloatArray, FloatArray]:
    """Gauss-Legendre nodes and weights on [low, high], in panels that follow a density of this standard deviation."""
    panels = max(2, math.ceil((high - low) / (_PANEL_SD * sd)))
    edges = np.linspace(low, high, panels + 1)
    half, middle = np.diff(edges) / 2, (edges[:-1] + edges[1:]) / 2
    place, weight = _gauss_legendre()
    return (middle[:, None] + half[:, None] * place).ravel(), (half[:, None] * weight).ravel()


@cache
def _gauss_legendre() -> tuple[FloatArray, FloatArray]:
    place, weight = np.polynomial.legendre.leggauss(_NODES)
    return place, weight
