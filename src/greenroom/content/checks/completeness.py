"""Rung "complete": a question has what an interviewer needs beside it, a lesson its checks, the parts in the right number."""

from __future__ import annotations

from collections.abc import Iterator

from greenroom.content.checks.prose import DESIGN_HEADINGS, headings_of
from greenroom.content.read import Entry, QuestionEntry, Shelf
from greenroom.errors import PackIssue
from greenroom.model.course import Lesson
from greenroom.model.question import Question

_RUNG = "complete"
FACTS, CRITERIA, FOLLOWUPS, CHECKS = (6, 12), (4, 6), 6, 3


def issues(shelf: Shelf) -> Iterator[PackIssue]:
    """Data sheets, criteria, follow-ups, changes of requirement, design notes and checks that are missing or too few."""
    for question in shelf.questions:
        yield from _sheet(question)
        yield from _rubric(question)
        yield from _followups(question)
        yield from _design(question)
    for lesson in shelf.of(Lesson):
        if len(lesson.value.checks) != CHECKS:
            message = f"{len(lesson.value.checks)} questions to check oneself"
            yield lesson.issue(_RUNG, ("check",), message, f"{CHECKS}, as [[check]]")
        if lesson.value.diagram and not lesson.value.svg:
            hint = f"add {lesson.value.slug}.svg beside it, or leave out [diagram]"
            yield lesson.issue(_RUNG, ("diagram",), "the picture is missing", hint)


def _sheet(question: QuestionEntry) -> Iterator[PackIssue]:
    least, most = FACTS
    count = len(question.value.sheet)
    if question.sheet is None:
        name = question.file.name.removesuffix("question.md") + "sheet.toml"
        hint = f"{least} to {most} [[fact]] that the interviewer tells when asked"
        yield PackIssue(name, 0, 0, _RUNG, "the file is missing", hint)
    elif not least <= count <= most:
        yield question.sheet.issue(_RUNG, ("fact", 0), f"{count} facts", f"{least} to {most}")


def _rubric(question: QuestionEntry) -> Iterator[PackIssue]:
    least, most = CRITERIA
    count = len(question.value.criteria)
    if not least <= count <= most:
        yield question.rubric.issue(_RUNG, ("criterion", 0), f"{count} criteria", f"{least} to {most}")


def _followups(question: QuestionEntry) -> Iterator[PackIssue]:
    probes: Entry[Question] = Entry(question.value, question.followups)
    found, change = question.value.followups, question.value.change
    kinds = {probe.when for probe in found}
    unprobed = {one.id for one in question.value.criteria} - {probe.criterion for probe in found}
    if len(found) < FOLLOWUPS or len(kinds) < 2 or unprobed:
        none = f", none for {', '.join(sorted(unprobed))}" if unprobed else ""
        message = f"{len(found)} follow-ups when {' or '.join(sorted(kinds))}{none}"
        hint = f"at least {FOLLOWUPS}, one for every criterion, and two kinds of when"
        yield probes.issue(_RUNG, (), message, hint)
    if change is None:
        yield probes.issue(_RUNG, (), "no requirement changes", "add a table [change]")


def _design(question: QuestionEntry) -> Iterator[PackIssue]:
    if headings_of(question.value.design) != DESIGN_HEADINGS:
        name = question.file.name.removesuffix("question.md") + "design.md"
        hint = "# " + ", # ".join(DESIGN_HEADINGS)
        yield PackIssue(name, 0, 0, _RUNG, "not a note with these headings", hint)
