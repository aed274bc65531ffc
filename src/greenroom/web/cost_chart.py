"""The chart of a lab's debrief: what it had cost by the end of each day, for you, the best play and nobody, as one drawing.

costs by day -> lines in a drawing of `WIDTH` by `HEIGHT`, with axes and labels that do not lie on each other
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

WIDTH, HEIGHT = 680, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 84, 14, 34
_LABEL_GAP = 17.0
_TICKS = 4


@dataclass(frozen=True)
class Curve:
    """One play: its name, the points of its line, and where its label stands."""

    name: str
    points: str
    label_x: float
    label_y: float


@dataclass(frozen=True)
class Tick:
    """A mark on an axis: where, and what it says."""

    at: float
    text: str


@dataclass(frozen=True)
class CostChart:
    """All that is drawn, and the same as a table: the day and what each had cost by its end, in USD."""

    curves: tuple[Curve, ...]
    days: tuple[Tick, ...]
    costs: tuple[Tick, ...]
    rows: tuple[tuple[int, float, float, float], ...]
    left: float = _LEFT
    right: float = WIDTH - _RIGHT
    bottom: float = HEIGHT - _BOTTOM


def cost_chart(by_day: Sequence[tuple[float, float, float]]) -> CostChart:
    """The drawing of daily costs (you, best, nothing)."""
    totals = [list(accumulate(one[at] for one in by_day)) for at in range(3)]
    most = max(max(one) for one in totals) or 1.0
    count = len(by_day)

    def x(day: float) -> float:
        return _LEFT + day / count * (WIDTH - _LEFT - _RIGHT)

    def y(usd: float) -> float:
        return HEIGHT - _BOTTOM - usd / most * (HEIGHT - _TOP - _BOTTOM)

    ends = _apart([y(one[-1]) for one in totals])
    curves = tuple(
        Curve(
            name=name,
            points=" ".join(f"{x(day):.1f},{y(usd):.1f}" for day, usd in enumerate([0.0, *total])),
            label_x=WIDTH - _RIGHT + 8,
            label_y=end,
        )
        for name, total, end in zip(("you", "best play", "nothing"), totals, ends, strict=True)
    )
    return CostChart(
        curves=curves,
        days=tuple(Tick(x(day), str(day)) for day in range(0, count + 1, max(count // 7, 1))),
        costs=tuple(
            Tick(y(most * at / _TICKS), f"{most * at / _TICKS / 1000:,.0f}k") for at in range(_TICKS + 1)
        ),
        rows=tuple((day, *values) for day, values in enumerate(zip(*totals, strict=True), start=1)),
    )


def _apart(wanted: list[float]) -> list[float]:
    """Heights near those wanted that leave room for a line of text between any two."""
    found = list(wanted)
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    for upper, lower in pairwise(order):
        found[lower] = max(found[lower], found[upper] + _LABEL_GAP)
    limit = float(HEIGHT - _BOTTOM)
    for at in reversed(order):
        found[at] = min(found[at], limit)
        limit = found[at] - _LABEL_GAP
    return found
