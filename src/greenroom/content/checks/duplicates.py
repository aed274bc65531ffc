"""Rung "duplicates": the same thing is not asked or taught twice in nearly the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from greenroom.content.checks.likeness import jaccard, shingles
from greenroom.content.read import Entry, Shelf
from greenroom.errors import PackIssue
from greenroom.model.content import Ask
from greenroom.model.course import Concept, Lesson
from greenroom.model.practice import Drill, Estimation, RolePlay
from greenroom.model.value import Value

_RUNG = "duplicates"


@dataclass(frozen=True)
class Threshold:
    """Two texts are near-duplicates when the Jaccard of their runs of `words` words is at least `likeness`."""

    words: int
    likeness: float


PROSE = Threshold(words=3, likeness=0.25)
"""In the first packs no two texts of a kind reach more than 0.12 (design/0007-pack-checks.md). A text in which
every tenth word was exchanged has 0.57 or more in the median, every fifth 0.34."""
TITLES = Threshold(words=1, likeness=0.6)
"""Titles are too short for runs of words: the most alike two in the first packs share 0.43 of theirs."""


def issues(shelf: Shelf) -> Iterator[PackIssue]:
    """Statements, lessons, tasks, questions to ask them, titles of concepts, texts of scenarios, answers to one question, alike."""
    yield from _alike("statement", [(entry, entry.value.statement) for entry in shelf.questions], PROSE)
    yield from _alike("lesson", [(entry, entry.value.lesson) for entry in shelf.of(Concept)], PROSE)
    yield from _alike("title", [(entry, entry.value.title) for entry in shelf.of(Concept)], TITLES)
    yield from _alike("text", [(entry, entry.value.text) for entry in shelf.of(Lesson)], PROSE)
    yield from _alike("text", [(entry, entry.value.text) for entry in shelf.of(Estimation)], PROSE)
    yield from _alike("setting", [(entry, entry.value.setting) for entry in shelf.of(RolePlay)], PROSE)
    yield from _alike("task", [(entry, entry.value.task) for entry in shelf.of(Drill)], PROSE)
    yield from _alike("text", [(entry, entry.value.text) for entry in shelf.of(Ask)], PROSE)
    briefings = [(Entry(one.value, one.briefing), one.value.briefing) for one in shelf.scenarios]
    yield from _alike("briefing", briefings, PROSE)
    debriefs = [(Entry(one.value, one.debrief), one.value.debrief) for one in shelf.scenarios]
    yield from _alike("debrief", debriefs, PROSE)
    for question in shelf.questions:
        yield from _alike("answer", [(entry, entry.value.text) for entry in question.answers], PROSE)


def _alike(what: str, texts: Sequence[tuple[Entry[Value], str]], threshold: Threshold) -> Iterator[PackIssue]:
    runs = [(entry, shingles(text, threshold.words)) for entry, text in texts]
    for (earlier, left), (later, right) in combinations(runs, 2):
        likeness = jaccard(left, right)
        if likeness >= threshold.likeness:
            place = _at(earlier, what, "", "")
            message = f"the {what} is nearly that of {place.file}:{place.line} (likeness {likeness:.2f})"
            yield _at(later, what, message, "keep the better one, or say another thing")


def _at(entry: Entry[Value], what: str, message: str, hint: str) -> PackIssue:
    """An issue where the text stands: titles and the questions of ask.toml in the TOML, the others under it."""
    if what == "title" or not entry.file.body:
        return entry.issue(_RUNG, (what,), message, hint)
    return entry.file.issue_at(_RUNG, 0, message, hint)
