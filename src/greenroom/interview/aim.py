"""Which criteria an interviewer asks about: what is surely open first, what is in doubt only once nothing else is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from greenroom.model.judgement import CriterionScore, Label

SURELY_OPEN = 0.2
"""The chance of being met below which a criterion is open; chosen on answers that neither training nor calibration of the
judge saw, where it keeps the share of probes at what people had labelled met at 5 in 100 (bench/followups.py)."""
MOST_ON_ONE = 2


def chance_met(score: CriterionScore) -> float:
    """About how likely a criterion is met, 0 to 1, by the points alone and by what the label does not explain of them.

    Points are what is met and half of what is partial. Where the judge is sure of a partial, most of the points are that;
    where a partial is only the middle between met and missed, they are not.
    """
    if score.points is None:
        return 1.0
    if score.label is Label.PARTIAL:
        return max(0.0, score.points - score.confidence / 2)
    return score.points


def worth_asking(
    scores: Sequence[CriterionScore], weights: Mapping[str, float], probed: Mapping[str, int]
) -> list[CriterionScore]:
    """The criteria that are surely open, those first that an answer would tell most on; `probed` counts what was asked of each."""
    open_ = [s for s in scores if _is_open(s) and probed.get(s.criterion, 0) < MOST_ON_ONE]

    def gain(score: CriterionScore) -> float:
        return weights[score.criterion] * (1 - chance_met(score)) / (1 + probed.get(score.criterion, 0))

    return sorted(open_, key=gain, reverse=True)


def worth_deepening(scores: Sequence[CriterionScore], probed: Mapping[str, int]) -> list[CriterionScore]:
    """The others that are scored and were not asked about yet, the likeliest to be open first: those in doubt, then what is met."""
    rest = [s for s in scores if s.label and not _is_open(s) and not probed.get(s.criterion, 0)]
    return sorted(rest, key=lambda s: (s.label is Label.MET, chance_met(s), s.points or 0.0))


def _is_open(score: CriterionScore) -> bool:
    return score.label not in {None, Label.MET} and chance_met(score) < SURELY_OPEN
