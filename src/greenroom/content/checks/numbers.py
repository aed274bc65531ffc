"""Rung "numbers": what is worked out in lessons, concepts and estimates is computed again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenroom.content.arithmetic import computed, worked
from greenroom.content.read import Entry, Shelf
from greenroom.errors import PackIssue
from greenroom.model.course import Concept, Lesson, Number
from greenroom.model.practice import Estimation

_RUNG = "numbers"
_FIGURE = re.compile(r"[-−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-−]?\d+(?:\.\d+)?")
_SAID = 0.1  # how far what one would say of an estimate may lie from what was computed
_SLACK = 1e-9


def issues(shelf: Shelf) -> Iterator[PackIssue]:
    """Figures that are not in the text, or that are not what their arithmetic gives; estimates that do not come out."""
    for lesson in shelf.of(Lesson):
        yield from _shown(lesson, lesson.value.numbers, lesson.value.text)
    for concept in shelf.of(Concept):
        yield from _shown(concept, concept.value.numbers, concept.value.lesson)
    for estimation in shelf.of(Estimation):
        yield from _estimate(estimation)


def _shown(
    entry: Entry[Lesson] | Entry[Concept], numbers: tuple[Number, ...], text: str
) -> Iterator[PackIssue]:
    plain = " ".join(text.replace("**", "").split())
    for index, number in enumerate(numbers):
        keys = ("number", index, "shown")
        if number.shown not in plain:
            yield entry.issue(
                _RUNG, keys, f"{number.shown!r} does not stand in the text", "as it is written there"
            )
        try:
            value = computed(number.compute)
        except ValueError as error:
            yield entry.issue(_RUNG, ("number", index, "compute"), str(error))
            continue
        if not is_rounded(number.shown, value):
            message = f"{number.shown!r} is shown, {number.compute} is {value:.6g}"
            yield entry.issue(_RUNG, keys, message, "correct the one or the other")


def is_rounded(shown: str, value: float) -> bool:
    """Whether the first figure in `shown` is `value`, rounded to its digits; a percent may be computed as a share."""
    figure = _FIGURE.search(shown)
    if figure is None:
        return False
    digits = figure[0].replace(",", "").replace("−", "-")
    decimals = len(digits.partition(".")[2])
    zeros = 0 if decimals else len(digits) - len(digits.rstrip("0"))
    trailing = min(zeros, max(0, len(digits.lstrip("-")) - 2))  # two digits count, even of 1,000
    half = 0.5 * 10.0 ** (trailing - decimals) + _SLACK
    is_percent = re.match(r"\s*(?:%|per ?cent)", shown[figure.end() :]) is not None
    wanted = [value, *([100 * value] if is_percent else [])]
    return any(abs(abs(float(digits)) - abs(one)) <= half * (1 + abs(one) * _SLACK) for one in wanted)


def _estimate(entry: Entry[Estimation]) -> Iterator[PackIssue]:
    try:
        value = worked(entry.value)[entry.value.steps[-1].name]
    except ValueError as error:
        yield entry.issue(_RUNG, ("step", 0, "compute"), str(error))
        return
    if abs(value - entry.value.answer) > _SAID * abs(value):
        message = f"the answer is {entry.value.answer:g}, the steps give {value:.4g}"
        yield entry.issue(_RUNG, ("answer",), message, "as one would say it, within a tenth")
