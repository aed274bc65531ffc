"""Alerts: a metric that leaves what the week before the lab had, by that range again and by a least step.

Nothing is tuned to a scenario: the bounds of a seed come from its own quiet week, so that what is noisy may be noisy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from greenroom.labs.arrays import Floats
from greenroom.labs.monitor.board import Board, Metric

_BEYOND = 1.0
_IN_A_ROW = 2  # one hour beyond is chance more often than not


@dataclass(frozen=True)
class Alert:
    """A metric beyond its bounds from the hour that ended at `at_h`; `until_h` is when it was within them again, or the end."""

    metric: str
    at_h: float
    until_h: float
    value: float
    low: float
    high: float


def alerts(board: Board, metrics: Sequence[Metric]) -> tuple[Alert, ...]:
    """All alerts of the lab in the order they fire."""
    found = [alert for metric in metrics for alert in _of(metric, board)]
    return tuple(sorted(found, key=lambda one: (one.at_h, one.metric)))


def bounds(metric: Metric, board: Board) -> tuple[float, float]:
    """The values between which a metric is not worth waking anybody."""
    quiet = board.values[metric.name][board.settling : board.until(0.0)]
    low, high = float(np.nanmin(quiet)), float(np.nanmax(quiet))
    step = max(_BEYOND * (high - low), metric.least * (high if metric.relative else 1.0))
    return (
        low - step if metric.bad in {"low", "both"} else -np.inf,
        high + step if metric.bad in {"high", "both"} else np.inf,
    )


def _of(metric: Metric, board: Board) -> list[Alert]:
    low, high = bounds(metric, board)
    begin = board.until(0.0)
    values: Floats = board.values[metric.name][begin:]
    ends = board.ends_h[begin:]
    beyond = (values < low) | (values > high)
    found: list[Alert] = []
    at = 0
    while at < len(beyond):
        last = at
        while last < len(beyond) and beyond[last]:
            last += 1
        if last - at >= _IN_A_ROW:
            fires = at + _IN_A_ROW - 1
            until = float(ends[last]) if last < len(ends) else float(ends[-1])
            found.append(Alert(metric.name, float(ends[fires]), until, float(values[fires]), low, high))
        at = last + 1
    return found
