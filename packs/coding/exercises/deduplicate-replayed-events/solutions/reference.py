"""Why: a set answers whether an id is remembered, a heap by time says which one is forgotten next, in whatever order they came."""

import heapq


class Deduplicator:
    def __init__(self, horizon):
        self.horizon, self.watermark = horizon, None
        self.known, self.by_time = set(), []

    def see(self, event_id, time):
        if self.watermark is None or time > self.watermark:
            self.watermark = time
        edge = self.watermark - self.horizon
        while self.by_time and self.by_time[0][0] < edge:
            self.known.discard(heapq.heappop(self.by_time)[1])
        if time < edge:
            return "late"
        if event_id in self.known:
            return "duplicate"
        self.known.add(event_id)
        heapq.heappush(self.by_time, (time, event_id))
        return "new"
