"""A dashboard: metrics by the hour, history included."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from greenroom.labs.arrays import Floats


@dataclass(frozen=True)
class Metric:
    """One metric: its Prometheus name with labels, what it says, and when it is worth waking somebody.

    Attributes:
        bad: Whether a "high" value is bad, a "low" one, or "both".
        least: A step beyond what is normal that is worth waking somebody; of the normal highest value where `relative`.
        per: What a value is for, as status shows it after the number (" an hour").
        headline: Whether status shows it.
    """

    name: str
    says: str
    bad: str
    least: float
    relative: bool = False
    per: str = ""
    headline: bool = False


@dataclass(frozen=True)
class Board:
    """Metrics by name; value `[i]` is that of the hour that ends at `ends_h[i]`, NaN where there is too little to tell.

    The first `settling` hours have windows that are not full yet; what is normal is read from those after them, up to the lab's begin.
    """

    ends_h: Floats
    values: dict[str, Floats]
    settling: int = 0

    def until(self, at_h: float) -> int:
        """How many of the hours have ended by `at_h`."""
        return int(np.searchsorted(self.ends_h, at_h, side="right"))


def rolling(by_hour: Floats, window: int) -> Floats:
    """Sums over the last `window` hours of each, along the first axis."""
    total = np.concatenate([np.zeros((1, *by_hour.shape[1:])), np.cumsum(by_hour, axis=0)])
    ends = np.arange(1, len(by_hour) + 1)
    found: Floats = total[ends] - total[np.maximum(ends - window, 0)]
    return found
