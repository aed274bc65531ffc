"""Whether the arms may be compared at all: are they as large as was decided, and large enough.

Source: Fabijan et al., "Diagnosing sample ratio mismatch in online controlled experiments", KDD 2019.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from greenroom.labs.rollout.normal import quantile

MISMATCH_BELOW = 1e-3
"""A p-value below which the arms are not as decided; small, for it is looked at often, and a real mismatch is far below."""


@dataclass(frozen=True, slots=True)
class SampleRatio:
    """The canary's share of what was assigned, with the chi-square statistic (1 degree of freedom) against the decided share."""

    canary_share: float
    chi_square: float
    p_value: float

    @property
    def mismatch(self) -> bool:
        """Whether the arms are not as decided: no effect may be read from them until it is known why."""
        return self.p_value < MISMATCH_BELOW


@dataclass(frozen=True, slots=True)
class Minimum:
    """What each arm must hold before anything is decided; intervals that rest on the normal distribution are wrong below it."""

    observations: int = 100
    events: int = 10

    def met(self, *, events: int, observations: int) -> bool:
        """Whether an arm has enough observations, enough events, and enough that are none."""
        return observations >= self.observations and self.events <= events <= observations - self.events


def chi_square_tail(statistic: float) -> float:
    """P(a chi-square variable with 1 degree of freedom exceeds `statistic`), which is at least 0: that of |Z| > its root."""
    return math.erfc(math.sqrt(statistic / 2))


def sample_ratio(canary: int, control: int, canary_share: float) -> SampleRatio:
    """The units in each arm against the share that was decided, between 0 and 1.

    Units are what is assigned: users, where users are. Requests of one user are not independent, and counted as if they were
    they show mismatches that are none.

    Raises:
        ValueError: The share is not between 0 and 1, a count is negative, or there is no unit.
    """
    total = canary + control
    if not 0 < canary_share < 1 or canary < 0 or control < 0 or not total:
        raise ValueError(f"{canary} and {control} units cannot be held against a share of {canary_share:g}")
    off = canary - total * canary_share
    statistic = off * off / (total * canary_share * (1 - canary_share))
    return SampleRatio(canary / total, statistic, chi_square_tail(statistic))


def smallest_mismatch(total: int, canary_share: float) -> float:
    """The least distance from the decided share that is a mismatch among `total` units.

    Raises:
        ValueError: There is no unit, or the share is not between 0 and 1.
    """
    if not 0 < canary_share < 1 or total <= 0:
        raise ValueError(f"no mismatch can be seen among {total} units with a share of {canary_share:g}")
    return quantile(MISMATCH_BELOW / 2) * math.sqrt(canary_share * (1 - canary_share) / total)
