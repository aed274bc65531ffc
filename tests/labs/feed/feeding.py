"""Small feeds to try the engine on."""

from uuid import UUID

from greenroom.labs.commands import replay
from greenroom.labs.feed.system import FeedSystem
from greenroom.labs.feed.world import Size
from greenroom.labs.session import Session
from greenroom.model.lab import Play, PlayKind, Scenario
from greenroom.model.lab_kinds import Component, Fault, SystemKind
from greenroom.model.ladder import Level

SMALL = Size(readers=300, per_day=400, items_per_day=40, before_days=11, lab_h=6 * 24.0)
SEED, ONSET_H = 7, 40
_WHERE = {  # component, severity, what mends it
    Fault.NONE: (Component.NONE, 1.0, ()),
    Fault.SWAPPED_COLUMNS: (Component.FEATURES, 1.0, ("pin",)),
    Fault.CONSTANT_FEATURE: (Component.CATALOGUE, 1.0, ("restart", "backfill")),
    Fault.POSITION_LOOP: (Component.TRAINER, 1.0, ("explore 0.02", "slots weigh")),
    Fault.LEAKY_SPLIT: (Component.VALIDATION, 65536.0, ("rollback", "split time")),
    Fault.NEW_PARTNER: (Component.WORLD, 1.0, ()),
}
FAULTS = tuple(_WHERE)
LOOKS = (
    "status", "metrics", "logs", "help", "lineage", "audit", "importance", "diversity", "slices", "labels", "ab", "judge time",
    "compare quality", "compare popularity", "compare topic_taste",
)  # fmt: skip


def scenario(fault):
    """A scenario of `fault` that begins at hour 40."""
    component, severity, fix = _WHERE[fault]
    play = Play(name="reference", kind=PlayKind.REFERENCE, why="It is tried.", lines=("finish",))
    return Scenario(
        uuid=UUID(int=2), slug=fault.value, title="A lab", levels=(Level.SENIOR,), system=SystemKind.FEED, fault=fault,
        component=component, onset_h=(ONSET_H, ONSET_H), severity=(severity, severity), fix=fix,
        briefing="You are on call.", debrief="That was it.", plays=(play,),
    )  # fmt: skip


def session(fault=Fault.NONE, *lines, seed=SEED, twin=False):
    """A small session of `fault` after `lines`."""
    of = scenario(fault)
    return replay(Session(of, FeedSystem(of, seed, SMALL, twin=twin)), lines)


def days(of):
    """The logs of the lab's days."""
    return [one.log for one in of.system.timeline.nodes()[SMALL.before_days :]]
