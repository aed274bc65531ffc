"""Why: average precision is worked out as the area under the precision-recall curve with trapezoids, which is another number.
Fails: plain, ties, all-equal, reversed, few-scores, many-rows
"""

import numpy as np


def table(scores, labels):
    """The numbers of positives and negatives for each different score, the largest first."""
    scores, labels = np.asarray(scores, dtype=np.float64), np.asarray(labels)
    order = np.argsort(-scores, kind="stable")
    scores, labels = scores[order], labels[order].astype(np.int64)
    ends = np.append(np.flatnonzero(np.diff(scores)), len(scores) - 1) if len(scores) else np.zeros(0, dtype=np.int64)
    positives = np.cumsum(labels)[ends]
    return np.diff(positives, prepend=0), np.diff(ends + 1 - positives, prepend=0)


def area(positives, negatives, share):
    """The ROC AUC, with pairs of the same score counting as `share`."""
    pairs = float(positives.sum()) * float(negatives.sum())
    if not pairs:
        return float("nan")
    below = negatives.sum() - np.cumsum(negatives)
    return float((positives * (below + share * negatives)).sum() / pairs)


def roc_auc(scores, labels):
    return area(*table(scores, labels), 0.5)


def average_precision(scores, labels):
    positives, negatives = table(scores, labels)
    if not positives.sum():
        return float("nan")
    precision = np.append(1.0, np.cumsum(positives) / np.cumsum(positives + negatives))
    return float((positives * (precision[1:] + precision[:-1]) / 2).sum() / positives.sum())


class BinnedAUC:
    def __init__(self, bins):
        self.bins, self.counts = bins, np.zeros((2, bins), dtype=np.int64)

    def add(self, scores, labels):
        places = np.minimum((np.asarray(scores) * self.bins).astype(np.int64), self.bins - 1)
        for label in (0, 1):
            self.counts[label] += np.bincount(places[np.asarray(labels) == label], minlength=self.bins)

    def merge(self, other):
        self.counts += other.counts

    def _area(self, share):
        return area(self.counts[1, ::-1], self.counts[0, ::-1], share)

    def auc(self):
        return self._area(0.5)

    def bounds(self):
        return self._area(0.0), self._area(1.0)
