"""Small labs of training to try things on: a scenario of every fault, and what can be seen of a session."""

from uuid import UUID

from greenroom.labs.commands import do, replay
from greenroom.labs.session import Session
from greenroom.labs.training.system import TrainingSystem
from greenroom.labs.training.world import Size
from greenroom.model.lab import Play, PlayKind, Scenario
from greenroom.model.lab_kinds import Component, Fault, SystemKind
from greenroom.model.ladder import Level

SMALL = Size(per_day=5000, history_days=11, lab_days=7)
SEED, ONSET_H = 7, 40
_WHERE = {  # component, severity, what mends it
    Fault.NONE: (Component.NONE, 1.0, ()),
    Fault.INFINITE_ROW: (Component.EXPORT, 20.0, ("bound on",)),
    Fault.HALF_PRECISION: (Component.TRAINER, 1.0, ("standardise on",)),
    Fault.CORRUPT_RECORDS: (Component.STORAGE, 0.05, ("contract on",)),
    Fault.SKIPPED_RUNS: (Component.ORCHESTRATOR, 1.0, ("restart {stuck}",)),
}
FAULTS = tuple(one for one in _WHERE if one is not Fault.NONE)
ALERT = "run-until alert"


def scenario(fault, **changes):
    """A scenario of `fault` that begins at hour 40."""
    component, severity, fix = _WHERE[fault]
    given = {
        "uuid": UUID(int=1), "slug": fault.value, "title": "A lab", "levels": (Level.SENIOR,), "system": SystemKind.TRAINING,
        "fault": fault, "component": component, "onset_h": (ONSET_H, ONSET_H), "severity": (severity, severity), "fix": fix,
        "briefing": "You are on call.", "debrief": "That was it.",
        "plays": (Play(name="reference", kind=PlayKind.REFERENCE, why="It is tried.", lines=("finish",)),),
    }  # fmt: skip
    return Scenario(**{**given, **changes})


def session(fault=Fault.NONE, *lines, seed=SEED, twin=False):
    """A small session of `fault` after `lines`."""
    of = scenario(fault)
    return replay(Session(of, TrainingSystem(of, seed, SMALL, twin=twin)), lines)


def said(of, line):
    """What a line is answered."""
    return do(of, line).said


def night(of, name):
    """The night called `name`."""
    return next(one for one in of.system.timeline.nights if one.name == name)
