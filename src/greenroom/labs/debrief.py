"""What a play is told afterwards: the outcome in words, the course of the costs, what could have been known when.

session -> Debrief
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from greenroom.labs.arrays import DAY_H
from greenroom.labs.clock import shown
from greenroom.labs.collateral import changed, needless
from greenroom.labs.commands import commands
from greenroom.labs.monitor.naming import together
from greenroom.labs.scoring import Outcome, Standing, outcome
from greenroom.labs.session import Session
from greenroom.labs.system import Course
from greenroom.model.lab_kinds import Component

_MARK = re.compile(r"\{\w+\}")
_NO_LOOK = frozenset(
    {
        "train",
        "retrain",
        "resume",
        "catch-up",
        "help",
        "mute",
        "unmute",
        "declare",
        "page",
        "conclude",
        "update",
        "hint",
        "wait",
        "think",
        "run-until",
        "finish",
    }
)


@dataclass(frozen=True)
class Told:
    """What a monitor said if nobody did anything: first `after_h` hours from the onset, None where it never did."""

    metric: str
    after_h: float | None


@dataclass(frozen=True)
class Debrief:
    """All that is told of a finished play.

    Attributes:
        outcome: The figures.
        standing: The outcome in a word.
        needless: Changes without which it would have cost no more.
        woken: Declarations of components where nothing was wrong.
        onset: When it began, as the lab's clock says; empty where nothing was wrong.
        told: What the monitors that alert would have told, first things first.
        skipped: Looks of the reference play that were not taken, with what each takes.
        by_day: Cost in USD of each day: yours, the best play's, nobody's.
        text: What an expert says about the scenario.
    """

    outcome: Outcome
    standing: Standing
    needless: tuple[str, ...]
    woken: tuple[Component, ...]
    onset: str
    told: tuple[Told, ...]
    skipped: tuple[str, ...]
    by_day: tuple[tuple[float, float, float], ...]
    text: str


def debrief(session: Session) -> Debrief:
    """What is told of `session`, as if nothing more were done in it."""
    found = outcome(session)
    idle, onset = session.afresh(), session.system.onset.at_h
    useless = needless(session)
    first: dict[str, float] = {}
    for alert in idle.alerts:
        if alert.at_h >= onset:
            first.setdefault(alert.metric, alert.at_h - onset)
    missed = [Told(metric, None) for metric in session.scenario.missed_by if metric not in first]
    return Debrief(
        outcome=found,
        standing=found.standing(len(changed(session)), len(useless)),
        needless=tuple(useless),
        woken=tuple(one for _, one in session.declared if one is not session.truth[0]),
        onset=shown(onset) if session.scenario.fix else "",
        told=(*_told(first), *missed),
        skipped=tuple(_skipped(session)),
        by_day=tuple(zip(_days(found.you), _days(found.best), _days(found.nothing), strict=True)),
        text=session.scenario.debrief,
    )


def _told(first: dict[str, float]) -> Iterator[Told]:
    """By the hour; those of one family that fired together are told together."""
    for after, fired in groupby(first, first.__getitem__):
        yield from (Told(name, after) for name in together(fired))


def _skipped(session: Session) -> list[str]:
    looked = {" ".join(entry.line.split()[:2]) for entry in session.log}
    verbs = {line.split()[0] for line in looked}
    known = commands(session)
    wanted = [
        line
        for line in session.scenario.reference.lines
        if not known[verb := line.split()[0]].changes and verb not in _NO_LOOK
    ]
    found: list[str] = []
    for line in (_MARK.sub("", one).strip() for one in wanted):  # without what an answer would fill in
        verb = line.split()[0]
        if line in looked or (verb != "compare" and verb in verbs):
            continue
        takes = known[verb]
        found.append(f"{line} ({takes.hours:g} h, {takes.usd:.0f} USD)" if takes.hours else line)
    return found


def _days(course: Course) -> list[float]:
    width = int(DAY_H)
    return [float(course.harm_usd[at : at + width].sum()) for at in range(0, len(course.harm_usd), width)]
