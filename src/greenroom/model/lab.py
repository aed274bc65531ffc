"""Labs: a scenario, what a player does in it, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from greenroom.model.lab_kinds import BENIGN, Component, Fault, SystemKind
from greenroom.model.ladder import Level
from greenroom.model.value import Prose, Slug, Value

MOST_DECOYS, _LEAST_DECOYS = 8, 3


class PlayKind(StrEnum):
    """What a play of a scenario is there for."""

    REFERENCE = "reference"  # what a good engineer does
    TEMPTING = "tempting"  # what looks right and is not


class Play(Value):
    """A play of a scenario: command lines, one after the other.

    `{found}` in a line stands for what an answer before it named; which words there are, and in which answers, each system says
    (`System.named`).
    """

    name: Slug
    kind: PlayKind
    why: Prose
    lines: Annotated[tuple[str, ...], Field(min_length=1)]


class End(StrEnum):
    """An end of a range."""

    LOW = "low"
    HIGH = "high"


class Scenario(Value):
    """A scenario of a pack; what its seed leaves open is given as ranges, both ends included.

    Attributes:
        system: Which system it happens to.
        onset_h: Hours from the lab's begin at which it may go wrong.
        severity: How badly; what the number means depends on the fault (the `faults.py` of its system).
        subtle: The end of `severity` at which it is harder to see, or to leave alone where nothing is wrong.
        decoys: How many harmless changes the deployment log has, where its system draws them.
        fix: Command lines that mend it when done at the onset; `{word}` is what only the seed knows (`System.known`). Empty where nothing is to be mended.
        caught_by: Metrics of which one must alert within `within_h` hours of the onset.
        missed_by: Metrics that a player would look at first and that do not alert by then.
        hints: What a colleague says when asked, one thing more each time; each has its price in the score.
    """

    uuid: UUID
    slug: Slug
    title: Prose
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    system: SystemKind = SystemKind.PAYMENTS
    fault: Fault
    component: Component
    onset_h: tuple[int, int]
    severity: tuple[float, float] = (1.0, 1.0)
    subtle: End = End.HIGH
    decoys: Annotated[int, Field(ge=1, le=MOST_DECOYS)] = 6
    fix: tuple[str, ...] = ()
    caught_by: tuple[str, ...] = ()
    within_h: Annotated[float, Field(gt=0)] = 24.0
    missed_by: tuple[str, ...] = ()
    hints: tuple[Prose, ...] = ()
    briefing: Prose
    debrief: Prose
    plays: Annotated[tuple[Play, ...], Field(min_length=1)]

    def at_level(self, level: Level | None) -> Scenario:
        """As it is played at `level`: of its levels the nearest counts, the higher the subtler and the more decoys; None: any of them."""
        if level is None:
            return self
        levels = sorted(self.levels, key=lambda one: one.rank)
        place = min(range(len(levels)), key=lambda at: abs(levels[at].rank - level.rank))
        low, high = self.severity
        plain, subtle = (low, high) if self.subtle is End.HIGH else (high, low)
        ends = (plain + (subtle - plain) * at / len(levels) for at in (place, place + 1))
        decoys = _LEAST_DECOYS + (MOST_DECOYS - _LEAST_DECOYS) * (place + 1) // len(levels)
        return self.model_copy(update={"severity": tuple(sorted(ends)), "decoys": decoys})

    @property
    def reference(self) -> Play:
        """The play of a good engineer."""
        return next(one for one in self.plays if one.kind is PlayKind.REFERENCE)


def in_order(scenarios: Iterable[Scenario]) -> tuple[Scenario, ...]:
    """The scenarios as one would take them up: system by system, those for fewer and lower levels first, where something is wrong before where nothing is."""
    systems = list(SystemKind)

    def key(one: Scenario) -> tuple[int, int, bool, str]:
        return (
            systems.index(one.system),
            max(level.rank for level in one.levels),
            one.fault in BENIGN,
            one.slug,
        )

    return tuple(sorted(scenarios, key=key))
