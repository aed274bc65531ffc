"""Why: levels of k values, each worth 2**level; thinning a full level moves a rank by at most that weight, so L / k bounds the error."""

import math


class Quantiles:
    def __init__(self, error):
        self.room = 2 * math.ceil(15 / error)  # a billion values need at most 25 levels, and 25 / room is below the error
        self.levels, self.second = [[]], [False]

    def add(self, value):
        self.levels[0].append(value)
        if len(self.levels[0]) == self.room:
            self._thin()

    def _thin(self):
        for level, held in enumerate(self.levels):
            if len(held) < self.room:
                return
            if level + 1 == len(self.levels):
                self.levels.append([])
                self.second.append(False)
            held.sort()
            self.levels[level + 1] += held[self.second[level] :: 2]
            self.second[level] = not self.second[level]
            held.clear()

    def quantile(self, q):
        weighted = sorted((value, 2**level) for level, held in enumerate(self.levels) for value in held)
        wanted, rank = q * sum(weight for _, weight in weighted), 0
        for value, weight in weighted:
            rank += weight
            if rank >= wanted:
                return value
        return weighted[-1][0] if weighted else None
