"""Why: the hash of every key is remembered to save time, but users hardly ever come twice, and memory grows with the log.
Fails: long-log
"""

import functools
import hashlib
import math


class Hasher:
    def __init__(self, size, crosses=()):
        self.size, self.crosses = size, list(crosses)

    def transform(self, rows):
        for row in rows:
            sums = {}
            for key, value in self._features(row):
                place, sign = self._hashed(key)
                sums[place] = sums.get(place, 0.0) + sign * value
            yield sorted((place, one) for place, one in sums.items() if one != 0)

    def collided(self, rows):
        keys = {key for row in rows for key, _ in self._features(row)}
        at = {}
        for key in keys:
            place, _ = self._hashed(key)
            at[place] = at.get(place, 0) + 1
        return sum(number for number in at.values() if number > 1)

    def _features(self, row):
        """All features of a row: the bytes of the key, and the value."""
        single = {namespace: list(features(namespace, content)) for namespace, content in row.items()}
        for listed in single.values():
            yield from listed
        for first, second in self.crosses:
            for one, value in single.get(first, ()):
                for other, by in single.get(second, ()):
                    yield one + other, value * by

    @functools.lru_cache(maxsize=None)
    def _hashed(self, key):
        """The place of a key and its sign."""
        number = int.from_bytes(hashlib.blake2b(key, digest_size=8).digest(), "little")
        return number % self.size, -1 if number >> 63 else 1


def features(namespace, content):
    """The features of one namespace, without those of no value."""
    if content is None:
        return
    if isinstance(content, str):
        content = [content]
    if isinstance(content, list):
        pairs = [(name, 1.0) for name in content]
    elif isinstance(content, dict):
        pairs = content.items()
    else:
        pairs = [("", content)]
    for name, value in pairs:
        if not math.isfinite(value):
            raise ValueError(f"{namespace}: {value} is not a finite number")
        if value != 0:
            yield coded(namespace) + coded(name), value


def coded(text):
    data = text.encode()
    return len(data).to_bytes(4, "little") + data
