"""A mock round: who said what in which order. Everything else about it follows from the turns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from greenroom.model.ladder import Level, Role
from greenroom.model.value import Slug, Value

_AWAY = timedelta(minutes=10)
"""A longer silence is a pause: it does not count as time of the round."""
BREAK = "\n\n"
"""Between the answers of a round, where they are read as one text."""


class TurnKind(StrEnum):
    """What a turn is for; the first five are the interviewer's."""

    QUESTION = "question"
    FACT = "fact"
    PROBE = "probe"
    CHANGE = "change"
    CLOSE = "close"
    ANSWER = "answer"
    ASK = "ask"
    SKIP = "skip"
    STOP = "stop"


CANDIDATES = frozenset({TurnKind.ANSWER, TurnKind.ASK, TurnKind.SKIP, TurnKind.STOP})


class Turn(Value):
    """One utterance. `about` is what it is tied to: the criterion of a probe, the fact that was told; else ""."""

    number: Annotated[int, Field(ge=1)]
    kind: TurnKind
    text: str
    about: str = ""
    at: datetime


class MockRound(Value):
    """One question asked of one candidate, from its statement to its close."""

    id: str
    question: Slug
    role: Role
    level: Level
    minutes: Annotated[int, Field(ge=1)]
    started_at: datetime
    turns: tuple[Turn, ...] = ()

    def of(self, *kinds: TurnKind) -> tuple[Turn, ...]:
        """The turns of these kinds, in order."""
        return tuple(turn for turn in self.turns if turn.kind in kinds)

    @property
    def is_over(self) -> bool:
        """Whether the interviewer has closed it."""
        return bool(self.of(TurnKind.CLOSE))

    @property
    def waits_for_interviewer(self) -> bool:
        """Whether the candidate spoke last, so that a reply is due."""
        return not self.turns or self.turns[-1].kind in CANDIDATES

    @property
    def answer(self) -> str:
        """All answers as one text, as a judge reads them."""
        return BREAK.join(turn.text for turn in self.of(TurnKind.ANSWER))

    def turn_at(self, offset: int) -> Turn:
        """The answer that holds the character at `offset` of `answer`.

        Raises:
            IndexError: No answer reaches so far.
        """
        for end, turn in self._ends():
            if offset < end:
                return turn
        raise IndexError(offset)

    def _ends(self) -> Iterator[tuple[int, Turn]]:
        end = 0
        for turn in self.of(TurnKind.ANSWER):
            end += len(turn.text) + len(BREAK)
            yield end, turn

    def minutes_used(self, now: datetime) -> float:
        """Minutes of the round that have gone by; long silences are pauses and left out."""
        moments = [turn.at for turn in self.turns]
        moments += [] if self.is_over else [now]
        gaps = (after - before for before, after in pairwise(moments))
        return sum((gap for gap in gaps if timedelta() < gap <= _AWAY), timedelta()) / timedelta(minutes=1)
