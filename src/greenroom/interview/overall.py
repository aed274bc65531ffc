"""The overall rating, by arithmetic: what the criteria got, their weights, and the rubric's rules.

Bounds are mean points: 1 a criterion met, 0.5 in part.
"""

from __future__ import annotations

from collections.abc import Sequence

from greenroom.model.debrief import Debrief
from greenroom.model.judgement import CriterionScore, Label, Rubric

BOUNDS = (0.22, 0.55, 0.78)
"""Weighted mean points from which the overall is 2, 3, 4: so the written overalls follow from the written labels of the
training questions (bench/judge.py prints how well)."""
VERDICTS = {1: "strong no hire", 2: "lean no hire", 3: "lean hire", 4: "strong hire"}
"""An overall in words."""
_CAP = 2  # while a must is not met, or the answer does not speak to the question


def overall(
    rubric: Rubric,
    scores: Sequence[CriterionScore],
    *,
    on_topic: bool = True,
) -> int | None:
    """1 to 4, or None when no criterion is scored; unscored criteria are left out of the mean."""
    mean = mean_points(rubric, scores)
    if mean is None:
        return None
    rating = of_points(mean)
    unmet = any(
        criterion.must and score.points is not None and score.label is not Label.MET
        for criterion, score in zip(rubric.criteria, scores, strict=True)
    )
    return min(rating, _CAP) if unmet or not on_topic else rating


def recommended(debrief: Debrief) -> str:
    """A committee's recommendation in words, with its level: "Lean hire at senior level"."""
    if debrief.recommendation is None:
        return "Not scored"
    beside = f"; would do at {debrief.one_lower} level" if debrief.one_lower else ""
    return f"{VERDICTS[debrief.recommendation].capitalize()} at {debrief.level} level{beside}"


def of_points(mean: float) -> int:
    """The overall that mean points come to, before any cap."""
    return 1 + sum(mean >= bound for bound in BOUNDS)


def mean_points(rubric: Rubric, scores: Sequence[CriterionScore]) -> float | None:
    """The weighted mean of the criteria's points, 0 to 1, before any cap; None when no criterion is scored."""
    scored = [
        (criterion.weight, score.points)
        for criterion, score in zip(rubric.criteria, scores, strict=True)
        if score.points is not None
    ]
    weight = sum(each for each, _ in scored)
    return sum(each * points for each, points in scored) / weight if scored else None


def in_points(rubric: Rubric, scores: Sequence[CriterionScore]) -> str:
    """How the overall comes about, as a sentence; "" when no criterion is scored."""
    mean = mean_points(rubric, scores)
    if mean is None:
        return ""
    two, three, four = (f"{bound * 100:.0f}" for bound in BOUNDS)
    return f"{mean * 100:.0f} of 100 points, the criteria weighted: {two} or more make a 2, {three} a 3, {four} a 4."
