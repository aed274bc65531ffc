"""The page of a debrief: what the committee made of a round, criterion by criterion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from greenroom.interview.cv.notes import CvNote
from greenroom.interview.debrief_words import followed_up, held_back, spoke
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

    `since` is the day of the round that this one is held beside, "" for none; `counted` what was counted of it, as sentences;
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
    since: str = ""
    counted: tuple[str, ...] = ()


@dataclass(frozen=True)
class SelfRatingPage:
    """Asks what the candidate thinks of a round before the debrief is read."""

    template: ClassVar[str] = "self_rating.html.j2"
    round: MockRound
    title: str
    choices: tuple[tuple[int, str], ...] = tuple(VERDICTS.items())


def counted(read: RoundDebrief) -> tuple[str, ...]:
    """What can be counted of how the round was gone about, as sentences."""
    done = read.round
    skipped = len(done.of(TurnKind.SKIP))
    facts = (held_back(read.facts_asked_for, read.facts),) if read.facts else ()
    if read.outcome:
        return (*facts, spoke(len(done.of(TurnKind.ANSWER)), skipped))
    return (*facts, followed_up(len(done.of(*FOLLOW_UPS)), skipped))


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
