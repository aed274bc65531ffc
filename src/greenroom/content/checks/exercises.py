"""Rung "exercises": what of a coding exercise can be checked without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from greenroom.content.checks.named import did_you_mean
from greenroom.content.read import Entry, ExerciseEntry, Shelf
from greenroom.errors import PackIssue
from greenroom.model.exercise import Exercise, SolutionKind
from greenroom.model.question import Question

RUNG = "exercises"
_SIZED = "grows"


def issues(shelf: Shelf) -> Iterator[PackIssue]:
    """Exercises without a reference, a wrong solution or a shown case, names that lead nowhere, cases that cannot grow."""
    questions = {entry.value.slug: entry.value for entry in shelf.questions}
    for entry in shelf.exercises:
        if not shelf.is_broken(f"/{entry.value.discussion}/"):
            yield from _discussion(entry, questions)
        yield from _cases(Entry(entry.value, entry.cases))
        yield from _solutions(entry)
        yield from _code(entry)


def _discussion(entry: ExerciseEntry, questions: Mapping[str, Question]) -> Iterator[PackIssue]:
    name = entry.value.discussion
    if name not in questions:
        message, hint = f"discussion {name} is no question", did_you_mean(name, questions)
        yield entry.issue(RUNG, ("discussion",), message, hint)
    elif not questions[name].after_code:
        message = f"discussion {name} can be asked without code"
        yield entry.issue(RUNG, ("discussion",), message, "after_code = true in that question")


def _cases(entry: Entry[Exercise]) -> Iterator[PackIssue]:
    cases = entry.value.cases
    ids = [case.id for case in cases]
    for index, case in enumerate(cases):
        if case.id in ids[:index]:
            yield entry.issue(
                RUNG, ("case", index, "id"), f"case {case.id} is there twice", "give each its own"
            )
        if case.grows and not isinstance(case.value.get(case.grows), int):
            message = f"case {case.id} grows by {case.grows}, which is no whole number in its value"
            yield entry.issue(RUNG, ("case", index, _SIZED), message, "name a whole number of value")
    if not any(case.shown for case in cases):
        yield entry.issue(RUNG, ("case", 0), "no case is shown", "shown = true for two or three")
    if all(case.shown for case in cases):
        yield entry.issue(
            RUNG, ("case", 0), "every case is shown", "keep some hidden, or a submission can be made to fit"
        )


def _solutions(entry: ExerciseEntry) -> Iterator[PackIssue]:
    solutions = entry.value.solutions
    known = {case.id for case in entry.value.cases}
    count = {kind: sum(one.kind is kind for one in solutions) for kind in SolutionKind}
    if count[SolutionKind.REFERENCE] != 1:
        yield entry.issue(
            RUNG, (), "there is no solutions/reference.py", "add the one that passes every case"
        )
    if not count[SolutionKind.WRONG]:
        yield entry.issue(
            RUNG, (), "there is no solutions/wrong_<how>.py", "add the mistake that is made most"
        )
    if any(case.grows for case in entry.value.cases) and not count[SolutionKind.SLOW]:
        yield entry.issue(
            RUNG, (), "a case is timed, and there is no solutions/slow_<how>.py", "add the slow way"
        )
    for one in solutions:
        lost = [name for name in one.fails if name not in known]
        file = f"solutions/{one.name.replace('-', '_')}.py"
        if lost:
            yield entry.issue(
                RUNG, (), f"{file} fails {lost[0]}, which is no case", did_you_mean(lost[0], known)
            )
        if one.kind is not SolutionKind.REFERENCE and not one.fails:
            yield entry.issue(
                RUNG, (), f"{file} names no case that it fails", '"Fails: case-id" in its docstring'
            )


def _code(entry: ExerciseEntry) -> Iterator[PackIssue]:
    for name in ("starter", "driver", "checker"):
        try:
            ast.parse(getattr(entry.value, name))
        except SyntaxError as error:
            yield entry.issue(
                RUNG, (), f"{name}.py is no Python (line {error.lineno}: {error.msg})", "mend it"
            )
