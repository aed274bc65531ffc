"""Why: a user's open sessions are a short list; a click replaces all that it touches by one, and a heap of ends says what closes."""

import heapq


class Sessions:
    def __init__(self, gap, lateness):
        self.gap, self.lateness, self.dropped = gap, lateness, 0
        self.latest, self.open, self.ends = None, {}, []

    def click(self, user, time):
        if self.latest is None or time > self.latest:
            self.latest = time
        watermark = self.latest - self.lateness
        if time < watermark:
            self.dropped += 1
            return []
        start, end, clicks, others = time, time, 1, []
        for one in self.open.get(user, ()):
            if one[0] - self.gap <= time <= one[1] + self.gap:
                start, end, clicks = min(start, one[0]), max(end, one[1]), clicks + one[2]
            else:
                others.append(one)
        self.open[user] = [*others, (start, end, clicks)]
        heapq.heappush(self.ends, (end, user, start, clicks))
        return self._closed(watermark)

    def _closed(self, watermark):
        closed = []
        while self.ends and (watermark is None or watermark - self.ends[0][0] > self.gap):
            end, user, start, clicks = heapq.heappop(self.ends)
            held = self.open.get(user, [])
            if (start, end, clicks) in held:
                held.remove((start, end, clicks))
                closed.append((user, start, end, clicks))
                if not held:
                    del self.open[user]
        return closed

    def finish(self):
        return self._closed(None)
