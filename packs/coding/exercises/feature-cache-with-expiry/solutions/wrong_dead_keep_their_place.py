"""Why: an expired entry leaves only when it is read, so a full cache throws out a living entry while dead ones sit in it.
Fails: expired-leave-first, rewritten-lives-anew, random-script, many-operations
"""

from collections import OrderedDict


class FeatureCache:
    def __init__(self, capacity, ttl_s, clock):
        self.capacity, self.ttl_s, self.clock = capacity, ttl_s, clock
        self.entries = OrderedDict()

    def _lives(self, key):
        return key in self.entries and self.clock() - self.entries[key][1] < self.ttl_s

    def get(self, key, default=None):
        if not self._lives(key):
            self.entries.pop(key, None)
            return default
        self.entries.move_to_end(key)
        return self.entries[key][0]

    def put(self, key, value):
        if self.capacity < 1:
            return
        if key not in self.entries and len(self.entries) >= self.capacity:
            self.entries.popitem(last=False)
        self.entries[key] = value, self.clock()
        self.entries.move_to_end(key)

    def __len__(self):
        return sum(self._lives(key) for key in self.entries)
