"""Why: it makes room before it looks whether the key is there already, so an update of a full cache throws out another user.
Fails: update-when-full, random-script
"""

from collections import OrderedDict


class FeatureCache:
    def __init__(self, capacity, ttl_s, clock):
        self.capacity, self.ttl_s, self.clock = capacity, ttl_s, clock
        self.values, self.written = OrderedDict(), OrderedDict()

    def _forget(self):
        while self.written:
            key = next(iter(self.written))
            if self.clock() - self.written[key] < self.ttl_s:
                return
            del self.written[key], self.values[key]

    def get(self, key, default=None):
        self._forget()
        if key not in self.values:
            return default
        self.values.move_to_end(key)
        return self.values[key]

    def put(self, key, value):
        self._forget()
        if self.capacity < 1:
            return
        if len(self.values) >= self.capacity:
            oldest, _ = self.values.popitem(last=False)
            del self.written[oldest]
        self.values[key], self.written[key] = value, self.clock()
        self.values.move_to_end(key)
        self.written.move_to_end(key)

    def __len__(self):
        self._forget()
        return len(self.values)
