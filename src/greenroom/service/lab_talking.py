"""The use case of talking a lab through: a mock round on what was done in it, or on the incident note that is written of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from greenroom.errors import InputError
from greenroom.model.lab_run import LabRun
from greenroom.model.ladder import Level
from greenroom.model.mock import MockRound
from greenroom.model.persona import Persona
from greenroom.model.submission import NOTE
from greenroom.ports import Store
from greenroom.service.interviews import Interviews
from greenroom.service.labs import THINK, effective
from greenroom.service.submissions import table_id


class About(StrEnum):
    """What a round on a run is about."""

    INCIDENT = "incident"
    NOTE = "note"


_QUESTIONS = {About.INCIDENT: "what-you-saw-and-did", About.NOTE: NOTE}
"""Questions of the pack of labs; packs of one's own may not have them."""


@dataclass(frozen=True)
class LabTalking:
    """Rounds on runs of labs, each as it stood when the round began."""

    interviews: Interviews
    store: Store

    def talk(
        self, run: LabRun, about: About, level: Level | None = None, persona: Persona = Persona.NEUTRAL
    ) -> MockRound:
        """Begin the round, or take up the one on the same lines that is open; kept with its first turn.

        Args:
            run: Whose lines lie on the table.
            about: The incident as it is told, or the note that is written of it.
            level: The level interviewed for; None for the lowest of the question.
            persona: Who interviews, where it is begun.

        Raises:
            InputError: Nothing was done in the run yet ("nothing_done"), no pack has the question ("no_question"), or it is not
                asked at that level ("no_level").
        """
        kept = self.store.lab_steps(run.id)
        steps = len(kept)
        if not any(line.split()[0] != THINK for line in effective(one.line for one in kept)):
            hint = "Look first: greenroom lab do run-until alert"
            raise InputError("Nothing was done in this lab yet.", hint=hint, code="nothing_done")
        question, table = _QUESTIONS[about], table_id(run.id, steps)
        for one in self.interviews.rounds():
            if (
                one.submission == table
                and one.question == question
                and not one.is_over
                and level in {None, one.level}
            ):
                return self.interviews.resume(one.id)
        lowest = self.interviews.judging.question(question)[0].levels[0]
        return self.interviews.start(question, level or lowest, persona, submission=table)
