"""Whether a change may be shipped, looked at several times before a known horizon.

information fractions of the looks -> alpha spent by each -> bounds on |z| -> decision

The horizon is fixed before the first look; the number and the times of the looks are not.
A bound depends on the looks so far only, so that a look may be added when somebody asks for one.
Two sides, alpha / 2 each. For a horizon nobody knows there is `always_valid`.
Source: Lan and DeMets (1983), "Discrete sequential boundaries for clinical trials", Biometrika 70, 659-663.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from greenroom.labs.rollout.brownian import (
    START,
    FloatArray,
    bound_for,
    carried,
    checked_fractions,
    crossed_above,
    crossed_below,
)
from greenroom.labs.rollout.normal import quantile, upper_tail

_LEAST_SPENT = 1e-14
"""Less than this is not spent but kept for the next look: no z that is ever seen would cross such a bound."""


class Spending(StrEnum):
    """How alpha is given out over the information: little at first, or evenly."""

    OBRIEN_FLEMING = "O'Brien-Fleming"
    POCOCK = "Pocock"


class Decision(StrEnum):
    """What the looks so far say; z is positive where the canary is better."""

    SHIP = "ship"
    WORSE = "worse"
    GO_ON = "go on"
    NOT_SHOWN = "not shown"


@dataclass(frozen=True, slots=True)
class Bounds:
    """For each look: its information fraction, the |z| that decides there, and the alpha spent up to it on both sides."""

    fractions: tuple[float, ...]
    z: tuple[float, ...]
    spent: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Crossing:
    """For each look the probability of first crossing there, above and below; arrays of shape (looks,)."""

    above: FloatArray
    below: FloatArray

    @property
    def share(self) -> float:
        """The probability of crossing at all, on either side."""
        return float(self.above.sum() + self.below.sum())


def spent(fraction: float, alpha: float, spending: Spending) -> float:
    """The alpha that may be spent up to an information fraction, both sides together; all of it from 1 on.

    O'Brien-Fleming type: 4 (1 - Phi(z / sqrt(t))), z exceeded with probability alpha / 4; Pocock type: alpha ln(1 + (e - 1) t).

    Raises:
        ValueError: alpha is not between 0 and 1, or the fraction is not positive.
    """
    if not 0 < alpha < 1 or not fraction > 0:
        raise ValueError(f"no alpha can be spent: alpha {alpha:g}, fraction {fraction:g}")
    time = min(fraction, 1.0)
    if spending is Spending.POCOCK:
        return alpha * math.log1p((math.e - 1) * time)
    return min(alpha, float(4 * upper_tail(quantile(alpha / 4) / math.sqrt(time))))


def bounds(
    fractions: Sequence[float], *, alpha: float = 0.05, spending: Spending = Spending.OBRIEN_FLEMING
) -> Bounds:
    """The bounds on |z| at looks with these information fractions (information so far over planned information).

    A look at which nearly nothing may be spent has the bound infinity. A fraction above 1 is an overrun: what is left is spent
    at the first of them. Where the last fraction is below 1 some alpha is kept.

    Raises:
        ValueError: The fractions do not rise, or lie closer than the integration allows; or alpha is not between 0 and 1.
    """
    looks = checked_fractions(tuple(float(one) for one in fractions))
    z, total = [], [0.0]
    before = START
    for place, fraction in enumerate(looks):
        allowed = spent(fraction, alpha, spending) - total[-1]
        spends = allowed >= _LEAST_SPENT
        z.append(bound_for(before, fraction, allowed / 2) if spends else math.inf)
        total.append(total[-1] + allowed if spends else total[-1])
        before = carried(before, fraction, z[-1], finest=_next_gap(looks, place))
    return Bounds(looks, tuple(z), tuple(total[1:]))


def crossing(fractions: Sequence[float], z: Sequence[float], *, drift: float = 0.0) -> Crossing:
    """The probabilities of first crossing +-`z` at each look, for any bounds, also naive or always-valid ones.

    `drift` is the expected z at full information: 0 where there is no effect; a fixed test at full information has 80 % power at 2.80.

    Raises:
        ValueError: As `bounds`; or there is not one z for each look.
    """
    looks = checked_fractions(tuple(float(one) for one in fractions))
    above, below = np.zeros(len(looks)), np.zeros(len(looks))
    before = START
    for place, (fraction, bound) in enumerate(zip(looks, z, strict=True)):
        above[place] = crossed_above(before, fraction, bound, drift)
        below[place] = crossed_below(before, fraction, bound, drift)
        before = carried(before, fraction, bound, drift, finest=_next_gap(looks, place))
    return Crossing(above, below)


def decide(z: Sequence[float], given: Bounds) -> Decision:
    """What the first looks say, one z for each look that was made, in order; the first crossing decides and stays.

    Raises:
        ValueError: There are more z than looks.
    """
    if len(z) > len(given.z):
        raise ValueError(
            f"{len(z)} looks were made and only {len(given.z)} have bounds: work out the bounds again with all looks"
        )
    for seen, bound in zip(z, given.z, strict=False):
        if abs(seen) >= bound:
            return Decision.SHIP if seen > 0 else Decision.WORSE
    over = bool(z) and given.fractions[len(z) - 1] >= 1
    return Decision.NOT_SHOWN if over else Decision.GO_ON


def _next_gap(looks: tuple[float, ...], place: int) -> float:
    return looks[place + 1] - looks[place] if place + 1 < len(looks) else 1.0
