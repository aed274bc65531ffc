"""Why: it keeps a mean of AUCs, of batches and of servers, and there is no such thing: pairs across batches are lost.
Fails: binned, bins-of-one-class, many-batches
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
        self.bins, self.sums, self.rows = bins, np.zeros(3), 0

    def add(self, scores, labels):
        places = np.minimum((np.asarray(scores) * self.bins).astype(np.int64), self.bins - 1)
        areas = [area(*table(places, labels), share) for share in (0.0, 0.5, 1.0)]
        if areas[0] == areas[0]:
            self.sums += np.array(areas) * len(places)
            self.rows += len(places)

    def merge(self, other):
        self.sums, self.rows = self.sums + other.sums, self.rows + other.rows

    def auc(self):
        return float(self.sums[1] / self.rows) if self.rows else float("nan")

    def bounds(self):
        return (float(self.sums[0] / self.rows), float(self.sums[2] / self.rows)) if self.rows else (float("nan"), float("nan"))
