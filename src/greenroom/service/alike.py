"""Pieces of content that say the same in other words, told by the encoder; shared phrases are found without it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np

from greenroom.content.read import Entry, Shelf
from greenroom.errors import PackIssue
from greenroom.model.content import Ask
from greenroom.model.course import Concept, Lesson
from greenroom.model.practice import Drill, Estimation
from greenroom.model.value import Value
from greenroom.ports import Encoder

E = TypeVar("E")
_RUNG = "duplicates"
SAME = 0.8
"""Cosine from which on two texts of a kind mean the same. In the first-party packs no two reach 0.71, siblings left aside;
a statement told again in other words has 0.85 and more."""
_READ = 600  # characters of a page that say what it is about


def alike(shelf: Shelf, encoder: Encoder) -> Iterator[PackIssue]:
    """Statements, concepts, lessons, drills, estimates and questions to ask them that mean the same as an earlier one."""
    pairs = {(q.value.slug, q.value.sibling) for q in shelf.questions}
    statements = [(entry, entry.value.statement) for entry in shelf.questions]
    for earlier, later, cosine in _near(statements, encoder):
        if (earlier.value.slug, later.value.slug) not in pairs:
            yield _issue(earlier, later, "statement", cosine)
    kinds: tuple[tuple[str, Sequence[tuple[Entry[Value], str]]], ...] = (
        ("lesson", [(entry, entry.value.lesson) for entry in shelf.of(Concept)]),
        ("lesson", [(entry, entry.value.text) for entry in shelf.of(Lesson)]),
        ("task", [(entry, entry.value.task) for entry in shelf.of(Drill)]),
        ("task", [(entry, entry.value.text) for entry in shelf.of(Estimation)]),
        ("text", [(entry, entry.value.text) for entry in shelf.of(Ask)]),
    )
    for what, texts in kinds:
        for before, after, cosine in _near(texts, encoder):
            yield _issue(before, after, what, cosine)


def _near(texts: Sequence[tuple[E, str]], encoder: Encoder) -> Iterator[tuple[E, E, float]]:
    if len(texts) < 2:
        return
    vectors = np.asarray(encoder.encode([text[:_READ] for _, text in texts]))
    cosines = np.triu(vectors @ vectors.T, k=1)
    for i, j in zip(*np.nonzero(cosines >= SAME), strict=True):
        yield texts[i][0], texts[j][0], float(cosines[i, j])


def _issue(earlier: Entry[Value], later: Entry[Value], what: str, cosine: float) -> PackIssue:
    line, _ = earlier.file.locate(earlier.keys)
    message = f"the {what} means nearly the same as that of {earlier.file.name}:{line} (cosine {cosine:.2f})"
    return later.issue(
        _RUNG, (), message, "keep the better one, ask for another thing, or make them siblings"
    )
