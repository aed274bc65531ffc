"""Rung "weights": parts of a whole sum to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from greenroom.content.read import Entry, Shelf
from greenroom.errors import PackIssue
from greenroom.model.content import Loop
from greenroom.model.practice import RolePlay

_RUNG = "weights"
_EXACT = 0.001  # three thirds written as 0.333 pass
_ABOUT = 0.05  # rounds: the shares are a habit of the trade, not an account


def issues(shelf: Shelf) -> Iterator[PackIssue]:
    """Criteria of a question and pillars of a loop that do not sum to 1; rounds of a level, to about 1."""
    for question in shelf.questions:
        total = _sum(criterion.weight for criterion in question.value.criteria)
        if abs(total - 1) > _EXACT:
            message = f"the weights of the criteria sum to {total}"
            yield question.rubric.issue(_RUNG, ("criterion", 0, "weight"), message, "they must sum to 1")
    for play in shelf.of(RolePlay):
        total = _sum(criterion.weight for criterion in play.value.criteria)
        if abs(total - 1) > _EXACT:
            message = f"the weights of the criteria sum to {total}"
            yield play.issue(_RUNG, ("criterion", 0, "weight"), message, "they must sum to 1")
    for loop in shelf.of(Loop):
        yield from _loop(loop)


def _loop(entry: Entry[Loop]) -> Iterator[PackIssue]:
    loop = entry.value
    total = _sum(pillar.weight for pillar in loop.pillars)
    if abs(total - 1) > _EXACT:
        message = f"the weights of the pillars sum to {total}"
        yield entry.issue(_RUNG, ("pillar", 0, "weight"), message, "they must sum to 1")
    for index, level in enumerate(loop.levels):
        total = _sum(slot.weight for slot in loop.rounds_at(level.level))
        if abs(total - 1) > _ABOUT:
            message = f"the weights of the rounds at level {level.level} sum to {total}"
            yield entry.issue(_RUNG, ("level", index, "level"), message, "they must sum to about 1")


def _sum(weights: Iterable[float]) -> float:
    return round(sum(weights), 4)
