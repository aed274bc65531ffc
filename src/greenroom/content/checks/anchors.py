"""Rung "anchors": the four anchors of a criterion tell four ratings apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from greenroom.content.checks.likeness import jaccard, shingles
from greenroom.content.read import Entry, Shelf
from greenroom.errors import PackIssue
from greenroom.model.practice import RolePlay
from greenroom.model.question import Criterion
from greenroom.model.value import Value

_RUNG = "anchors"
TOO_ALIKE = 0.7
"""Jaccard of the words of two anchors. Of 1620 pairs in the first packs the most alike have 0.5; an anchor of
ten or more words with one of them exchanged has 0.8 or more."""


def issues(shelf: Shelf) -> Iterator[PackIssue]:
    """Pairs of anchors of one criterion that are the same or nearly so."""
    for question in shelf.questions:
        yield from _alike(Entry(question.value, question.rubric), question.value.criteria)
    for play in shelf.of(RolePlay):
        yield from _alike(play, play.value.criteria)


def _alike(entry: Entry[Value], criteria: tuple[Criterion, ...]) -> Iterator[PackIssue]:
    for index, criterion in enumerate(criteria):
        texts = {name: shingles(text, 1) for name, text in criterion.anchors if text}
        for left, right in combinations(texts, 2):
            if jaccard(texts[left], texts[right]) >= TOO_ALIKE:
                message = f"the anchors {left} and {right} of {criterion.id} say nearly the same"
                hint = "say what is seen or heard at the one rating and not at the other"
                yield entry.issue(_RUNG, ("criterion", index, "anchors", right), message, hint)
