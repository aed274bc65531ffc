"""Graded answers held against the judge: what it rates otherwise than their author is worth a second look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from greenroom.content.read import QuestionEntry, Shelf
from greenroom.errors import PackIssue
from greenroom.interview.overall import of_points
from greenroom.interview.score import POINTS_OF
from greenroom.interview.standard import asked
from greenroom.model.judgement import Judgement, Label
from greenroom.model.question import Exemplar, ExemplarKind, Question
from greenroom.service.judging import Judging

_RUNG = "judged"
_DECOYS = frozenset(ExemplarKind) - {ExemplarKind.STRONG, ExemplarKind.ADEQUATE}
LABEL_OF = {1: Label.MISSED, 2: Label.PARTIAL, 3: Label.MET, 4: Label.MET}
"""What an author's rating comes to: the text that is judged is the anchor of a 3."""
_PASSES = 3  # the overall from which on somebody would be hired
_ORDER = (ExemplarKind.STRONG, ExemplarKind.ADEQUATE, ExemplarKind.WEAK)


def judged(shelf: Shelf, judging: Judging) -> Iterator[PackIssue]:
    """Warnings: answers the judge rates more than one step away from their author, decoys that pass, orders turned round.

    The judge may be wrong about an answer it was not trained on, a false mechanism told with confidence above all, so
    these keep nobody's pack from passing; those that come with Greenroom have none (tests/packs).
    """
    for entry in shelf.questions:
        read = {answer.file.name: _read(entry.value, answer.value, judging) for answer in entry.answers}
        for answer in entry.answers:
            yield from _apart(entry, answer.file.name, answer.value, read[answer.file.name])
        yield from _order(entry, read)


def _read(question: Question, exemplar: Exemplar, judging: Judging) -> Judgement:
    return judging.judge(asked(question, exemplar.text))


def labels_alike(questions: Iterable[Question], judging: Judging) -> Iterator[bool]:
    """Of every criterion of every graded answer whether the judge's label is its author's; contradicted counts as missed."""
    for question in questions:
        for exemplar in question.exemplars:
            for score in _read(question, exemplar, judging).scores:
                label = Label.MISSED if score.label is Label.CONTRADICTED else score.label
                yield label is LABEL_OF[exemplar.expected.get(score.criterion, 1)]


def expected_overall(question: Question, exemplar: Exemplar) -> int:
    """The overall that the author's ratings come to, 1 to 4, by the arithmetic of the judge."""
    total = sum(one.weight * POINTS_OF[exemplar.expected.get(one.id, 1)] for one in question.criteria)
    return of_points(total / sum(one.weight for one in question.criteria))


def points(question: Question, judgement: Judgement) -> float:
    """The judge's finer order of answers to one question, 0 to 1."""
    weights = {one.id: one.weight for one in question.criteria}
    return sum(weights[s.criterion] * (s.points or 0.0) for s in judgement.scores) / sum(weights.values())


def _apart(entry: QuestionEntry, name: str, exemplar: Exemplar, judgement: Judgement) -> Iterator[PackIssue]:
    wanted, found = expected_overall(entry.value, exemplar), judgement.overall or 1
    if abs(wanted - found) > 1:
        yield _warning(name, f"meant as {wanted} of 4 overall, read as {found}{_why(exemplar, judgement)}")
    elif exemplar.kind in _DECOYS and found >= _PASSES:
        yield _warning(name, f"a decoy that is read as {found} of 4{_why(exemplar, judgement)}")


def _why(exemplar: Exemplar, judgement: Judgement) -> str:
    """The criterion that is read most differently, with the words it is read from."""
    apart = {
        s.criterion: abs((s.rating or 1) - exemplar.expected.get(s.criterion, 1)) for s in judgement.scores
    }
    most = max(judgement.scores, key=lambda score: apart[score.criterion])
    said = f", from “{' '.join(most.evidence[0].text.split())}”" if most.evidence else ""
    expected = exemplar.expected.get(most.criterion, 1)
    return f"; most on {most.criterion}: meant as {expected}, read as {most.rating or 1}{said}"


def _order(entry: QuestionEntry, read: Mapping[str, Judgement]) -> Iterator[PackIssue]:
    best = {
        answer.value.kind: (points(entry.value, read[answer.file.name]), answer.file.name)
        for answer in entry.answers
    }
    for above, below in pairwise(_ORDER):
        if above in best and below in best and best[above][0] <= best[below][0]:
            yield _warning(best[below][1], f"read as no worse than the {above} answer")


def _warning(name: str, message: str) -> PackIssue:
    hint = "does the answer say what its ratings claim, and nothing beyond?"
    return PackIssue(name, 1, 1, _RUNG, message, hint, warning=True)
