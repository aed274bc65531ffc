"""A run of a lab behind an endpoint: who serves now, what the monitors say now, read again when the run goes on elsewhere.

run -> Served (champion, metrics), the same until a line is given

Reading again takes a moment (a version may have to be fitted), so it is made beside what serves and takes its place when it is whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from greenroom.errors import InputError
from greenroom.labs.clock import shown
from greenroom.labs.commands import replay
from greenroom.labs.monitor.exposition import Gauge, Labels, Metric, Point
from greenroom.labs.payments.asked import Champion, champion
from greenroom.labs.payments.system import PaymentsSystem
from greenroom.labs.session import Session
from greenroom.model.lab_run import LabRun
from greenroom.service.labs import Labs

_SERIES = re.compile(r'(?P<name>\w+)(?:\{(?P<label>\w+)="(?P<value>[^"]*)"\})?')


@dataclass(frozen=True)
class Served:
    """A run as it stands: `lines` were given by `at_h`; `metrics` are the board's newest values. Nothing in it changes."""

    lines: tuple[str, ...]
    champion: Champion
    metrics: tuple[Metric, ...]
    ended: bool

    @property
    def as_of(self) -> str:
        """The run's clock."""
        return shown(self.champion.at_h)


class LiveLab:
    """One run that is served; `newest` may be asked from one thread while others use what it answered before."""

    def __init__(self, labs: Labs, run: LabRun) -> None:
        """Read the run.

        Raises:
            InputError: Its system scores no payments ("not_live").
        """
        self.run = run
        self._labs, self._reading = labs, Lock()
        self._session: tuple[tuple[str, ...], Session] | None = None
        self.served = self._read(labs.lines(run))

    def newest(self) -> Served:
        """The run as it stands now; only lines that were added since are done.

        Raises:
            StoreError: The store cannot be read; what was served before still holds.
        """
        with self._reading:
            lines = self._labs.lines(self.run)
            if lines != self.served.lines:
                self.served = self._read(lines)
            return self.served

    def _read(self, lines: tuple[str, ...]) -> Served:
        session = self._at(lines)
        if not isinstance(session.system, PaymentsSystem):
            hint = "Live mode serves the runs of labs on payments; greenroom lab list shows the runs."
            raise InputError(f"{self.run.scenario} scores no payments.", hint=hint, code="not_live")
        serving = champion(session.system, session.now_h)
        return Served(lines, serving, _metrics(session, serving), session.ended)

    def _at(self, lines: tuple[str, ...]) -> Session:
        """The session after `lines`, a play of its own: nobody else's goes on because this one does."""
        done, session = self._session or ((), None)
        self._session = None  # what a line leaves half done is never gone on with
        if session is None or lines[: len(done)] != done:  # at first, or something was undone
            done, session = (), self._labs.begun(self.run)
        self._session = (lines, replay(session, lines[len(done) :]))
        return session


def _metrics(session: Session, serving: Champion) -> tuple[Metric, ...]:
    """The board's values of the last full hour, under the names it gives them; NaN where there is too little to tell."""
    board = session.board
    last = board.until(session.now_h) - 1
    said, points = dict[str, str](), dict[str, list[Point]]()
    for metric in session.system.metrics:
        name, labels = _series(metric.name)
        said.setdefault(name, re.sub(r" of \w+(?= \()", "", metric.says) if labels else metric.says)
        points.setdefault(name, []).append(Point(float(board.values[metric.name][last]), labels))
    of_board = tuple(Gauge(name, said[name], tuple(points[name])) for name in said)
    return (*of_board, *_standing({"version": serving.version.name}, session))


def _standing(champion_labels: Mapping[str, str], session: Session) -> tuple[Metric, ...]:
    labels = tuple(champion_labels.items())
    return (
        Gauge("lab_clock_hours", "the run's clock, in hours since the lab began", (Point(session.now_h),)),
        Gauge("lab_champion_info", "1 for the version that serves", (Point(1.0, labels),)),
    )


def _series(name: str) -> tuple[str, Labels]:
    """A metric of the board as a name and labels."""
    found = _SERIES.fullmatch(name)
    assert found, name
    return found["name"], ((found["label"], found["value"]),) if found["label"] else ()
