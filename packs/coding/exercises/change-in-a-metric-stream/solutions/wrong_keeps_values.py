"""Why: it keeps all values that it has seen, though only the baseline is ever asked for, so memory grows for months.
Fails: long-stream
"""

import math
import statistics


class ChangeDetector:
    def __init__(self, warmup, slack, threshold, min_std):
        self.warmup, self.slack, self.threshold, self.min_std = warmup, slack, threshold, min_std
        self.values, self.first, self.base = [], 0, []
        self.up = self.down = 0.0
        self.up_since = self.down_since = 0

    def update(self, value):
        self.values.append(value)
        number = len(self.values) - 1
        if math.isnan(value):
            return None
        if len(self.base) < self.warmup:
            self.base.append(value)
            if len(self.base) == self.warmup:
                self.mean = statistics.fmean(self.base)
                self.std = max(self.min_std, math.sqrt(statistics.fmean((one - self.mean) ** 2 for one in self.base)))
            return None
        z = (value - self.mean) / self.std
        if self.up <= 0:
            self.up_since = number
        if self.down <= 0:
            self.down_since = number
        self.up = max(0.0, self.up + z - self.slack)
        self.down = max(0.0, self.down - z - self.slack)
        if max(self.up, self.down) <= self.threshold:
            return None
        found = ("up", self.up_since) if self.up > self.threshold else ("down", self.down_since)
        self.base, self.up, self.down = [], 0.0, 0.0
        return found
