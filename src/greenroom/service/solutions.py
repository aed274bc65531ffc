"""The solutions of exercises, run: each must do what its pack says of it."""

from __future__ import annotations

from collections.abc import Iterator

from greenroom.content.read import ExerciseEntry, Shelf
from greenroom.errors import PackIssue
from greenroom.model.exercise import Exercise, Solution, SolutionKind
from greenroom.model.verdict import Outcome, Verdict
from greenroom.service.grading import Grading

_RUNG = "run"


def run_solutions(shelf: Shelf, grading: Grading, *, times: int = 2) -> Iterator[PackIssue]:
    """Solutions that pass what they should fail or fail what they should pass, in any of `times` runs; starters that pass.

    Raises:
        SandboxError: There is no sandbox.
    """
    for entry in shelf.exercises:
        yield from _of_exercise(entry, grading, times)


def _of_exercise(entry: ExerciseEntry, grading: Grading, times: int) -> Iterator[PackIssue]:
    exercise = entry.value
    try:
        reference = grading.known(exercise, exercise.cases)
    except ValueError as error:
        yield _issue(
            entry, f"the reference does not run: {error}", "mend solutions/reference.py or driver.py"
        )
        return

    def run(code: str) -> Verdict:
        return grading.beside(exercise, code, exercise.cases, reference)

    if run(exercise.starter).passed:
        yield _issue(
            entry, "starter.py passes every case", "there is nothing to do: add the case that it fails"
        )
    for solution in exercise.solutions:
        told = next(
            filter(None, (_differs(exercise, solution, run(solution.code)) for _ in range(times))), ""
        )
        if told:
            file = f"solutions/{solution.name.replace('-', '_')}.py"
            yield _issue(entry, f"{file} {told}", "mend the solution, its Fails line, or the case")


def _differs(exercise: Exercise, solution: Solution, verdict: Verdict) -> str:
    """How a verdict differs from what the pack says; where else slow code is too slow depends on the machine."""
    failed = {one.case: one for one in verdict.cases if one.outcome is not Outcome.PASSED}
    for name in [one.id for one in exercise.cases if one.id in solution.fails and one.id not in failed]:
        return f"should fail {name}, and passes it"
    for name, one in failed.items():
        too_slow = solution.kind is SolutionKind.SLOW and one.outcome is Outcome.SLOW
        if name not in solution.fails and not too_slow:
            return f"should pass {name}: {one.outcome.value}, {one.says.strip().splitlines()[-1] if one.says else ''}"
    return ""


def _issue(entry: ExerciseEntry, message: str, hint: str) -> PackIssue:
    return entry.issue(_RUNG, (), message, hint)
