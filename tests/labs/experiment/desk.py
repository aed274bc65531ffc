"""A rollout desk to try things on: a scenario of every fault, whose challenger starts at hour 30."""

from uuid import UUID

from greenroom.labs.commands import replay
from greenroom.labs.experiment.system import ExperimentSystem
from greenroom.labs.session import Session
from greenroom.model.lab import Play, PlayKind, Scenario
from greenroom.model.lab_kinds import Component, Fault, SystemKind
from greenroom.model.ladder import Level

SEED, START_H = 7, 30
FAULTS = {  # component, severity, the best play
    Fault.SAMPLE_RATIO: (Component.ASSIGNMENT, 0.006, ("rollback",)),
    Fault.PEEKING: (Component.POLICY, 0.04, ("rollback",)),
    Fault.WRONG_UNIT: (Component.ANALYSIS, 0.03, ("rollback",)),
    Fault.UNDERPOWERED: (Component.ALLOCATION, 0.03, ("promote",)),
    Fault.NONE: (Component.NONE, 0.04, ()),
}


def scenario(fault):
    component, severity, fix = FAULTS[fault]
    good = Play(name="reference", kind=PlayKind.REFERENCE, why="It is tried.", lines=("finish",))
    return Scenario(
        uuid=UUID(int=2), slug="desk", title="A desk", levels=(Level.SENIOR,), system=SystemKind.EXPERIMENT,
        fault=fault, component=component, onset_h=(START_H, START_H), severity=(severity, severity), fix=fix,
        briefing="You have the desk.", debrief="That was it.", plays=(good,),
    )  # fmt: skip


def session(fault, *lines, seed=SEED, twin=False):
    """A session of `fault` after `lines`."""
    of = scenario(fault)
    return replay(Session(of, ExperimentSystem(of, seed, twin=twin)), lines)


def alerted(of):
    return {one.metric for one in of.alerts}


def said(of):
    return of.log[-1].said
