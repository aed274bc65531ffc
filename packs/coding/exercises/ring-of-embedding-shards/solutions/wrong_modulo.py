"""Why: a hash modulo the number of shards is even, but one more shard moves nearly every key.
Fails: one-more, one-less, back-again, copies-after-a-loss, alike-names
"""

import hashlib


class ShardRing:
    def __init__(self, shards=(), points=200):
        self.shards = set(shards)

    def add(self, shard):
        self.shards.add(shard)

    def remove(self, shard):
        self.shards.discard(shard)

    def owner(self, key):
        if not self.shards:
            raise LookupError("no shard in the ring")
        return self.owners(key, 1)[0]

    def owners(self, key, count):
        names = sorted(self.shards)
        first = int(hashlib.md5(key.encode()).hexdigest(), 16)
        return [names[(first + step) % len(names)] for step in range(min(count, len(names)))]
