"""Why: it keeps all scores and bins them only when it is asked.
Fails: many-batches
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
    precision = np.cumsum(positives) / np.cumsum(positives + negatives)
    return float((positives * precision).sum() / positives.sum())


class BinnedAUC:
    def __init__(self, bins):
        self.bins, self.batches = bins, []

    def add(self, scores, labels):
        self.batches.append((scores, labels))

    def merge(self, other):
        self.batches += other.batches

    def _area(self, share):
        scores = np.concatenate([scores for scores, _ in self.batches])
        labels = np.concatenate([labels for _, labels in self.batches])
        places = np.minimum((scores * self.bins).astype(np.int64), self.bins - 1)
        return area(*table(places, labels), share)

    def auc(self):
        return self._area(0.5)

    def bounds(self):
        return self._area(0.0), self._area(1.0)
