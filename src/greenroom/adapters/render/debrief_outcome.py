"""What came of a role-play as it is laid out: the ending, what moved the other side, and how they stood turn by turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.adapters.render.marks import Mark, Said, as_move, said
from greenroom.interview.debrief_words import WORDS
from greenroom.model.debrief import HeardMove, Outcome


@dataclass(frozen=True, slots=True)
class MoveView:
    """A move that was heard, by how much it moved them, and the words; None where they are not found any more."""

    does: str
    by: str
    said: Said | None


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """The ending and its rating, the moves, what was hidden; of each turn of `course` the counts of `states` (id, most, meaning)."""

    other: str
    told: str
    rating: str
    moves: tuple[MoveView, ...]
    hidden: str
    states: tuple[tuple[str, int, str], ...]
    course: tuple[tuple[int, tuple[int, ...]], ...]


def outcome_view(outcome: Outcome, found: Sequence[Mark]) -> OutcomeView:
    """`outcome` in words; `found` are the marks of the debrief."""
    return OutcomeView(
        other=outcome.other,
        told=outcome.told,
        rating=f"{outcome.rating} of 4. {WORDS.ends_the_same}",
        moves=tuple(_move(one, found) for one in outcome.moves),
        hidden=outcome.hidden,
        states=tuple((one.id, one.most, one.meaning) for one in outcome.states),
        course=tuple((at.turn, tuple(at.state[one.id] for one in outcome.states)) for at in outcome.course),
    )


def _move(move: HeardMove, found: Sequence[Mark]) -> MoveView:
    quote = as_move(move.quote, harms=move.harms) if move.quote else None
    return MoveView(move.does, move.by, said(quote, found) if quote else None)
