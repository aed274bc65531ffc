"""Why: what comes after a window has closed is dropped, lateness or not.
Fails: plain, below-nought, first-event-late, idle-and-back, many-at-once, lagging-sources, long-stream, many-windows
"""

import heapq


class WindowCounts:
    def __init__(self, sources, size, delay, lateness):
        self.size, self.delay, self.lateness = size, delay, lateness
        self.newest = dict.fromkeys(sources)  # the greatest time of each source, None before its first event
        self.active = set(sources)
        self.watermark = None
        self.windows = {}  # start -> key -> [count, revision]
        self.not_closed, self.not_gone = [], []  # heaps of starts
        self.dropped = 0

    def event(self, source, key, time):
        start = time // self.size * self.size
        given = []
        if self._reached(start + self.size):
            self.dropped += 1
        else:
            closed = self._reached(start + self.size)
            if start not in self.windows:
                self.windows[start] = {}
                heapq.heappush(self.not_gone, start)
                if not closed:
                    heapq.heappush(self.not_closed, start)
            entry = self.windows[start].setdefault(key, [0, 0])
            entry[0] += 1
            if closed:
                given.append(self._given(start, key, entry))
        before = self.newest[source]
        self.newest[source] = time if before is None else max(before, time)
        self.active.add(source)
        return sorted(given + self._advance())

    def idle(self, source):
        self.active.discard(source)
        return self._advance()

    def finish(self):
        return self._close(self.not_closed)

    def _reached(self, time):
        return self.watermark is not None and self.watermark >= time

    def _given(self, start, key, entry):
        entry[1] += 1
        return start, key, entry[0], entry[1] - 1

    def _advance(self):
        """Move the watermark; what closes by that."""
        times = [self.newest[source] for source in self.active]
        if not times or None in times:
            return []
        now = min(times) - self.delay
        if self.watermark is not None and now <= self.watermark:
            return []
        self.watermark = now
        starts = []
        while self.not_closed and self._reached(self.not_closed[0] + self.size):
            starts.append(heapq.heappop(self.not_closed))
        given = self._close(starts)
        while self.not_gone and self._reached(self.not_gone[0] + self.size + self.lateness):
            del self.windows[heapq.heappop(self.not_gone)]
        return given

    def _close(self, starts):
        return sorted(self._given(start, key, entry) for start in starts for key, entry in self.windows[start].items())
