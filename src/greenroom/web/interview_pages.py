"""What the pages of mock rounds show: one record a page, as in `contexts`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from greenroom.model.mock import MockRound, Turn
from greenroom.web.contexts import Problem
from greenroom.web.library_pages import Filter, Judged, Row


@dataclass(frozen=True)
class RoundRow:
    """A round in the list."""

    id: str
    title: str
    facts: str  # "senior, 3 answers, 1 March 2026"
    is_over: bool


@dataclass(frozen=True)
class InterviewsPage:
    """Rounds so far, and how to begin one."""

    template: ClassVar[str] = "interviews.html.j2"
    rounds: tuple[RoundRow, ...]
    filters: tuple[Filter, ...]
    problem: Problem | None = None


@dataclass(frozen=True)
class RoundPage:
    """A round that is sat: what was said so far, and room for the next answer."""

    template: ClassVar[str] = "round.html.j2"
    round: MockRound
    title: str
    heard: tuple[Turn, ...]  # a skip or stop is told by what comes after it
    minutes_used: int
    said: str = ""
    problem: Problem | None = None


@dataclass(frozen=True)
class DebriefPage:
    """What a round showed."""

    template: ClassVar[str] = "debrief.html.j2"
    round: MockRound
    title: str
    judged: Judged
    facts_asked_for: int
    facts: int
    weakest: str  # what to bring in next time, "" where nothing is weak
    drill: Row | None
    sibling: Row | None
