"""Rung "complete": a question has what an interviewer needs beside it, a lesson its checks, the parts in the right number.

What a draft still lacks is told together (`drafts`).
"""

from __future__ import annotations

from collections.abc import Iterator

from greenroom.content.checks.prose import DESIGN_HEADINGS, headings_of
from greenroom.content.read import Entry, QuestionEntry, Shelf
from greenroom.errors import PackIssue
from greenroom.model.course import Lesson
from greenroom.model.practice import RolePlay
from greenroom.model.question import Criterion, Question

_RUNG = "complete"
_NO_FILE = "the file is missing"
FACTS, CRITERIA, FOLLOWUPS, CHECKS = (6, 12), (4, 6), 6, 3
DRAFT_CRITERIA = (3, 6)


def issues(shelf: Shelf) -> Iterator[PackIssue]:
    """Data sheets, criteria, follow-ups, changes of requirement, design notes and checks that are missing or too few."""
    for question in shelf.questions:
        yield from _rubric(question)
        if not question.value.draft:
            yield from lacking(question)
    for play in shelf.of(RolePlay):
        yield from _anchors(play, play.value.criteria)
    for lesson in shelf.of(Lesson):
        if len(lesson.value.checks) != CHECKS:
            message = f"{len(lesson.value.checks)} questions to check oneself"
            yield lesson.issue(_RUNG, ("check",), message, f"{CHECKS}, as [[check]]")
        if lesson.value.diagram and not lesson.value.svg:
            hint = f"add {lesson.value.slug}.svg beside it, or leave out [diagram]"
            yield lesson.issue(_RUNG, ("diagram",), "the picture is missing", hint)


def lacking(question: QuestionEntry) -> Iterator[PackIssue]:
    """What a finished question has beside its rubric, and this one has not."""
    yield from _sheet(question)
    yield from _followups(question)
    yield from _design(question)
    yield from _anchors(Entry(question.value, question.rubric), question.value.criteria)


def _anchors(
    entry: Entry[Question] | Entry[RolePlay], criteria: tuple[Criterion, ...]
) -> Iterator[PackIssue]:
    for index, criterion in enumerate(criteria):
        for name in ("poor", "mixed"):
            if not getattr(criterion.anchors, name).strip():
                hint = "say what is seen or heard at that rating"
                yield entry.issue(
                    _RUNG, ("criterion", index, "anchors"), f"{criterion.id} has no anchor {name}", hint
                )


def _sheet(question: QuestionEntry) -> Iterator[PackIssue]:
    least, most = FACTS
    count = len(question.value.sheet)
    if question.sheet is None:
        hint = f"{least} to {most} [[fact]] that the interviewer tells when asked"
        yield PackIssue(question.home + "sheet.toml", 0, 0, _RUNG, _NO_FILE, hint)
    elif not least <= count <= most:
        yield question.sheet.issue(_RUNG, ("fact", 0), f"{count} facts", f"{least} to {most}")


def _rubric(question: QuestionEntry) -> Iterator[PackIssue]:
    least, most = DRAFT_CRITERIA if question.value.draft else CRITERIA
    count = len(question.value.criteria)
    if not least <= count <= most:
        yield question.rubric.issue(_RUNG, ("criterion", 0), f"{count} criteria", f"{least} to {most}")


def _followups(question: QuestionEntry) -> Iterator[PackIssue]:
    hint = f"at least {FOLLOWUPS}, one for every criterion, and two kinds of when"
    if question.followups is None:
        yield PackIssue(
            question.home + "followups.toml", 0, 0, _RUNG, _NO_FILE, f"[[followup]]: {hint}; and a [change]"
        )
        return
    probes: Entry[Question] = Entry(question.value, question.followups)
    found, change = question.value.followups, question.value.change
    kinds = {probe.when for probe in found}
    unprobed = {one.id for one in question.value.criteria} - {probe.criterion for probe in found}
    if len(found) < FOLLOWUPS or len(kinds) < 2 or unprobed:
        none = f", none for {', '.join(sorted(unprobed))}" if unprobed else ""
        message = f"{len(found)} follow-ups when {' or '.join(sorted(kinds))}{none}"
        yield probes.issue(_RUNG, (), message, hint)
    if change is None:
        yield probes.issue(_RUNG, (), "no requirement changes", "add a table [change]")


def _design(question: QuestionEntry) -> Iterator[PackIssue]:
    if headings_of(question.value.design) != DESIGN_HEADINGS:
        hint = "# " + ", # ".join(DESIGN_HEADINGS)
        yield PackIssue(question.home + "design.md", 0, 0, _RUNG, "not a note with these headings", hint)
