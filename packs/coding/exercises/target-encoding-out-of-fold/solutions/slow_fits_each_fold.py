"""Why: it fits anew for each fold, on all rows of the others.
Fails: many-folds
"""

import numpy as np


class TargetEncoder:
    def __init__(self, smoothing):
        self.smoothing = smoothing

    def fit_transform(self, categories, targets, folds):
        self.known, category = np.unique(categories, return_inverse=True)
        found = np.zeros(len(targets))
        for number in np.unique(folds):
            own = folds == number
            if own.all():
                raise ValueError("a single fold leaves no row of another one")
            found[own] = self._fitted(category[~own], targets[~own])[category[own]]
        self.encodings = self._fitted(category, targets)
        return found

    def transform(self, categories):
        places = np.searchsorted(self.known, categories)
        places[places == len(self.known)] = 0
        if not len(self.known):
            return np.full(len(categories), self.prior)
        return np.where(self.known[places] == categories, self.encodings[places], self.prior)

    def _fitted(self, category, targets):
        self.prior = float(targets.mean()) if len(targets) else float("nan")
        count = np.bincount(category, minlength=len(self.known))
        total = np.bincount(category, weights=targets, minlength=len(self.known))
        weight = np.where(count > 0, count + self.smoothing, 1.0)
        return np.where(count > 0, (total + self.smoothing * self.prior) / weight, self.prior)
