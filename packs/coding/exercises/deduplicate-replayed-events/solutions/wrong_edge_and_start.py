"""Why: it counts what is exactly at the edge as beyond the horizon, and begins with a watermark of zero, as if no time were below it.
Fails: late, forgotten, out-of-order, stamped-again, late-is-not-kept, duplicate-moves-watermark, no-horizon, before-zero, jittered, months
"""

import heapq


class Deduplicator:
    def __init__(self, horizon):
        self.horizon, self.watermark = horizon, 0
        self.known, self.by_time = set(), []

    def see(self, event_id, time):
        self.watermark = max(self.watermark, time)
        edge = self.watermark - self.horizon
        while self.by_time and self.by_time[0][0] <= edge:
            self.known.discard(heapq.heappop(self.by_time)[1])
        if time <= edge:
            return "late"
        if event_id in self.known:
            return "duplicate"
        self.known.add(event_id)
        heapq.heappush(self.by_time, (time, event_id))
        return "new"
