"""What can lie on the table of a mock round, by its id: submissions of code and runs of labs, with what could be asked about them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from greenroom.labs.commands import replay
from greenroom.labs.recounting import questions, recounted
from greenroom.labs.systems import begin
from greenroom.model.coding import StepKind
from greenroom.model.exercise import Exercise
from greenroom.model.lab import Scenario
from greenroom.model.submission import CodeQuestion, Submission, Table
from greenroom.ports import Store
from greenroom.practice.code_questions import code_questions
from greenroom.service.labs import effective
from greenroom.service.library import Library

_LAB = "lab:"
_KEPT = 16  # plays; each turn of a round asks for its own again


def table_id(run_id: str, steps: int) -> str:
    """The id under which a run lies on the table as it stood after its first `steps` lines."""
    return f"{_LAB}{run_id}:{steps}"


@lru_cache(maxsize=_KEPT)
def _played(
    scenario: Scenario, seed: int, lines: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[CodeQuestion, ...]]:
    session = replay(begin(scenario, seed), lines)
    return recounted(session), questions(session)


@dataclass(frozen=True)
class Submissions:
    """The submissions and lab runs of the user's store, with their exercises and scenarios."""

    store: Store
    library: Library

    def named(self, step_id: str) -> Submission | None:
        """A submission by the id of its coding step, or a run as `table_id` names it; None where it was deleted.

        An exercise that no pack has any more is called by its id.
        """
        if step_id.startswith(_LAB):
            return self._run(step_id)
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

    def _run(self, table: str) -> Submission | None:
        run_id, _, count = table.removeprefix(_LAB).rpartition(":")
        run = next((one for one in self.store.lab_runs() if one.id == run_id), None)
        scenario = next(
            (one for one in self.library.catalogue.scenarios if run and one.slug == run.scenario), None
        )
        if run is None or scenario is None or not count.isdecimal():
            return None
        lines = effective(one.line for one in self.store.lab_steps(run.id)[: int(count)])
        done, asks = _played(scenario.at_level(run.level), run.seed, lines)
        return Submission(
            id=table,
            kind=Table.RUN,
            exercise=scenario.slug,
            title=scenario.title,
            code="\n".join(done),
            questions=asks,
        )

    def exercise(self, slug: str) -> Exercise | None:
        """An exercise of the installed packs."""
        return next((one for one in self.library.catalogue.exercises if one.slug == slug), None)
