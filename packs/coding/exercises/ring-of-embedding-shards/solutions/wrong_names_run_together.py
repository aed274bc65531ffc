"""Why: number and name are joined without a mark between them, so point 11 of s1 and point 1 of s11 are one place.
Fails: alike-names, many-keys
"""

import bisect
import hashlib


def place(text):
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


class ShardRing:
    def __init__(self, shards=(), points=200):
        self.points, self.shards = points, set()
        self.ring, self.names = [], {}  # sorted places, and whose they are
        for shard in shards:
            self.add(shard)

    def add(self, shard):
        if shard not in self.shards:
            self.shards.add(shard)
            self.names |= dict(self._places(shard))
            self.ring = sorted(self.names)

    def remove(self, shard):
        if shard in self.shards:
            self.shards.discard(shard)
            self.names = {at: one for at, one in self.names.items() if one != shard}
            self.ring = sorted(self.names)

    def owner(self, key):
        if not self.ring:
            raise LookupError("no shard in the ring")
        return self.names[self.ring[self._first(key)]]

    def owners(self, key, count):
        found = {}
        if self.ring:
            first = self._first(key)
            for step in range(len(self.ring)):
                if len(found) >= min(count, len(self.shards)):
                    break
                found[self.names[self.ring[(first + step) % len(self.ring)]]] = None
        return list(found)

    def _first(self, key):
        return bisect.bisect_left(self.ring, place(key)) % len(self.ring)

    def _places(self, shard):
        return [(place(f"{shard}{number}"), shard) for number in range(self.points)]
