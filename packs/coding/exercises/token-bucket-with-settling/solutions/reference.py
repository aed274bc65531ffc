"""Why: the level is brought up to date before anything else, by the time beyond the latest that was ever seen."""

import math


class TokenBucket:
    def __init__(self, rate_per_s, burst, clock):
        self.rate_per_s, self.burst, self.clock = rate_per_s, burst, clock
        self.level, self.seen_s = burst, clock()

    def allow(self, cost=1.0):
        self._check(cost)
        self._fill()
        if self.level < cost:
            return False
        self.level -= cost
        return True

    def wait_s(self, cost=1.0):
        self._check(cost)
        now_s = self._fill()
        if self.level >= cost:
            return 0.0
        if cost > self.burst or self.rate_per_s <= 0:
            return math.inf
        return self.seen_s - now_s + (cost - self.level) / self.rate_per_s

    def settle(self, estimated, used):
        self._check(estimated, used)
        self._fill()
        self.level = min(self.burst, self.level + estimated - used)

    def _fill(self):
        now_s = self.clock()
        if now_s > self.seen_s:
            self.level = min(self.burst, self.level + (now_s - self.seen_s) * self.rate_per_s)
            self.seen_s = now_s
        return now_s

    def _check(self, *amounts):
        if any(one < 0 for one in amounts):
            raise ValueError("an amount is negative")
