"""Why: after an alarm only the sums go back to nought while the old baseline stays, so the new level gives alarms for ever.
Fails: both, large-level, several-shifts, long-stream
"""

import math


class ChangeDetector:
    def __init__(self, warmup, slack, threshold, min_std):
        self.warmup, self.slack, self.threshold, self.min_std = warmup, slack, threshold, min_std
        self.number = -1
        self._start()

    def _start(self):
        self.seen, self.mean, self.squares = 0, 0.0, 0.0
        self.up, self.down = 0.0, 0.0
        self.up_since, self.down_since = 0, 0

    def update(self, value):
        self.number += 1
        if math.isnan(value):
            return None
        if self.seen < self.warmup:
            self._learn(value)
            return None
        z = (value - self.mean) / max(self.min_std, math.sqrt(self.squares / self.seen))
        self.up, self.up_since = self._summed(self.up, z, self.up_since)
        self.down, self.down_since = self._summed(self.down, -z, self.down_since)
        if self.up > self.threshold:
            return self._alarm("up", self.up_since)
        if self.down > self.threshold:
            return self._alarm("down", self.down_since)
        return None

    def _learn(self, value):
        self.seen += 1
        off = value - self.mean
        self.mean += off / self.seen
        self.squares += off * (value - self.mean)

    def _summed(self, before, z, since):
        return max(0.0, before + z - self.slack), since if before > 0 else self.number

    def _alarm(self, side, since):
        self.up = self.down = 0.0
        return side, since
