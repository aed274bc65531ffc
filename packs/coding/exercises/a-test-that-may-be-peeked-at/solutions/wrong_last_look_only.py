"""Why: p and the interval are those of the last look, so a p that was small enough yesterday may be large today.
Fails: decides-once, no-spread, moved, no-effect, small-effect, large-level, months
"""

import math


class Peek:
    def __init__(self, alpha, tau, least):
        self.alpha, self.tau, self.least = alpha, tau, least
        self.a, self.b = Moments(), Moments()
        self.p, self.low, self.high = 1.0, -math.inf, math.inf
        self.decision = "go on"

    def look(self, a, b):
        self.a.take(a)
        self.b.take(b)
        if min(self.a.number, self.b.number) >= self.least:
            self._judge(self.b.mean - self.a.mean, self.a.error() + self.b.error())
        return {"p": self.p, "low": self.low, "high": self.high, "decision": self.decision}

    def _judge(self, d, v):
        if v <= 0:
            return
        t = self.tau**2
        log_l = t * d * d / (2 * v * (v + t)) - math.log1p(t / v) / 2
        self.p = math.exp(-log_l) if log_l > 0 else 1.0
        w = math.sqrt(2 * v * (v + t) / t * (math.log(1 / self.alpha) + math.log1p(t / v) / 2))
        self.low, self.high = d - w, d + w
        if self.low > self.high:
            self.decision = "moved"
        elif self.decision == "go on" and self.p <= self.alpha:
            self.decision = "b" if d > 0 else "a"


class Moments:
    """Number, mean and squared distances from the mean of values that are not kept."""

    def __init__(self):
        self.number, self.mean, self.squares = 0, 0.0, 0.0

    def take(self, values):
        for value in values:
            self.number += 1
            off = value - self.mean
            self.mean += off / self.number
            self.squares += off * (value - self.mean)

    def error(self):
        """The squared error of the mean."""
        return self.squares / (self.number - 1) / self.number
