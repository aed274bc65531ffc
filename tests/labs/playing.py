"""Small labs to try the engine on: a scenario of every fault, and what can be seen of a session."""

from functools import cache
from uuid import UUID

from greenroom.labs.commands import do, replay
from greenroom.labs.onset import onset
from greenroom.labs.payments.board import METRICS
from greenroom.labs.payments.faults import unrest
from greenroom.labs.payments.features.definitions import NAMES
from greenroom.labs.payments.system import PaymentsSystem
from greenroom.labs.payments.world import Size, Unrest, payments
from greenroom.labs.session import Session
from greenroom.model.lab import Play, PlayKind, Scenario
from greenroom.model.lab_kinds import Component, Fault
from greenroom.model.ladder import Level

SMALL = Size(customers=400, per_day=1500, history_h=15 * 24.0, lab_h=6 * 24.0)
SEED = 7
HEALTHY = Unrest()
_WHERE = {  # component, severity, what mends it
    Fault.NONE: (Component.NONE, 1.0, ()),
    Fault.UNIT_CHANGE: (Component.FEATURES, 100.0, ("pin",)),
    Fault.STALE_TABLES: (Component.MATERIALISER, 1.0, ("restart",)),
    Fault.ZERO_FOR_MISSING: (Component.FEATURES, 1.0, ("pin",)),
    Fault.COUNTED_TWICE: (Component.STREAM, 4.0, ("dedupe",)),
    Fault.SWAPPED_COLUMNS: (Component.FEATURES, 1.0, ("pin",)),
    Fault.NEW_RING: (Component.WORLD, 1.0, ("block {ring}",)),
    Fault.HOLIDAY: (Component.WORLD, 0.4, ()),
    Fault.SAMPLED_WITHOUT_CORRECTION: (Component.TRAINER, 0.1, ("rollback",)),
    Fault.IMMATURE_LABELS: (Component.TRAINER, 3.0, ("rollback",)),
    Fault.LEAKED_LABEL: (Component.TRAINER, 1.0, ("canary rollback",)),
    Fault.SEGMENT_LEFT_OUT: (Component.TRAINER, 1.0, ("canary spare {market}",)),
    Fault.HALF_MIGRATED: (Component.FEATURES, 0.05, ("dualwrite", "rollback")),
    Fault.UNEXPLORED: (Component.POLICY, 1.0, ("holdout 0.05",)),
}
ONSET_H = 40


def play(*lines, name="good", kind=PlayKind.REFERENCE):
    return Play(name=name, kind=kind, why="It is tried.", lines=lines)


def scenario(fault, **changes):
    """A scenario of `fault` that begins at hour 40."""
    component, severity, fix = _WHERE[fault]
    given = {
        "uuid": UUID(int=1), "slug": fault.value, "title": "A lab", "levels": (Level.SENIOR,), "fault": fault,
        "component": component, "onset_h": (ONSET_H, ONSET_H), "severity": (severity, severity), "fix": fix,
        "briefing": "You are on call.", "debrief": "That was it.", "plays": (play("finish"),),
    }  # fmt: skip
    return Scenario(**{**given, **changes})


def begun(of, seed=SEED, *, twin=False):
    """A small session of the scenario `of` that nobody has touched."""
    return Session(of, PaymentsSystem(of, seed, SMALL, twin=twin))


def session(fault=Fault.NONE, *lines, seed=SEED, twin=False, **changes):
    """A small session of `fault` after `lines`."""
    return replay(begun(scenario(fault, **changes), seed, twin=twin), lines)


@cache
def world_of(fault=Fault.NONE, seed=SEED):
    """The payments that a session of `fault` meets."""
    return payments(seed, SMALL, unrest(onset(scenario(fault), seed), fault))


LOOKS = (
    "status", "metrics", "logs", "lineage", "arms", "slices", "importance", "audit", "review 50", "help",
    *(f"compare {name}" for name in NAMES), *(f"query '{one.name}' 240" for one in METRICS),
)  # fmt: skip


def seen(of):
    """Everything there is to look at, as answered; time passes meanwhile."""
    return [do(of, line).said for line in LOOKS]
