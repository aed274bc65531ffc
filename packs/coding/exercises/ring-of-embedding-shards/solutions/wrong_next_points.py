"""Why: the copies are the next points of the ring whoever they belong to, so two copies can lie on one shard.
Fails: other-process, copies, copies-after-a-loss, hardly-any-shard, odd-keys
"""

import bisect
import hashlib


def place(text):
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


class ShardRing:
    def __init__(self, shards=(), points=200):
        self.points, self.shards = points, set()
        self.ring = []  # (place, shard), sorted
        for shard in shards:
            self.add(shard)

    def add(self, shard):
        if shard not in self.shards:
            self.shards.add(shard)
            self.ring = sorted(self.ring + self._places(shard))

    def remove(self, shard):
        if shard in self.shards:
            self.shards.discard(shard)
            self.ring = [one for one in self.ring if one[1] != shard]

    def owner(self, key):
        if not self.ring:
            raise LookupError("no shard in the ring")
        return self.ring[self._first(key)][1]

    def owners(self, key, count):
        first = self._first(key) if self.ring else 0
        return [self.ring[(first + step) % len(self.ring)][1] for step in range(min(count, len(self.shards)))]

    def _first(self, key):
        return bisect.bisect_left(self.ring, (place(key), "")) % len(self.ring)

    def _places(self, shard):
        return [(place(f"{number}#{shard}"), shard) for number in range(self.points)]
