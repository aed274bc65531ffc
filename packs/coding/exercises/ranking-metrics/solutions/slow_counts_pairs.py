"""Why: for each positive it looks at all negatives.
Fails: many-rows
"""

import numpy as np


def roc_auc(scores, labels):
    positives, negatives = scores[labels == 1], scores[labels == 0]
    if not len(positives) or not len(negatives):
        return float("nan")
    won = sum(float((negatives < one).sum()) + 0.5 * float((negatives == one).sum()) for one in positives)
    return won / len(positives) / len(negatives)


def average_precision(scores, labels):
    if not labels.sum():
        return float("nan")
    precisions = [float(labels[scores >= one].mean()) for one in scores[labels == 1]]
    return float(np.mean(precisions))


def area(positives, negatives, share):
    """The ROC AUC, with pairs of the same score counting as `share`."""
    pairs = float(positives.sum()) * float(negatives.sum())
    if not pairs:
        return float("nan")
    below = negatives.sum() - np.cumsum(negatives)
    return float((positives * (below + share * negatives)).sum() / pairs)


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
