"""Why: places come from a hash that every process shares, of the number of the point and the name of the shard, kept sorted."""

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

    def _places(self, shard):
        return [(place(f"{number}#{shard}"), shard) for number in range(self.points)]
