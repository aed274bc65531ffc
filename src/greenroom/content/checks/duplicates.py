"""Rung "duplicates": the same thing is not asked or taught twice in nearly the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from greenroom.content.checks.likeness import jaccard, shingles
from greenroom.content.read import Entry, Shelf
from greenroom.errors import PackIssue
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
    """Statements, lessons, tasks and questions to ask them, and titles of concepts, that repeat another."""
    yield from _alike("statement", [(entry, entry.value.statement) for entry in shelf.questions], PROSE)
    yield from _alike("lesson", [(entry, entry.value.lesson) for entry in shelf.concepts], PROSE)
    yield from _alike("title", [(entry, entry.value.title) for entry in shelf.concepts], TITLES)
    yield from _alike("task", [(entry, entry.value.task) for entry in shelf.drills], PROSE)
    yield from _alike("text", [(entry, entry.value.text) for entry in shelf.asks], PROSE)


def _alike(what: str, texts: Sequence[tuple[Entry[Value], str]], threshold: Threshold) -> Iterator[PackIssue]:
    runs = [(entry, shingles(text, threshold.words)) for entry, text in texts]
    for (earlier, left), (later, right) in combinations(runs, 2):
        likeness = jaccard(left, right)
        if likeness >= threshold.likeness:
            line, _ = earlier.file.locate((*earlier.keys, what))
            message = f"the {what} is nearly that of {earlier.file.name}:{line} (likeness {likeness:.2f})"
            hint = "keep the better one, or ask another thing"
            if later.file.body and what != "title":
                yield later.file.issue_at(_RUNG, 0, message, hint)
            else:
                yield later.issue(_RUNG, (what,), message, hint)
