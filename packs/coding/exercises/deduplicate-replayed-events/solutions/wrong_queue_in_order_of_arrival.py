"""Why: it forgets from the front of a queue in order of arrival, so an old event behind a newer one is remembered too long.
Fails: out-of-order, jittered
"""

from collections import deque


class Deduplicator:
    def __init__(self, horizon):
        self.horizon, self.watermark = horizon, None
        self.known, self.queue = set(), deque()

    def see(self, event_id, time):
        self.watermark = time if self.watermark is None else max(self.watermark, time)
        edge = self.watermark - self.horizon
        while self.queue and self.queue[0][0] < edge:
            self.known.discard(self.queue.popleft()[1])
        if time < edge:
            return "late"
        if event_id in self.known:
            return "duplicate"
        self.known.add(event_id)
        self.queue.append((time, event_id))
        return "new"
