"""What the networks read of a piece of the packs, whoever sits it: learnt once a machine, before somebody waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from greenroom.interview import roleplay
from greenroom.interview.nearness import texts_of
from greenroom.interview.standard import rubric, standard
from greenroom.model.content import Catalogue
from greenroom.model.exercise import Exercise
from greenroom.model.practice import RolePlay
from greenroom.model.question import Question
from greenroom.ports import AnswerReader, Encoder

Sat = Question | RolePlay | Exercise


def judged(piece: Sat) -> tuple[str, ...]:
    """The texts that answers are held against by the judge: the question and its criteria, in a role-play its moves too."""
    if isinstance(piece, Question):
        return (piece.statement, *(one.text for one in rubric(piece).criteria))
    if isinstance(piece, RolePlay):
        criteria = (standard(one).text for one in piece.criteria)
        return (piece.setting, *criteria, piece.other.opening, *roleplay.wordings(piece))
    return ()


def compared(piece: Sat) -> tuple[str, ...]:
    """The texts that what is said is compared with by the encoder: the data sheet's, a role-play's moves."""
    if isinstance(piece, RolePlay):
        return (*roleplay.wordings(piece), *(move.says for move in piece.moves))
    return texts_of(piece.sheet)


@dataclass(frozen=True, slots=True)
class ReadingAhead:
    """Reads pieces with both networks. It changes nothing but how soon a reply is there."""

    reader: AnswerReader
    encoder: Encoder

    def read(self, piece: Sat, *, soon: bool = True) -> Iterator[None]:
        """All that is read of a piece, in steps of milliseconds; `soon` as in Learner."""
        yield from self.reader.learn_ahead(judged(piece), soon=soon)
        yield from self.encoder.learn_ahead(compared(piece), soon=soon)

    def read_all(self, held: Catalogue) -> Iterator[None]:
        """All pieces that no process of this machine has read so far, for those to come."""
        pieces: tuple[Sat, ...] = (*held.questions, *held.roleplays, *held.exercises)
        for piece in pieces:
            yield from self.read(piece, soon=False)
            yield
