"""A pack's criterion as a judge reads it: one sentence that an answer meets or does not.

A pack describes four ratings of a criterion; a judge that tells met from missed needs the line between them, and that
is the good anchor: what a hire says. It stands alone as a sentence, so neither the name nor the excellent anchor is
put beside it: every added clause is one more thing an answer could miss.
"""

from __future__ import annotations

from greenroom.model.judgement import Asked, Rubric, Standard
from greenroom.model.question import Criterion, Question


def standard(criterion: Criterion) -> Standard:
    """The criterion of a pack as one sentence, with its id and weight."""
    return Standard(id=criterion.id, text=criterion.anchors.good, weight=criterion.weight)


def rubric(question: Question) -> Rubric:
    """The criteria of a pack's question, in their order."""
    return Rubric(criteria=tuple(standard(criterion) for criterion in question.criteria))


def told_of(question: Question) -> tuple[str, ...]:
    """What a question's interviewer tells when asked: nobody earns anything by saying it back."""
    return tuple(text for fact in question.sheet for text in (fact.about, *fact.asks, fact.tell))


def asked(question: Question, answer: str, *, level: str = "", turns: tuple[int, ...] = ()) -> Asked:
    """An answer to a pack's question, as a judge is given it; `turns` as in `Asked`."""
    return Asked(
        question=question.statement, rubric=rubric(question), answer=answer, given=told_of(question), turns=turns,
        role=question.role, level=level, round=question.round,
    )  # fmt: skip
