"""Why: the entry of a user stays when the last session is closed, so memory grows with all users there ever were.
Fails: many-users
"""

import heapq


class Sessions:
    def __init__(self, gap, lateness):
        self.gap, self.lateness, self.dropped = gap, lateness, 0
        self.latest, self.open, self.ends = None, {}, []

    def click(self, user, time):
        self.latest = time if self.latest is None else max(self.latest, time)
        watermark = self.latest - self.lateness
        if time < watermark:
            self.dropped += 1
            return []
        held = self.open.setdefault(user, [])
        start, end, clicks = time, time, 1
        for one in list(held):
            if one[0] - self.gap <= time <= one[1] + self.gap:
                start, end, clicks = min(start, one[0]), max(end, one[1]), clicks + one[2]
                held.remove(one)
        held.append((start, end, clicks))
        heapq.heappush(self.ends, (end, user, start, clicks))
        return self._closed(watermark)

    def _closed(self, watermark):
        closed = []
        while self.ends and (watermark is None or watermark - self.ends[0][0] > self.gap):
            end, user, start, clicks = heapq.heappop(self.ends)
            if (start, end, clicks) in self.open[user]:
                self.open[user].remove((start, end, clicks))
                closed.append((user, start, end, clicks))
        return closed

    def finish(self):
        return self._closed(None)
