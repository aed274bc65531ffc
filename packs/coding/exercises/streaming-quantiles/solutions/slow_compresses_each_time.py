"""Why: it goes over the whole summary to merge neighbours after every single value instead of once for many.
Fails: quick-add
"""

import math
from bisect import insort


class Quantiles:
    def __init__(self, error):
        self.error, self.count, self.summary = error, 0, []

    def add(self, value):
        room = 0 if not self.summary else max(0, math.floor(2 * self.error * self.count) - 1)
        first = not self.summary or value < self.summary[0][0] or value >= self.summary[-1][0]
        insort(self.summary, [value, 1, 0 if first else room], key=lambda one: one[0])
        self.count += 1
        self._compress()

    def _compress(self):
        limit = math.floor(2 * self.error * self.count)
        if limit < 2:
            return
        kept = [self.summary[-1]]
        for one in reversed(self.summary[1:-1]):
            following = kept[-1]
            if one[1] + following[1] + following[2] <= limit:
                following[1] += one[1]
            else:
                kept.append(one)
        kept.append(self.summary[0])
        self.summary = kept[::-1]

    def quantile(self, q):
        if not self.summary:
            return None
        if self.count == 1:
            return self.summary[0][0]
        wanted, lowest, best = max(1, math.ceil(q * self.count)), 0, None
        for value, gap, spread in self.summary:
            lowest += gap
            off = max(wanted - lowest, lowest + spread - wanted)
            if best is None or off < best[0]:
                best = (off, value)
        return best[1]
