"""From what was read to one criterion's score: points, label, rating, evidence, confidence."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from greenroom.interview.explain import explanation, raising
from greenroom.interview.own_words import OwnWords
from greenroom.model.judgement import CriterionScore, Label, Quote, Standard

LABELS = (Label.MET, Label.PARTIAL, Label.MISSED, Label.CONTRADICTED)
"""The order of a reading's columns."""
PARTIAL_FROM, MET_FROM = 0.25, 0.75
"""Points from which a label is partial, met: halfway between what two labels are worth."""
RATING_BOUNDS = (PARTIAL_FROM, MET_FROM, 0.875)
"""Points from which a rating is 2, 3, 4: a partial is 2, a met 3, a clear met 4."""
POINTS_OF = dict(enumerate(((a + b) / 2 for a, b in pairwise((0.0, *RATING_BOUNDS, 1.0))), start=1))
"""What a rating stands for where nothing finer is known: the middle of its points."""
_MOST_QUOTES = 2
_QUOTE_SHARE = 0.25  # of the evidence; a sentence below it is not what decided


def score(
    criterion: Standard,
    labels: NDArray[np.float32],
    points: float,
    weights: NDArray[np.float32],
    own: OwnWords,
    answer: str,
) -> CriterionScore:
    """Score one criterion.

    Args:
        criterion: What is judged.
        labels: Probabilities in the order of LABELS.
        points: 0 to 1, as in `Reading.points`.
        weights: Per sentence of `own.kept`, how much it speaks to the criterion; sums to 1.
        own: The sentences that were read, and the way back to the candidate's own characters.
        answer: The candidate's own text, which quotes are taken from.
    """
    label = _label(labels, points)
    quotes = () if label is Label.MISSED else _quotes(label, weights, own, answer)
    return CriterionScore(
        criterion=criterion.id,
        label=label,
        rating=1 + sum(points >= bound for bound in RATING_BOUNDS),
        points=round(points, 4),
        confidence=round(float(labels[LABELS.index(label)]), 4),
        evidence=quotes,
        explanation=explanation(criterion, label, quotes) + _doubt(label, labels),
        raise_by_one=raising(criterion, label, quotes),
    )


def _doubt(label: Label, labels: NDArray[np.float32]) -> str:
    """What else it may be, where the mean fell on a label between two likelier ones."""
    likeliest = LABELS[int(labels.argmax())]
    return "" if likeliest is label else f" Unsure: it could also be {likeliest.value}."


def _label(labels: NDArray[np.float32], points: float) -> Label:
    """The label nearest to the points: on an ordered scale the mean errs less than the likeliest."""
    missed, contradicted = float(labels[2]), float(labels[3])
    if points >= MET_FROM:
        return Label.MET
    if points >= PARTIAL_FROM:
        return Label.PARTIAL
    return Label.CONTRADICTED if contradicted > missed else Label.MISSED


def _quotes(label: Label, weights: NDArray[np.float32], own: OwnWords, answer: str) -> tuple[Quote, ...]:
    """The sentences that decided, in their order, as the candidate wrote them."""
    best = [int(i) for i in np.argsort(-weights, kind="stable")[:_MOST_QUOTES]]
    chosen = sorted(i for rank, i in enumerate(best) if rank == 0 or weights[i] >= _QUOTE_SHARE)
    stance = "against" if label is Label.CONTRADICTED else "for"
    found = []
    for i in chosen:
        start, end = own.made.original(own.kept[i].start, own.kept[i].end)
        found.append(Quote(text=answer[start:end], start=start, end=end, stance=stance))
    return tuple(found)
