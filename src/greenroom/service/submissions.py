"""The submissions that are kept, as a mock round needs them: by their ids, with what could be asked about them."""

from __future__ import annotations

from dataclasses import dataclass

from greenroom.model.coding import StepKind
from greenroom.model.exercise import Exercise
from greenroom.model.submission import Submission
from greenroom.ports import Store
from greenroom.practice.code_questions import code_questions
from greenroom.service.library import Library


@dataclass(frozen=True)
class Submissions:
    """The submissions of the user's store, with their exercises."""

    store: Store
    library: Library

    def named(self, step_id: str) -> Submission | None:
        """A submission by the id of its coding step; None where it was deleted. An exercise that no pack has any more is called by its id."""
        step = self.store.coding_step(step_id) if step_id else None
        if step is None or step.kind is not StepKind.SUBMITTED:
            return None
        exercise = self.exercise(step.exercise)
        return Submission(
            id=step.id,
            exercise=step.exercise,
            title=exercise.title if exercise else step.exercise,
            code=step.code,
            verdict=step.verdict,
            questions=code_questions(step.code, step.verdict, exercise),
        )

    def exercise(self, slug: str) -> Exercise | None:
        """An exercise of the installed packs."""
        return next((one for one in self.library.catalogue.exercises if one.slug == slug), None)
