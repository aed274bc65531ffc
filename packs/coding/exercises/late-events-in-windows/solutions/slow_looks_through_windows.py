"""Why: every call looks through all windows for those that close or are gone.
Fails: many-windows
"""

class WindowCounts:
    def __init__(self, sources, size, delay, lateness):
        self.size, self.delay, self.lateness = size, delay, lateness
        self.newest = dict.fromkeys(sources)
        self.active = set(sources)
        self.watermark = None
        self.windows = {}  # start -> key -> [count, revision]
        self.closed = set()
        self.dropped = 0

    def event(self, source, key, time):
        start = time // self.size * self.size
        given = []
        if self.watermark is not None and self.watermark >= start + self.size + self.lateness:
            self.dropped += 1
        else:
            entry = self.windows.setdefault(start, {}).setdefault(key, [0, 0])
            entry[0] += 1
            if self.watermark is not None and self.watermark >= start + self.size:
                self.closed.add(start)
                given.append((start, key, *entry))
                entry[1] += 1
        before = self.newest[source]
        self.newest[source] = time if before is None else max(before, time)
        self.active.add(source)
        return sorted(given + self._advance())

    def idle(self, source):
        self.active.discard(source)
        return self._advance()

    def finish(self):
        self.watermark = None
        return sorted(
            (start, key, *entry) for start, keys in self.windows.items() if start not in self.closed for key, entry in keys.items()
        )

    def _advance(self):
        times = [self.newest[source] for source in self.active]
        if times and None not in times:
            now = min(times) - self.delay
            self.watermark = now if self.watermark is None else max(now, self.watermark)
        if self.watermark is None:
            return []
        given = []
        for start in list(self.windows):
            if start + self.size <= self.watermark and start not in self.closed:
                self.closed.add(start)
                for key, entry in self.windows[start].items():
                    given.append((start, key, *entry))
                    entry[1] += 1
            if start + self.size + self.lateness <= self.watermark:
                del self.windows[start]
                self.closed.discard(start)
        return sorted(given)
