"""Why: the reference is sorted and counted again for every window.
Fails: many-windows
"""

import bisect
import math


class DriftMonitor:
    def __init__(self, reference, bins=10):
        if not len(reference):
            raise ValueError("the reference is empty")
        self.reference, self.bins = reference, bins

    def counts(self, window):
        edges = self._edges(sorted(one for one in self.reference if math.isfinite(one)), self.bins)
        ranges = len(edges) + 1
        counts = [0] * (ranges + 3)
        for one in window:
            if math.isnan(one):
                counts[-1] += 1
            elif math.isinf(one):
                counts[0 if one < 0 else -2] += 1
            else:
                counts[1 + bisect.bisect_left(edges, one)] += 1
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
        return [(one + 0.5) / (len(window) + 0.5 * len(counts)) for one in counts]

    def _pairs(self, window):
        if not len(window):
            raise ValueError("the window is empty")
        return zip(self._shares(window), self._shares(self.reference))
