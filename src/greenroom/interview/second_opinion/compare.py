"""Both judges side by side, disagreements first; nothing is averaged away."""

from __future__ import annotations

from greenroom.model.judgement import CriterionScore, Judgement, Rubric
from greenroom.model.opinion import Agreement, Comparison, CriterionComparison, Opinion

_FIRST: tuple[Agreement, ...] = ("differ", "unscored", "agree")


def compare(rubric: Rubric, embedded: Judgement, second: Opinion) -> Comparison:
    """Hold the two judgements of one answer beside each other, criterion by criterion."""
    rows = [
        CriterionComparison(
            criterion=criterion.id,
            text=criterion.text,
            embedded=one,
            second=other,
            sampled=sampled,
            agreement=_agreement(one, other),
            distance=_distance(one, other),
        )
        for criterion, one, other, sampled in zip(
            rubric.criteria, embedded.scores, second.judgement.scores, second.samples, strict=True
        )
    ]
    rows.sort(key=lambda row: (_FIRST.index(row.agreement), -(row.distance or 0)))  # else the rubric's order
    return Comparison(
        embedded=embedded,
        second=second,
        criteria=tuple(rows),
        agreed=sum(row.agreement == "agree" for row in rows),
        compared=sum(row.agreement != "unscored" for row in rows),
    )


def _agreement(one: CriterionScore, other: CriterionScore) -> Agreement:
    if one.label is None or other.label is None:
        return "unscored"
    return "agree" if one.label is other.label else "differ"


def _distance(one: CriterionScore, other: CriterionScore) -> int | None:
    return None if one.rating is None or other.rating is None else abs(one.rating - other.rating)
