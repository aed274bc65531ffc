"""Why: all values are kept, which is exact, until the memory is full.
Fails: long-stream
"""

import math


class Quantiles:
    def __init__(self, error):
        self.values, self.sorted = [], True

    def add(self, value):
        self.values.append(value)
        self.sorted = False

    def quantile(self, q):
        if not self.values:
            return None
        if not self.sorted:
            self.values.sort()
            self.sorted = True
        return self.values[max(0, math.ceil(q * len(self.values)) - 1)]
