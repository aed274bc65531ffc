"""What an arm measured and how far the two arms differ.

events + count -> Estimate (canary), Estimate (control) -> their difference -> z, information
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value and the variance of that value (its standard error squared), not the variance of one observation."""

    value: float
    variance: float

    @property
    def information(self) -> float:
        """1 / variance, what sequential tests take for time.

        Raises:
            ValueError: The variance is 0: nothing varied yet, and nothing can be said.
        """
        return 1 / self._positive_variance()

    @property
    def z(self) -> float:
        """The value in standard errors.

        Raises:
            ValueError: The variance is 0.
        """
        return self.value / math.sqrt(self._positive_variance())

    def _positive_variance(self) -> float:
        if not self.variance > 0:
            raise ValueError(
                "nothing varied yet, so there is no z and no information: wait for more observations"
            )
        return self.variance


def of_proportion(events: int, count: int) -> Estimate:
    """The share of `count` independent observations that were events.

    Where one user makes several of them they are not independent: use `ratio_metric.of_ratio`.

    Raises:
        ValueError: There is no observation, or there are more events than observations.
    """
    if not 0 <= events <= count or not count:
        raise ValueError(f"{events} events in {count} observations are no proportion")
    share = events / count
    return Estimate(share, share * (1 - share) / count)


def of_mean(values: ArrayLike) -> Estimate:
    """The mean of independent observations, shape (n,), with their sample variance.

    Raises:
        ValueError: There are fewer than two observations.
    """
    seen = np.asarray(values, dtype=float)
    if seen.size < 2:
        raise ValueError("the variance of a mean needs two observations")
    return Estimate(float(seen.mean()), float(seen.var(ddof=1)) / seen.size)


def difference(canary: Estimate, control: Estimate) -> Estimate:
    """Canary minus control; the arms are independent and may differ in size."""
    return Estimate(canary.value - control.value, canary.variance + control.variance)


def pooled_difference(canary: tuple[int, int], control: tuple[int, int]) -> Estimate:
    """Canary share minus control share, from (events, count) of each, with the variance there is where the shares are equal.

    For deciding whether rare events became more frequent: with its own few events a small canary's variance is too large just
    where it has many of them, which hides harm, and too small where it has few. Not for an interval around a difference that is not 0.

    Raises:
        ValueError: As `of_proportion`, for one of the arms.
    """
    ours, theirs = of_proportion(*canary), of_proportion(*control)
    both = of_proportion(canary[0] + control[0], canary[1] + control[1])
    return Estimate(
        ours.value - theirs.value, both.value * (1 - both.value) * (1 / canary[1] + 1 / control[1])
    )
