"""How fast the error budget burns, and the alerts on it.

A service that may fail a share of its events (its budget: 0.001 for an objective of 99.9 %) burns at rate 1 when it fails just
that share: the budget of a period then lasts the period. Burning b times as fast, it lasts a b-th of it.

The alerts are those of the Site Reliability Workbook (Google 2018, chapter 5, "Multiwindow, Multi-Burn-Rate Alerts"): each asks
that a long window burns, so that it matters, and that a short one does, so that it is still going on.

Counts are of shape (..., ticks), a tick being a fixed time; a window ends with the tick at which it is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from greenroom.labs.monitor.arrays import ratio

Floats = NDArray[np.float64]

PERIOD_S = 30 * 24 * 3600
"""The period a budget is for: thirty days."""


@dataclass(frozen=True, slots=True)
class BurnRule:
    """Fires while both windows burn faster than `rate`; a page wakes somebody, else it is a ticket."""

    name: str
    rate: float
    long_s: int
    short_s: int
    page: bool

    def spent_share(self, period_s: float = PERIOD_S) -> float:
        """The share of the period's budget that is gone when the long window has burnt at just this rate."""
        return self.rate * self.long_s / period_s


RULES = (
    BurnRule("fast", 14.4, 3600, 5 * 60, page=True),
    BurnRule("steady", 6.0, 6 * 3600, 30 * 60, page=True),
    BurnRule("slow", 1.0, 3 * 24 * 3600, 6 * 3600, page=False),
)
"""The workbook's: 2 %, 5 % and 10 % of a thirty days' budget."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One firing of a rule: from the end of the first tick at which it held to that of the first at which it did not.

    Seconds from the start of the series; `reset_s` is None where it still fires at the end.
    """

    rule: BurnRule
    fired_s: float
    reset_s: float | None


def burn_rate(bad: ArrayLike, total: ArrayLike, *, window_ticks: int, budget_share: float) -> Floats:
    """The share of bad events in the window that ends with each tick, over the budget; shape (..., ticks).

    At the start a window holds the ticks there are, as in Prometheus, so the first few decide alone. NaN where it holds no event.

    Raises:
        ValueError: counts that are negative or of which more are bad than there are, a window without ticks, or a budget that is not in (0, 1].
    """
    failed, events = np.broadcast_arrays(
        np.asarray(bad, dtype=np.float64), np.asarray(total, dtype=np.float64)
    )
    if not np.all((failed >= 0) & (failed <= events)):
        raise ValueError("Bad events are not negative, and not more than all events of their tick.")
    if window_ticks < 1 or not 0 < budget_share <= 1:
        raise ValueError("A window has a tick or more, and a budget is above 0 and at most 1.")
    return ratio(_in_window(failed, window_ticks), _in_window(events, window_ticks) * budget_share)


def firing(
    bad: ArrayLike,
    total: ArrayLike,
    *,
    tick_s: float,
    budget_share: float,
    rules: Sequence[BurnRule] = RULES,
) -> NDArray[np.bool_]:
    """Whether each rule fires at the end of each tick, shape (rules, ..., ticks). Without events nothing fires.

    Raises:
        ValueError: as `burn_rate`, or a window that is not a whole number of ticks.
    """

    def burns(window_s: int, rate: float) -> NDArray[np.bool_]:
        window = _ticks(window_s, tick_s)
        return burn_rate(bad, total, window_ticks=window, budget_share=budget_share) > rate

    return np.stack([burns(rule.long_s, rule.rate) & burns(rule.short_s, rule.rate) for rule in rules])


def alerts(
    bad: ArrayLike,
    total: ArrayLike,
    *,
    tick_s: float,
    budget_share: float,
    rules: Sequence[BurnRule] = RULES,
) -> tuple[Alert, ...]:
    """When each rule fires and resets in one series (ticks,), by the time of firing.

    Raises:
        ValueError: as `firing`, or more than one series.
    """
    held = firing(bad, total, tick_s=tick_s, budget_share=budget_share, rules=rules)
    if held.ndim != 2:
        raise ValueError("Alerts are told of one series; for many use `firing`.")
    found = [
        Alert(rule, (start + 1) * tick_s, (end + 1) * tick_s if end < row.size else None)
        for rule, row in zip(rules, held, strict=True)
        for start, end in _runs(row)
    ]
    return tuple(sorted(found, key=lambda one: one.fired_s))


def _runs(held: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """The half-open runs of true ticks."""
    edges = np.diff(np.concatenate([[False], held, [False]]).astype(np.int8))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def _in_window(counts: Floats, ticks: int) -> Floats:
    """The sum of the last `ticks` values at each place; exact for counts, whose sums are whole numbers."""
    sums = np.cumsum(counts, axis=-1)
    result = sums.copy()
    result[..., ticks:] -= sums[..., :-ticks]
    return result


def _ticks(window_s: int, tick_s: float) -> int:
    ticks = round(window_s / tick_s)
    if ticks < 1 or abs(ticks * tick_s - window_s) > 1e-9 * window_s:
        raise ValueError(f"A window of {window_s} s is not a whole number of ticks of {tick_s} s.")
    return ticks
