"""Why: a random sample of ten over the error is right on the average, but its rank is off by more than the error now and then.
Fails: random, rising, falling, inwards, skewed, asked-between, quick-add
"""

import math
import random


class Quantiles:
    def __init__(self, error):
        self.room, self.sample, self.count, self.draw = math.ceil(10 / error), [], 0, random.Random(1)

    def add(self, value):
        self.count += 1
        if len(self.sample) < self.room:
            self.sample.append(value)
        else:
            place = self.draw.randrange(self.count)
            if place < self.room:
                self.sample[place] = value

    def quantile(self, q):
        if not self.sample:
            return None
        return sorted(self.sample)[max(0, math.ceil(q * len(self.sample)) - 1)]
