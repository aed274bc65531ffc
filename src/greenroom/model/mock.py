"""A mock round, who said what in which order, and a mock loop, the rounds of one hiring process."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from greenroom.model.delivery import Delivery
from greenroom.model.ladder import Level, Role
from greenroom.model.persona import Persona
from greenroom.model.value import Slug, Value

AWAY = timedelta(minutes=10)
"""A longer silence is a pause: it does not count as time of the round."""
BREAK = "\n\n"
"""Between the answers of a round, where they are read as one text."""


class TurnKind(StrEnum):
    """What a turn is for: the interviewer's and a role-play's other side, then the candidate's; the last two come after the close.

    DEEPER asks further where nothing is surely open; CODE is about lines that were handed in, or how they ran.
    """

    SCENE = "scene"
    COUNTERPART = "counterpart"
    QUESTION = "question"
    FACT = "fact"
    PROBE = "probe"
    DEEPER = "deeper"
    CODE = "code"
    CHANGE = "change"
    CLOSE = "close"
    ANSWER = "answer"
    ASK = "ask"
    SKIP = "skip"
    STOP = "stop"
    SELF_RATING = "self_rating"
    APPEAL = "appeal"


CANDIDATES = frozenset({TurnKind.ANSWER, TurnKind.ASK, TurnKind.SKIP, TurnKind.STOP})
FOLLOW_UPS = frozenset({TurnKind.PROBE, TurnKind.DEEPER, TurnKind.CODE})
"""What the interviewer asks after the opening, but for a changed requirement."""
AFTERWARDS = frozenset({TurnKind.SELF_RATING, TurnKind.APPEAL})
"""The candidate's too, after the close."""


class Turn(Value):
    """One utterance. `about` is what it is tied to, its parts joined by commas; else "".

    The criterion of a follow-up or an appeal; the facts that were told; the moves that the other side of a role-play heard, surest
    first; the recommendation that a self-rating was held against.
    `paused` are the seconds before it in which the candidate had stopped the clock; `delivery` how it was spoken, None
    where it was typed.
    """

    number: Annotated[int, Field(ge=1)]
    kind: TurnKind
    text: str
    about: str = ""
    at: datetime
    paused: Annotated[int, Field(ge=0)] = 0
    delivery: Delivery | None = None


class MockRound(Value):
    """One question asked of one candidate, or one role-play, from its opening to its close.

    `question` is the slug of either; which of the two it is, its first turn tells. `report` is the id of the prep report whose CV
    the answers are held against, "" without one; `submission` that of the coding step whose code is talked through, "" without
    code. Both may be gone. All else that is known follows from the turns.
    """

    id: str
    question: Slug
    role: Role
    level: Level
    minutes: Annotated[int, Field(ge=1)]
    started_at: datetime
    persona: Persona = Persona.NEUTRAL
    report: str = ""
    submission: str = ""
    turns: tuple[Turn, ...] = ()

    def of(self, *kinds: TurnKind) -> tuple[Turn, ...]:
        """The turns of these kinds, in order."""
        return tuple(turn for turn in self.turns if turn.kind in kinds)

    def with_turn(self, turn: Turn) -> MockRound:
        """The round after `turn`."""
        return self.model_copy(update={"turns": (*self.turns, turn)})

    @property
    def is_roleplay(self) -> bool:
        """Whether the other side is somebody of a role-play, not an interviewer."""
        return bool(self.turns) and self.turns[0].kind is TurnKind.SCENE

    @property
    def conversation(self) -> tuple[Turn, ...]:
        """What was said aloud in the round, without what came after its close."""
        return tuple(turn for turn in self.turns if turn.text and turn.kind not in AFTERWARDS)

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

    @property
    def answer_starts(self) -> tuple[int, ...]:
        """Where in `answer` each answer but the first begins."""
        return tuple(end for end, _ in self._ends())[:-1]

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
        """Minutes of the round that have gone by; long silences and what the candidate paused are left out."""
        moments = [(turn.at, turn.paused) for turn in self.turns]
        moments += [] if self.is_over else [(now, 0)]
        gaps = (
            after - before - timedelta(seconds=paused) for (before, _), (after, paused) in pairwise(moments)
        )
        return sum((gap for gap in gaps if timedelta() < gap <= AWAY), timedelta()) / timedelta(minutes=1)


class Slot(Value):
    """A place in a loop: the focus of its round, the question to be asked, and the mock round once it has begun."""

    place: Annotated[int, Field(ge=1)]
    focus: Slug
    question: Slug
    round_id: str | None = None


class MockLoop(Value):
    """All rounds of one hiring process, sat over days; `report` is the prep report it was made from, "" without one."""

    id: str
    role: Role
    level: Level
    report: str = ""
    started_at: datetime
    slots: tuple[Slot, ...]
