"""From the samples of one criterion to its score, by arithmetic; the spread stays visible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from greenroom.interview.score import MET_FROM, PARTIAL_FROM, RATING_BOUNDS
from greenroom.interview.second_opinion.sample import Dropped, Sample
from greenroom.model.judgement import CriterionScore, Label, Quote, Standard
from greenroom.model.opinion import Sampled

_ORDER = (Label.CONTRADICTED, Label.MISSED, Label.PARTIAL, Label.MET)
_POINTS = {Label.CONTRADICTED: 0.0, Label.MISSED: 0.0, Label.PARTIAL: 0.5, Label.MET: 1.0}
_STEP = 0.01
_BANDS = {
    Label.CONTRADICTED: (0.0, PARTIAL_FROM - _STEP),
    Label.MISSED: (0.0, PARTIAL_FROM - _STEP),
    Label.PARTIAL: (PARTIAL_FROM, MET_FROM - _STEP),
    Label.MET: (MET_FROM, 1.0),
}
"""Points a label goes with: the embedded judge's, so that both judges' labels and ratings mean the same."""
_MOST_QUOTES = 3


def score(
    criterion: Standard, samples: Sequence[Sample], dropped: Sequence[Dropped]
) -> tuple[CriterionScore, Sampled]:
    """The score of one criterion: the median label, moved within its band by what the other samples say.

    A missed needs no quote and the other labels do. So that a model that quotes badly does not come out as one that
    finds nothing, a missed stands only against fewer samples that claimed more and could not show it.

    Args:
        criterion: What was judged.
        samples: The samples that can be used.
        dropped: For each other sample asked for, why it cannot.
    """
    spread = _spread(criterion, samples, dropped)
    if not samples:
        return unscored(criterion, f"No sample could be used: {spread.spread}."), spread
    label = _median(samples)
    claimed = sum(one.claimed is not None for one in dropped)
    if label is Label.MISSED and claimed >= spread.agreed:
        return unscored(
            criterion, f"The samples differ, and some could not show their evidence: {spread.spread}."
        ), spread
    points = _points(label, samples)
    same = [sample for sample in samples if sample.label is label]
    reason = same[0].reason.rstrip(". ")
    return CriterionScore(
        criterion=criterion.id,
        label=label,
        rating=1 + sum(points >= bound for bound in RATING_BOUNDS),
        points=round(points, 4),
        # Laplace's rule of succession: how likely one more sample would say the same
        confidence=round((spread.agreed + 1) / (spread.asked + 2), 4),
        evidence=_evidence(same),
        explanation=f"{reason}. ({spread.spread})" if reason else f"{spread.spread}.",
        raise_by_one="" if label is Label.MET else same[0].raise_by_one,
    ), spread


def unscored(criterion: Standard, why: str) -> CriterionScore:
    """A criterion that was not scored, and why."""
    return CriterionScore(
        criterion=criterion.id, label=None, rating=None, points=None, confidence=0.0, explanation=why, unscored=why
    )  # fmt: skip


def _median(samples: Sequence[Sample]) -> Label:
    """The middle label; of two middle ones the lower."""
    labels = sorted((sample.label for sample in samples), key=_ORDER.index)
    return labels[(len(labels) - 1) // 2]


def _points(label: Label, samples: Sequence[Sample]) -> float:
    mean = sum(_POINTS[sample.label] for sample in samples) / len(samples)
    low, high = _BANDS[label]
    return min(max(mean, low), high)


def _evidence(samples: Sequence[Sample]) -> tuple[Quote, ...]:
    """Quotes of the samples that decided, in the answer's order; of overlapping ones the first."""
    kept: list[Quote] = []
    for quote in (quote for sample in samples for quote in sample.quotes):
        apart = all(quote.end <= other.start or other.end <= quote.start for other in kept)
        if apart and len(kept) < _MOST_QUOTES:
            kept.append(quote)
    return tuple(sorted(kept, key=lambda quote: quote.start))


def _spread(criterion: Standard, samples: Sequence[Sample], dropped: Sequence[Dropped]) -> Sampled:
    asked = len(samples) + len(dropped)
    counts = Counter(sample.label for sample in samples)
    label = _median(samples) if samples else None
    parts = [f"{counts[one]} {one.value}" for one in reversed(_ORDER) if counts[one] and one is not label]
    parts += [f"{number} not used, as {why}" for why, number in Counter(one.why for one in dropped).items()]
    if label is not None:
        parts = [f"{counts[label]} of {asked} say {label.value}", *parts]
    return Sampled(
        criterion=criterion.id,
        asked=asked,
        labels=tuple(sample.label for sample in samples),
        dropped=tuple(one.why for one in dropped),
        agreed=counts[label] if label else 0,
        spread=", ".join(parts),
    )
