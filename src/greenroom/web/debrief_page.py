"""The page of a debrief: what the committee made of a round, criterion by criterion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from greenroom.interview.cv.notes import CvNote
from greenroom.interview.debrief_words import in_words
from greenroom.interview.overall import VERDICTS
from greenroom.model.debrief import RoundDebrief
from greenroom.model.judgement import CriterionScore
from greenroom.model.mock import FOLLOW_UPS, MockRound, TurnKind
from greenroom.model.question import Criterion
from greenroom.service.replanning import Planned
from greenroom.web.code_view import CodeView
from greenroom.web.contexts import Download, Problem
from greenroom.web.library_pages import Row

_BEST = 4


@dataclass(frozen=True)
class Said:
    """Words of the candidate, whether they speak for a point, and the turn they stand in."""

    text: str
    stance: str
    turn: int


@dataclass(frozen=True)
class CriterionRow:
    """One criterion: how each member rates it and why, the words that decided, and what is ahead."""

    criterion: Criterion
    members: tuple[tuple[str, CriterionScore], ...]
    said: tuple[Said, ...]
    lowest: CriterionScore
    ahead: str
    appealed: bool


@dataclass(frozen=True)
class DebriefPage:
    """What a round showed; `held` is how it stands against the CV, empty without one; `loop` is the id of its loop, "" where of none.

    `speakers` and `code` as in `RoundPage`.
    """

    template: ClassVar[str] = "debrief.html.j2"
    read: RoundDebrief
    verdict: str
    rows: tuple[CriterionRow, ...]
    names: dict[str, str]
    drill: Row | None
    sibling: Row | None
    off: str = ""
    loop: str = ""
    problem: Problem | None = None
    planned: Planned | None = None
    downloads: tuple[Download, ...] = ()
    held: tuple[CvNote, ...] = ()
    speakers: Mapping[TurnKind, str] = field(default_factory=dict)
    code: CodeView | None = None

    @property
    def since(self) -> str:
        """The day of the round that this one is held beside; "" where there is none."""
        return in_words(self.read.redo.started_at) if self.read.redo else ""

    @property
    def answers(self) -> int:
        """How often the candidate spoke."""
        return len(self.read.round.of(TurnKind.ANSWER))

    @property
    def skipped(self) -> int:
        """How often the candidate said nothing."""
        return len(self.read.round.of(TurnKind.SKIP))

    @property
    def follow_ups(self) -> int:
        """How often the interviewer followed up."""
        return len(self.read.round.of(*FOLLOW_UPS))


@dataclass(frozen=True)
class SelfRatingPage:
    """Asks what the candidate thinks of a round before the debrief is read."""

    template: ClassVar[str] = "self_rating.html.j2"
    round: MockRound
    title: str
    choices: tuple[tuple[int, str], ...] = tuple(VERDICTS.items())


def rows(read: RoundDebrief) -> tuple[CriterionRow, ...]:
    """A row a criterion, in the rubric's order."""
    appealed = {turn.about for turn in read.round.of(TurnKind.APPEAL)}
    return tuple(_row(read, place, one.id in appealed) for place, one in enumerate(read.criteria))


def _row(read: RoundDebrief, place: int, appealed: bool) -> CriterionRow:  # noqa: FBT001 - private, and named where it is used
    criterion = read.criteria[place]
    members = tuple((card.title, card.judgement.scores[place]) for card in read.debrief.cards)
    quotes = {(q.text, q.start): q for _, score in members for q in score.evidence}
    lowest = min((score for _, score in members), key=lambda one: (one.rating or 0, len(one.raise_by_one)))
    known = lowest.rating if lowest.rating is not None and lowest.rating < _BEST else None
    return CriterionRow(
        criterion=criterion,
        members=members,
        said=tuple(Said(q.text, q.stance, read.round.turn_at(q.start).number) for q in quotes.values()),
        lowest=lowest,
        ahead=criterion.anchors.above(known) if known else "",
        appealed=appealed,
    )
