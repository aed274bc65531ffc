"""Why: a level holds one over the error, as if there were one level; each level adds its own error, and always to the same side.
Fails: random, falling, inwards, few-different, skewed, asked-between, long-stream, quick-add
"""

import math


class Quantiles:
    def __init__(self, error):
        self.room = 2 * math.ceil(0.5 / error)
        self.levels = [[]]

    def add(self, value):
        self.levels[0].append(value)
        level = 0
        while len(self.levels[level]) == self.room:
            if level + 1 == len(self.levels):
                self.levels.append([])
            self.levels[level].sort()
            self.levels[level + 1] += self.levels[level][::2]
            self.levels[level].clear()
            level += 1

    def quantile(self, q):
        weighted = sorted((value, 2**level) for level, held in enumerate(self.levels) for value in held)
        wanted, rank = q * sum(weight for _, weight in weighted), 0
        for value, weight in weighted:
            rank += weight
            if rank >= wanted:
                return value
        return weighted[-1][0] if weighted else None
