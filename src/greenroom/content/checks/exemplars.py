"""Rung "exemplars": the graded answers of a question are complete, and rated apart from each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product

from greenroom.content.read import Entry, QuestionEntry, Shelf
from greenroom.errors import PackIssue
from greenroom.model.question import Exemplar, ExemplarKind, Question

_RUNG = "exemplars"
_NEEDED = (ExemplarKind.STRONG, ExemplarKind.ADEQUATE, ExemplarKind.WEAK, ExemplarKind.FLUENT_EMPTY)
_BOUNDS: Mapping[ExemplarKind, tuple[str, Callable[[list[int]], bool]]] = {
    ExemplarKind.STRONG: ("rate every criterion 3 or 4", lambda ratings: min(ratings) >= 3),
    ExemplarKind.ADEQUATE: ("rate every criterion 2 to 4", lambda ratings: min(ratings) >= 2),
    ExemplarKind.WEAK: ("rate every criterion 1 or 2", lambda ratings: max(ratings) <= 2),
    ExemplarKind.FLUENT_EMPTY: (
        "rate every criterion 1, at most one of them 2",
        lambda ratings: max(ratings) <= 2 and ratings.count(2) <= 1,
    ),
}
_ORDER = (
    (ExemplarKind.STRONG, ExemplarKind.ADEQUATE),
    (ExemplarKind.ADEQUATE, ExemplarKind.WEAK),
    (ExemplarKind.ADEQUATE, ExemplarKind.FLUENT_EMPTY),
    (ExemplarKind.ADEQUATE, ExemplarKind.WRONG),
    (ExemplarKind.ADEQUATE, ExemplarKind.ADVERSARIAL),
)
"""Which kind must have the higher weighted mean of expected ratings."""


def issues(shelf: Shelf) -> Iterator[PackIssue]:
    """Kinds that are missing, ratings for other criteria, outside what the kind stands for, or out of order."""
    for question in shelf.questions:
        if not shelf.is_broken(question.home + "answers/") and not question.value.draft:
            yield from lacking(question)
        rated = [answer for answer in question.answers if _covers(question.value, answer.value)]
        for answer in question.answers:
            if answer not in rated:
                yield _uncovered(question.value, answer)
        yield from _outside(rated)
        yield from _out_of_order(question.value, rated)


def lacking(question: QuestionEntry) -> Iterator[PackIssue]:
    """The kinds of answers that a finished question has and this one has not."""
    kinds, home = {answer.value.kind for answer in question.answers}, question.home + "answers/"
    for kind in _NEEDED:
        if kind not in kinds:
            name = home + kind.replace("_", "-") + ".md"
            yield PackIssue(name, 0, 0, _RUNG, f"the {kind} answer is missing", "add it")
    if not kinds & {ExemplarKind.WRONG, ExemplarKind.ADVERSARIAL}:
        hint = "add wrong.md, a confident mistake, or adversarial.md, made to fool the judge"
        yield PackIssue(home + "wrong.md", 0, 0, _RUNG, "a wrong answer is missing", hint)


def _covers(question: Question, exemplar: Exemplar) -> bool:
    return set(exemplar.expected) == {criterion.id for criterion in question.criteria}


def _uncovered(question: Question, answer: Entry[Exemplar]) -> PackIssue:
    expected, criteria = set(answer.value.expected), {criterion.id for criterion in question.criteria}
    parts = [
        *(f"no rating for {name}" for name in sorted(criteria - expected)),
        *(f"no criterion {name}" for name in sorted(expected - criteria)),
    ]
    hint = f"one rating for each of {', '.join(sorted(criteria))}"
    return answer.issue(_RUNG, ("expected",), "; ".join(parts), hint)


def _outside(answers: list[Entry[Exemplar]]) -> Iterator[PackIssue]:
    for answer in answers:
        kind, ratings = answer.value.kind, list(answer.value.expected.values())
        rule, holds = _BOUNDS.get(kind, ("", lambda _: True))
        if not holds(ratings):
            written = ", ".join(str(rating) for rating in ratings)
            yield answer.issue(_RUNG, ("expected",), f"{kind} cannot be rated {written}", rule)


def _out_of_order(question: Question, answers: list[Entry[Exemplar]]) -> Iterator[PackIssue]:
    weights = {criterion.id: criterion.weight for criterion in question.criteria}
    for better, worse in _ORDER:
        pairs = product(_of(better, answers), _of(worse, answers))
        for above, below in pairs:
            high, low = _mean(above.value, weights), _mean(below.value, weights)
            if high <= low:
                message = f"its weighted mean {low:g} is not below {high:g} of {above.file.name}"
                hint = f"{worse} must be rated below {better}"
                yield below.issue(_RUNG, ("expected",), message, hint)


def _of(kind: ExemplarKind, answers: list[Entry[Exemplar]]) -> list[Entry[Exemplar]]:
    return [answer for answer in answers if answer.value.kind is kind]


def _mean(exemplar: Exemplar, weights: Mapping[str, float]) -> float:
    total = sum(weights[name] * rating for name, rating in exemplar.expected.items())
    return round(total / sum(weights.values()), 6)
