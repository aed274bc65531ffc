"""Labs: a scenario, what a player does in it, and what came of it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from greenroom.model.lab_kinds import Component, Fault, SystemKind
from greenroom.model.ladder import Level
from greenroom.model.value import Prose, Slug, Value


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


class Scenario(Value):
    """A scenario of a pack; what its seed leaves open is given as ranges, both ends included.

    Attributes:
        system: Which system it happens to.
        onset_h: Hours from the lab's begin at which it may go wrong.
        severity: How badly; what the number means depends on the fault (the `faults.py` of its system).
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
    fix: tuple[str, ...] = ()
    caught_by: tuple[str, ...] = ()
    within_h: Annotated[float, Field(gt=0)] = 24.0
    missed_by: tuple[str, ...] = ()
    hints: tuple[Prose, ...] = ()
    briefing: Prose
    debrief: Prose
    plays: Annotated[tuple[Play, ...], Field(min_length=1)]

    @property
    def reference(self) -> Play:
        """The play of a good engineer."""
        return next(one for one in self.plays if one.kind is PlayKind.REFERENCE)
