"""Why: it counts into bins of equal width over the range seen so far, so its error is one of size: where values crowd, ranks are far off.
Fails: skewed
"""


class Quantiles:
    def __init__(self, error):
        self.bins = int(4 / error)
        self.low = self.high = None
        self.counts = {}
        self.total = 0

    def place(self, value):
        if self.high == self.low:
            return 0
        return min(self.bins - 1, int((value - self.low) / (self.high - self.low) * self.bins))

    def add(self, value):
        self.total += 1
        if self.low is None or value < self.low or value > self.high:
            old = list(self.counts.values())
            self.low = value if self.low is None else min(self.low, value)
            self.high = value if self.high is None else max(self.high, value)
            self.counts = {}
            for count, held in old:
                at = self.place(held)
                self.counts[at] = (self.counts.get(at, (0, held))[0] + count, held)
        at = self.place(value)
        count, held = self.counts.get(at, (0, value))
        self.counts[at] = (count + 1, held)

    def quantile(self, q):
        rank, held = 0, None
        for _, (count, held) in sorted(self.counts.items()):
            rank += count
            if rank >= q * self.total:
                return held
        return held
