"""What a console shows of a play at its now: where things stand, charts, alerts, the deployment log; the same in terminal and browser.

session -> Panel
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from greenroom.labs.arrays import DAY_H
from greenroom.labs.clock import of_lab, shown
from greenroom.labs.commands import commands
from greenroom.labs.looking import active, beyond
from greenroom.labs.monitor.alerts import Alert, bounds
from greenroom.labs.monitor.board import Metric
from greenroom.labs.monitor.naming import short, together
from greenroom.labs.session import Session

MOST_CHARTS = 8
_BEFORE_H = 3 * DAY_H  # of the quiet week before the lab, to see what is normal


@dataclass(frozen=True)
class Chart:
    """A metric by the hour up to now; None where there is too little to tell, or where a side has no bound."""

    name: str
    says: str
    ends_h: tuple[float, ...]
    values: tuple[float | None, ...]
    low: float | None
    high: float | None
    firing: bool

    @property
    def last(self) -> float | None:
        """The newest value."""
        return self.values[-1] if self.values else None


@dataclass(frozen=True)
class Mark:
    """Something that happened at a time: a release, or what the player changed (`mine`)."""

    at_h: float
    text: str
    mine: bool

    @property
    def clock(self) -> str:
        """Its time in words."""
        return shown(self.at_h)


@dataclass(frozen=True)
class Panel:
    """All that can be seen without asking."""

    now_h: float
    end_h: float
    ended: bool
    spent_usd: float
    standing: tuple[str, ...]
    alerts: tuple[str, ...]
    charts: tuple[Chart, ...]
    marks: tuple[Mark, ...]

    @property
    def clock(self) -> str:
        """Its time in words."""
        return of_lab(self.now_h, self.end_h)


def panel(session: Session) -> Panel:
    """The console of `session` as it stands."""
    return Panel(
        now_h=session.now_h,
        end_h=session.end_h,
        ended=session.ended,
        spent_usd=session.spent_usd,
        standing=tuple(session.system.standing(session.now_h)),
        alerts=("muted",) if session.muted else tuple(_alerts(session)),
        charts=tuple(_chart(session, one) for one in _charted(session)),
        marks=tuple(sorted(_marks(session), key=lambda one: (one.at_h, one.mine))),
    )


def _alerts(session: Session) -> Iterator[str]:
    by_hour: dict[float, dict[str, Alert]] = {}
    for one in active(session):
        by_hour.setdefault(one.at_h, {})[one.metric] = one
    for at_h, fired in by_hour.items():
        for name in together(fired):
            alone = fired.get(name)
            what = f": {', '.join(beyond(alone))}" if alone else ""
            yield f"{name} since {shown(at_h)}{what}"


def _charted(session: Session) -> list[Metric]:
    """Those that status shows, then those that fire, then those that were asked for, the last first."""
    known = session.system.metrics
    asked = [short(one.line.split()[1]) for one in reversed(session.log) if one.verb == "query"]
    firing = {one.metric for one in active(session)} if not session.muted else set()
    wanted = [
        *(one for one in known if one.headline),
        *(one for name in asked for one in known if short(one.name) == name),
        *(one for one in known if one.name in firing),
    ]
    return list(dict.fromkeys(wanted))[:MOST_CHARTS]


def _chart(session: Session, metric: Metric) -> Chart:
    board = session.board
    until = board.until(session.now_h)
    begin = min(board.until(-_BEFORE_H), until)
    values = board.values[metric.name][begin:until]
    low, high = bounds(metric, board)
    return Chart(
        name=short(metric.name),
        says=metric.says,
        ends_h=tuple(float(at) for at in board.ends_h[begin:until]),
        values=tuple(None if np.isnan(one) else round(float(one), 5) for one in values),
        low=float(low) if np.isfinite(low) and low > 0 else None,
        high=float(high) if np.isfinite(high) else None,
        firing=not session.muted and any(one.metric == metric.name for one in active(session)),
    )


def _marks(session: Session) -> Iterator[Mark]:
    for one in session.system.happened:
        if one.at_h <= session.now_h:
            yield Mark(one.at_h, one.text, mine=False)
    known = commands(session)
    for entry in session.log:
        if known[entry.verb].changes:
            yield Mark(entry.done_h, entry.line, mine=True)
