"""Why: the outer ranges end at the smallest and largest reference value, so what lies beyond is in no bin.
Fails: edges, equal-values, odd-values, constant, few-values, one-bin, made-windows, many-windows
"""

import numpy as np


class DriftMonitor:
    def __init__(self, reference, bins=10):
        if not len(reference):
            raise ValueError("the reference is empty")
        values = np.asarray(reference, dtype=float)
        finite = np.sort(values[np.isfinite(values)])
        ranks = -(-np.arange(1, bins) * len(finite) // bins) if len(finite) else []
        self.inner = np.unique(finite[np.asarray(ranks, dtype=int) - 1]) if len(ranks) else np.array([])
        self.low, self.high = (finite[0], finite[-1]) if len(finite) else (-np.inf, np.inf)
        self.shares = self._shares(values)

    def counts(self, window):
        values = np.asarray(window, dtype=float)
        inside = values[np.isfinite(values) & (values >= self.low) & (values <= self.high)]
        ranges = np.bincount(np.searchsorted(self.inner, inside, side="left"), minlength=len(self.inner) + 1)
        odd = [np.sum(values == -np.inf), np.sum(values == np.inf), np.sum(np.isnan(values))]
        return [odd[0], *ranges, odd[1], odd[2]]

    def _shares(self, window):
        counts = np.array(self.counts(window), dtype=float)
        return (counts + 0.5) / (len(window) + 0.5 * len(counts))

    def _pair(self, window):
        if not len(window):
            raise ValueError("the window is empty")
        return self._shares(window), self.shares

    def psi(self, window):
        w, r = self._pair(window)
        return float(np.sum((w - r) * np.log(w / r)))

    def kl(self, window):
        w, r = self._pair(window)
        return float(np.sum(w * np.log(w / r)))
