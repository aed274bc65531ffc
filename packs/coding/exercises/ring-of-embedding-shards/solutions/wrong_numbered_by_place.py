"""Why: points are named by the place of the shard in the list, so the order of joining decides and a loss renames the others.
Fails: one-less, back-again, copies-after-a-loss, alike-names
"""

import bisect
import hashlib


def place(text):
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


class ShardRing:
    def __init__(self, shards=(), points=200):
        self.points, self.shards = points, []
        self.ring = []  # (place, shard), sorted
        for shard in shards:
            self.add(shard)

    def add(self, shard):
        if shard not in self.shards:
            self.shards.append(shard)
            self._build()

    def remove(self, shard):
        if shard in self.shards:
            self.shards.remove(shard)
            self._build()

    def owner(self, key):
        if not self.ring:
            raise LookupError("no shard in the ring")
        return self.ring[self._first(key)][1]

    def owners(self, key, count):
        found = {}
        if self.ring:
            first = self._first(key)
            for step in range(len(self.ring)):
                if len(found) >= min(count, len(self.shards)):
                    break
                found[self.ring[(first + step) % len(self.ring)][1]] = None
        return list(found)

    def _first(self, key):
        return bisect.bisect_left(self.ring, (place(key), "")) % len(self.ring)

    def _build(self):
        self.ring = sorted(
            (place(f"{number}#{point}"), shard) for number, shard in enumerate(self.shards) for point in range(self.points)
        )
