"""Why: sums and counts leave the own fold out, but the prior is that of all rows.
Fails: smoothing, only-in-its-fold, unseen, leave-one-out, fitted-again, five-folds, many-pairs, many-folds
"""


import numpy as np


def sums(places, targets, size):
    """The sum of targets and the number of rows at each place."""
    return np.bincount(places, weights=targets, minlength=size), np.bincount(places, minlength=size)


class TargetEncoder:
    def __init__(self, smoothing):
        self.smoothing = smoothing

    def fit_transform(self, categories, targets, folds):
        self.known, category = np.unique(categories, return_inverse=True)
        numbers, fold = np.unique(folds, return_inverse=True)
        if len(numbers) == 1:
            raise ValueError("a single fold leaves no row of another one")
        _, pair = np.unique(category * len(numbers) + fold, return_inverse=True)
        total, count = sums(category, targets, len(self.known))
        fold_total, fold_count = sums(fold, targets, len(numbers))
        pair_total, pair_count = sums(pair, targets, 0)
        prior = ((targets.sum() - fold_total) / np.maximum(len(targets) - fold_count, 1))[fold]
        self.prior = float(targets.mean()) if len(targets) else float("nan")
        self.encodings = self._encoded(total, count, self.prior)
        return self._encoded(total[category] - pair_total[pair], count[category] - pair_count[pair], self.prior)

    def transform(self, categories):
        places = np.searchsorted(self.known, categories)
        places[places == len(self.known)] = 0
        if not len(self.known):
            return np.full(len(categories), self.prior)
        return np.where(self.known[places] == categories, self.encodings[places], self.prior)

    def _encoded(self, total, count, prior):
        weight = np.where(count > 0, count + self.smoothing, 1.0)
        return np.where(count > 0, (total + self.smoothing * prior) / weight, prior)
