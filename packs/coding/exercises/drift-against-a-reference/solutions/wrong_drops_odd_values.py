"""Why: values that are missing or infinite are thrown away first, so a feature that has gone missing looks stable.
Fails: plain, odd-values, no-finite-value, one-bin, made-windows, many-windows
"""

import bisect
import math


class DriftMonitor:
    def __init__(self, reference, bins=10):
        if not len(reference):
            raise ValueError("the reference is empty")
        finite = sorted(one for one in reference if math.isfinite(one))
        self.edges = self._edges(finite, bins)
        self.shares = self._shares(reference)

    def counts(self, window):
        ranges = len(self.edges) + 1
        counts = [0] * (ranges + 3)
        for one in window:
            if math.isfinite(one):
                counts[1 + bisect.bisect_left(self.edges, one)] += 1
        return counts

    def psi(self, window):
        return sum((w - r) * math.log(w / r) for w, r in self._pairs(window))

    def kl(self, window):
        return sum(w * math.log(w / r) for w, r in self._pairs(window))

    def _edges(self, finite, bins):
        ranks = (-(-k * len(finite) // bins) for k in range(1, bins)) if finite else ()
        return sorted({finite[rank - 1] for rank in ranks})

    def _shares(self, window):
        counts = self.counts(window)
        return [(one + 0.5) / (sum(counts) + 0.5 * len(counts)) for one in counts]

    def _pairs(self, window):
        if not len(window):
            raise ValueError("the window is empty")
        return zip(self._shares(window), self.shares)
