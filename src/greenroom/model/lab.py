"""Labs: a scenario, what a player does in it, and what came of it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from greenroom.model.ladder import Level
from greenroom.model.value import Prose, Slug, Value


class Fault(StrEnum):
    """What is really wrong."""

    NONE = "none"
    UNIT_CHANGE = "unit-change"
    STALE_TABLES = "stale-tables"
    ZERO_FOR_MISSING = "zero-for-missing"
    COUNTED_TWICE = "counted-twice"
    SWAPPED_COLUMNS = "swapped-columns"
    NEW_RING = "new-ring"
    HOLIDAY = "holiday"
    SAMPLED_WITHOUT_CORRECTION = "sampled-without-correction"
    IMMATURE_LABELS = "immature-labels"


BENIGN = frozenset({Fault.NONE, Fault.HOLIDAY})
"""Nothing is to be mended."""
VERBS = (
    "help", "status", "metrics", "query", "logs", "lineage", "compare", "audit", "review", "rollback", "promote", "retrain",
    "pin", "restart", "dedupe", "fallback", "threshold", "gate", "block", "unblock", "mute", "declare", "conclude", "wait",
    "run-until", "finish",
)  # fmt: skip
"""The first words of command lines, in the order in which help tells them."""


class Component(StrEnum):
    """Where a fault can be."""

    FEATURES = "features"
    MATERIALISER = "materialiser"
    STREAM = "stream"
    TRAINER = "trainer"
    WORLD = "world"
    NONE = "none"


class PlayKind(StrEnum):
    """What a play of a scenario is there for."""

    REFERENCE = "reference"  # what a good engineer does
    TEMPTING = "tempting"  # what looks right and is not


class Play(Value):
    """A play of a scenario: command lines, one after the other.

    `{found}` in a line stands for the kind of merchant that the review before it found most thefts at, `{trained}` for the version
    that the retrain before it made.
    """

    name: Slug
    kind: PlayKind
    why: Prose
    lines: Annotated[tuple[str, ...], Field(min_length=1)]


class Scenario(Value):
    """A scenario of a pack; what its seed leaves open is given as ranges, both ends included.

    Attributes:
        onset_h: Hours from the lab's begin at which it may go wrong.
        severity: How badly; what the number means depends on the fault (labs/faults.py).
        fix: Command lines that mend it when done at the onset; `{ring}` is the kind of merchant of a new ring. Empty where nothing is to be mended.
        caught_by: Metrics of which one must alert within `within_h` hours of the onset.
        missed_by: Metrics that a player would look at first and that do not alert by then.
    """

    uuid: UUID
    slug: Slug
    title: Prose
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    fault: Fault
    component: Component
    onset_h: tuple[int, int]
    severity: tuple[float, float] = (1.0, 1.0)
    fix: tuple[str, ...] = ()
    caught_by: tuple[str, ...] = ()
    within_h: Annotated[float, Field(gt=0)] = 24.0
    missed_by: tuple[str, ...] = ()
    briefing: Prose
    debrief: Prose
    plays: Annotated[tuple[Play, ...], Field(min_length=1)]

    @property
    def reference(self) -> Play:
        """The play of a good engineer."""
        return next(one for one in self.plays if one.kind is PlayKind.REFERENCE)
