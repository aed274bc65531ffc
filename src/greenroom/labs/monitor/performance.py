"""How well a model does in a window: expected from its own scores, and measured where labels have matured.

Scores are of shape (..., rows), figures of shape (...). A score that is NaN (the model gave none) is left out; a label is 1, 0,
or NaN while it has not matured. A figure that is not defined (no flagged row, only one class) is NaN, never 0.

What is expected from scores rests on them being calibrated. Where the inputs shift it follows; where the meaning of the inputs
changes (a new kind of fraud), it does not move, for nothing in the scores does: only matured labels tell.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from greenroom.labs.monitor.arrays import ratio, ties

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

TENTHS = tuple(edge / 10 for edge in range(1, 10))
"""Inner edges of ten equal bins of [0, 1]. Where positives are rare nearly every score is in the first: give quantiles then."""


@dataclass(frozen=True, slots=True)
class ExpectedPerformance:
    """What calibrated scores lead one to expect of a window, before any label is there; each field of shape (...)."""

    rows: Counts
    flagged_share: Floats
    precision: Floats
    recall: Floats
    cost_usd: Floats
    auc: Floats


@dataclass(frozen=True, slots=True)
class MaturedAuc:
    """The area under the ROC curve on matured rows, and how many there are; each field of shape (...)."""

    rows: Counts
    positives: Counts
    auc: Floats


@dataclass(frozen=True, slots=True)
class Calibration:
    """How true the scores are on matured rows; each field of shape (...).

    `error` is the expected calibration error: how far a bin's mean score is from its share of positives, weighted by rows. With
    few rows it is above 0 for calibrated scores too. `observed_over_expected` is positives over the sum of scores: 1 is true,
    above 1 there are more than the scores say.
    """

    rows: Counts
    error: Floats
    observed_over_expected: Floats


def expected_performance(
    scores: ArrayLike, *, threshold: ArrayLike, missed_usd: float, false_alarm_usd: float
) -> ExpectedPerformance:
    """Confidence-based performance estimation: each row is positive with the chance its score says (Guillory et al. 2021; NannyML).

    Precision and recall are expected counts over expected counts; rows from `threshold` on (...) are flagged. The cost is that
    of the whole window: `missed_usd` for a positive not flagged, `false_alarm_usd` for a negative flagged. The AUC is the
    expected count of pairs in order over the expected count of pairs.

    Raises:
        ValueError: a score outside of [0, 1], which is no probability.
    """
    chance = _probabilities(scores)
    known = ~np.isnan(chance)
    chance = np.where(known, chance, 0.0)
    flagged = known & (chance >= np.asarray(threshold, dtype=np.float64)[..., None])
    caught = np.where(flagged, chance, 0.0).sum(axis=-1)
    positives, count, rows = chance.sum(axis=-1), flagged.sum(axis=-1), known.sum(axis=-1)
    negative = np.where(known, 1 - chance, 0.0)
    return ExpectedPerformance(
        rows=rows,
        flagged_share=ratio(count, rows),
        precision=ratio(caught, count),
        recall=ratio(caught, positives),
        cost_usd=(positives - caught) * missed_usd + (count - caught) * false_alarm_usd,
        # A row is no pair with itself, whatever its label turns out to be.
        auc=_ordered(chance, chance, negative, apart=(chance * negative).sum(axis=-1)),
    )


def matured_auc(scores: ArrayLike, labels: ArrayLike) -> MaturedAuc:
    """The chance that a positive scores above a negative, ties counting a half (Mann and Whitney), on matured rows.

    Scores may be any numbers: only their order counts.

    Raises:
        ValueError: a label that is not 0, 1 or NaN.
    """
    score, label, known = _matured(scores, labels)
    positive, negative = np.where(known, label, 0.0), np.where(known, 1 - label, 0.0)
    return MaturedAuc(
        rows=known.sum(axis=-1),
        positives=positive.sum(axis=-1).astype(np.int64),
        auc=_ordered(np.where(known, score, 0.0), positive, negative),
    )


def calibration(scores: ArrayLike, labels: ArrayLike, *, edges: ArrayLike = TENTHS) -> Calibration:
    """How true the scores are on matured rows, in the bins cut at the inner `edges` (each bin from its lower edge on).

    Raises:
        ValueError: a score outside of [0, 1], or a label that is not 0, 1 or NaN.
    """
    score, label, known = _matured(_probabilities(scores), labels)
    cuts = np.asarray(edges, dtype=np.float64)
    lead, bins = score.shape[:-1], cuts.size + 1
    place = np.where(known, np.searchsorted(cuts, score, side="right"), 0)
    excess = np.where(known, label - score, 0.0)
    # One histogram for all windows: each has its own run of bins. A bin's rows times its gap is the sum of its excess.
    window = np.arange(int(np.prod(lead, dtype=np.int64))).reshape(*lead, 1)
    gaps = np.bincount((window * bins + place).ravel(), excess.ravel(), minlength=window.size * bins)
    rows = known.sum(axis=-1)
    positives, expected = (np.where(known, one, 0.0).sum(axis=-1) for one in (label, score))
    return Calibration(
        rows=rows,
        error=ratio(np.abs(gaps).reshape(*lead, bins).sum(axis=-1), rows),
        observed_over_expected=ratio(positives, expected),
    )


def _ordered(scores: Floats, positive: Floats, negative: Floats, *, apart: ArrayLike = 0.0) -> Floats:
    """The share of (positive, negative) pairs in which the positive scores higher, each row weighing in as both.

    `apart` is the weight of the pairs of a row with itself, which are ties and are not counted.
    """
    order = np.argsort(scores, axis=-1)
    score, up, down = (np.take_along_axis(each, order, axis=-1) for each in (scores, positive, negative))
    until = np.cumsum(down, axis=-1)
    first, last = ties(score)
    through = np.take_along_axis(until, last, axis=-1)
    below = np.take_along_axis(until - down, first, axis=-1)
    pairs = up.sum(axis=-1) * down.sum(axis=-1) - apart
    return ratio((up * (below + through) / 2).sum(axis=-1) - np.asarray(apart) / 2, pairs)


def _matured(scores: ArrayLike, labels: ArrayLike) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    score, label = np.broadcast_arrays(
        np.asarray(scores, dtype=np.float64), np.asarray(labels, dtype=np.float64)
    )
    if np.any((label != 0) & (label != 1) & ~np.isnan(label)):
        raise ValueError("A label is 1, 0, or NaN while it has not matured.")
    return score, label, ~np.isnan(score) & ~np.isnan(label)


def _probabilities(scores: ArrayLike) -> Floats:
    chance = np.asarray(scores, dtype=np.float64)
    if np.any((chance < 0) | (chance > 1)):
        raise ValueError("A calibrated score is a probability: it lies between 0 and 1.")
    return chance
