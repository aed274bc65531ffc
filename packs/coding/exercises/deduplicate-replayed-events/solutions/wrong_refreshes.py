"""Why: every copy renews the time of its id, and late events are remembered as well.
Fails: forgotten, out-of-order, stamped-again, duplicate-moves-watermark, jittered
"""

import heapq


class Deduplicator:
    def __init__(self, horizon):
        self.horizon, self.watermark = horizon, None
        self.times, self.by_time = {}, []

    def see(self, event_id, time):
        self.watermark = time if self.watermark is None else max(self.watermark, time)
        edge = self.watermark - self.horizon
        while self.by_time and self.by_time[0][0] < edge:
            when, old = heapq.heappop(self.by_time)
            if self.times.get(old) == when:
                del self.times[old]
        known = event_id in self.times
        if not known or time > self.times[event_id]:
            self.times[event_id] = time
            heapq.heappush(self.by_time, (time, event_id))
        if time < edge:
            return "late"
        return "duplicate" if known else "new"
