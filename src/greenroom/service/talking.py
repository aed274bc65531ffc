"""The use case of talking code through: a mock round on the submission that was handed in last."""

from __future__ import annotations

from dataclasses import dataclass

from greenroom.errors import InputError
from greenroom.model.coding import CodingStep
from greenroom.model.exercise import Exercise
from greenroom.model.ladder import Level
from greenroom.model.mock import MockRound
from greenroom.model.persona import Persona
from greenroom.service.coding import Coding
from greenroom.service.interviews import Interviews


@dataclass(frozen=True)
class Talking:
    """Discussions of submitted code; each is a round on the question that the exercise names."""

    interviews: Interviews
    coding: Coding

    def talk(self, slug: str, level: Level | None = None, persona: Persona = Persona.NEUTRAL) -> MockRound:
        """Begin the round on the newest submission, or take up the one that is open; kept with its first turn.

        Args:
            slug: The exercise.
            level: The level interviewed for; None for that of the coding round, or the lowest that exercise and question share.
                A round that is open at another level stays open.
            persona: Who interviews, where it is begun.

        Raises:
            InputError: There is no such exercise ("no_exercise"), nothing was handed in ("not_submitted"), its question is in no
                pack ("no_question"), or is not asked at that level ("no_level").
        """
        exercise = self.coding.exercise(slug)
        newest = self._newest(slug)
        if newest is None:
            raise InputError(
                "There is no code to talk about yet.",
                hint=f"Hand in what you have, also where it is not finished: greenroom code submit {slug}",
                code="not_submitted",
            )
        held = self.open(slug)
        if held is not None and level in {None, held.level}:
            return self.interviews.resume(held.id)
        own, shared = self.coding.round(slug).level, self.levels(exercise)
        wanted = level or (own if own in shared else next(iter(shared), None))
        return self.interviews.start(exercise.discussion, wanted, persona, submission=newest.id)

    def open(self, slug: str) -> MockRound | None:
        """The newest round on the newest submission that is not over."""
        newest = self._newest(slug)
        rounds = self.interviews.rounds() if newest else ()
        return next(
            (one for one in rounds if newest and one.submission == newest.id and not one.is_over), None
        )

    def levels(self, exercise: Exercise) -> tuple[Level, ...]:
        """The levels at which an exercise can be talked through, lowest first.

        Raises:
            InputError: No pack has its question ("no_question").
        """
        question = self.interviews.judging.question(exercise.discussion)[0]
        shared = tuple(one for one in question.levels if one in exercise.levels)
        return shared or question.levels

    def _newest(self, slug: str) -> CodingStep | None:
        handed = self.coding.round(slug).submissions
        return handed[-1] if handed else None
