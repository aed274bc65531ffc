"""Why: the length is that of the dictionary, and what expired since the last read or write is still in it.
Fails: length-by-itself
"""

from collections import OrderedDict


class FeatureCache:
    def __init__(self, capacity, ttl_s, clock):
        self.capacity, self.ttl_s, self.clock = capacity, ttl_s, clock
        self.values = OrderedDict()  # least recently used first
        self.written = OrderedDict()  # longest since written first

    def get(self, key, default=None):
        self._forget()
        if key not in self.values:
            return default
        self.values.move_to_end(key)
        return self.values[key]

    def put(self, key, value):
        now = self._forget()
        if self.capacity < 1:
            return
        if key not in self.values and len(self.values) >= self.capacity:
            oldest, _ = self.values.popitem(last=False)
            del self.written[oldest]
        self.values[key], self.written[key] = value, now
        self.values.move_to_end(key)
        self.written.move_to_end(key)

    def __len__(self):
        return len(self.values)

    def _forget(self):
        now = self.clock()
        while self.written:
            key = next(iter(self.written))
            if now - self.written[key] < self.ttl_s:
                break
            del self.written[key], self.values[key]
        return now
