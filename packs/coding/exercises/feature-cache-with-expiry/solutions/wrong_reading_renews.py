"""Why: a read sets the time of the entry anew, so a popular user is served stale features for ever.
Fails: reading-does-not-renew, expired-leave-first, rewritten-lives-anew, random-script, many-operations
"""

from collections import OrderedDict


class FeatureCache:
    def __init__(self, capacity, ttl_s, clock):
        self.capacity, self.ttl_s, self.clock = capacity, ttl_s, clock
        self.entries = OrderedDict()

    def _forget(self):
        while self.entries:
            key = next(iter(self.entries))
            if self.clock() - self.entries[key][1] < self.ttl_s:
                return
            del self.entries[key]

    def get(self, key, default=None):
        self._forget()
        if key not in self.entries:
            return default
        value, _ = self.entries[key]
        self.entries[key] = value, self.clock()
        self.entries.move_to_end(key)
        return value

    def put(self, key, value):
        self._forget()
        if self.capacity < 1:
            return
        if key not in self.entries and len(self.entries) >= self.capacity:
            self.entries.popitem(last=False)
        self.entries[key] = value, self.clock()
        self.entries.move_to_end(key)

    def __len__(self):
        self._forget()
        return len(self.entries)
