"""The overall rating, by arithmetic: what the criteria got, their weights, and the rubric's rules.

Bounds are mean points: 1 a criterion met, 0.5 in part.
"""

from __future__ import annotations

from collections.abc import Sequence

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
    scored = [
        (criterion, score)
        for criterion, score in zip(rubric.criteria, scores, strict=True)
        if score.points is not None
    ]
    if not scored:
        return None
    weight = sum(criterion.weight for criterion, _ in scored)
    mean = sum(criterion.weight * (score.points or 0.0) for criterion, score in scored) / weight
    rating = 1 + sum(mean >= bound for bound in BOUNDS)
    unmet = any(criterion.must and score.label is not Label.MET for criterion, score in scored)
    return min(rating, _CAP) if unmet or not on_topic else rating
