"""What a run has recorded by the player's now, as tables: for queries and for tools of one's own.

session -> tables, without anything that has not happened or been told yet
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

import numpy as np

from greenroom.labs.session import Session
from greenroom.model.table import Column, Table, texts


@runtime_checkable
class Recorded(Protocol):
    """A system with tables of its own."""

    def tables(self, now_h: float) -> tuple[Table, ...]:
        """What it recorded by `now_h`."""
        ...


def tables(session: Session) -> tuple[Table, ...]:
    """All tables: the system's own, then what every lab has."""
    own = session.system.tables(session.now_h) if isinstance(session.system, Recorded) else ()
    return (*own, _metrics(session), _alerts(session), _log(session), _commands(session))


def _metrics(session: Session) -> Table:
    board = session.board
    until = board.until(session.now_h)
    names = [metric.name for metric in session.system.metrics]
    return Table(
        "metrics",
        "the dashboard by the hour, from the week before the lab on",
        (
            Column("at_h", "end of the hour, in hours since the lab began", np.tile(board.ends_h[:until], len(names))),
            Column("metric", "its name, as `query` takes it", np.repeat(texts(names), until)),
            Column("value", "as shown; unknown where there is too little to tell", np.concatenate([board.values[name][:until] for name in names])),
        ),
    )  # fmt: skip


def _alerts(session: Session) -> Table:
    now_h = session.now_h
    found = [] if session.muted else [one for one in session.alerts if one.at_h <= now_h]
    return Table(
        "alerts",
        "what alerted so far; none while alerts are muted",
        (
            Column("at_h", "when it fired", np.array([one.at_h for one in found], dtype=float)),
            Column("until_h", "when it was within its bounds again; unknown while it fires",
                   np.array([one.until_h if one.until_h <= now_h else np.nan for one in found], dtype=float)),
            Column("metric", "what alerted", texts([one.metric for one in found])),
            Column("value", "when it fired", np.array([one.value for one in found], dtype=float)),
            Column("low", "it alerts below; unknown where it never does", np.array([one.low for one in found], dtype=float)),
            Column("high", "it alerts above; likewise", np.array([one.high for one in found], dtype=float)),
        ),
    )  # fmt: skip


def _log(session: Session) -> Table:
    found = [one for one in session.system.happened if one.at_h <= session.now_h]
    return Table(
        "log",
        "the deployment log",
        (
            Column("at_h", "when", np.array([one.at_h for one in found], dtype=float)),
            Column("line", "what was released or done", texts([one.text for one in found])),
        ),
    )


def _commands(session: Session) -> Table:
    return Table(
        "commands",
        "the lines you gave",
        (
            Column("at_h", "when you gave it", np.array([one.at_h for one in session.log], dtype=float)),
            Column("done_h", "when it was done", np.array([one.done_h for one in session.log], dtype=float)),
            Column("line", "the line", texts([one.line for one in session.log])),
        ),
    )
