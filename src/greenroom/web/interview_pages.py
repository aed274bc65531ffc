"""What the pages of mock rounds show: one record a page, as in `contexts`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from greenroom.model.debrief import Debrief, Scorecard
from greenroom.model.mock import AWAY, MockLoop, MockRound, Turn, TurnKind
from greenroom.model.practice import Framework
from greenroom.model.speech import Ears
from greenroom.web.code_view import CodeView
from greenroom.web.contexts import Problem
from greenroom.web.library_pages import Filter, Row


@dataclass(frozen=True)
class RoundRow:
    """A round, or a loop, in its list."""

    id: str
    title: str
    facts: str  # "senior, 3 answers, 1 March 2026"
    is_over: bool


@dataclass(frozen=True)
class InterviewsPage:
    """Rounds so far, and how to begin one; `plays` are the role-plays that can be played."""

    template: ClassVar[str] = "interviews.html.j2"
    rounds: tuple[RoundRow, ...]
    loops: tuple[RoundRow, ...]
    filters: tuple[Filter, ...]
    plays: tuple[Row, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True)
class Clock:
    """Where the clock of an open round stands, in seconds: used up to its last turn, gone by since, and from where that is a break."""

    before: int
    since: int
    away: int

    @classmethod
    def of(cls, done: MockRound, now: datetime) -> Clock:
        """The clock of a round at a moment."""
        last = done.turns[-1].at
        before, since = timedelta(minutes=done.minutes_used(last)), max(now - last, timedelta())
        return cls(*(round(one.total_seconds()) for one in (before, since, AWAY)))


@dataclass(frozen=True)
class TurnPart:
    """One turn as the page of its round shows it, for a page that is open."""

    template: ClassVar[str] = "turn.html.j2"
    turn: Turn
    speakers: Mapping[TurnKind, str]


@dataclass(frozen=True)
class RoundPage:
    """A round that is sat: what was said so far, and room for the next answer.

    `clock` is None where the round is over; `framework` is how its kind of round is structured, None where the packs name nothing;
    `paused` and `delivery` are what a form that was refused had sent. `ears` is what recognises speech on this machine, None where nothing does;
    `code` is what the round is about where that was handed in, and is there still.
    """

    template: ClassVar[str] = "round.html.j2"
    round: MockRound
    title: str
    heard: tuple[Turn, ...]  # a skip or stop is told by what comes after it
    minutes_used: int
    speakers: Mapping[TurnKind, str]  # where it is not the interviewer
    clock: Clock | None = None
    framework: Framework | None = None
    said: str = ""
    paused: int = 0
    delivery: str = ""
    problem: Problem | None = None
    ears: Ears | None = None
    code: CodeView | None = None


@dataclass(frozen=True)
class SlotRow:
    """A round of a loop; what it asks is told once it has begun."""

    place: int
    focus: str
    round_id: str
    title: str
    state: str


@dataclass(frozen=True)
class LoopPage:
    """The rounds of a loop, and which is next."""

    template: ClassVar[str] = "loop.html.j2"
    loop: MockLoop
    slots: tuple[SlotRow, ...]
    is_over: bool


@dataclass(frozen=True)
class LoopVotes:
    """How each member of the committee voted on one round."""

    slot: SlotRow
    cards: tuple[Scorecard, ...]


@dataclass(frozen=True)
class LoopDebriefPage:
    """What the committee makes of the rounds of a loop."""

    template: ClassVar[str] = "loop_debrief.html.j2"
    loop: MockLoop
    debrief: Debrief
    verdict: str
    votes: tuple[LoopVotes, ...]
    is_over: bool
