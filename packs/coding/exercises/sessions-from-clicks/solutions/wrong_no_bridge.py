"""Why: a click joins the first open session that it touches, and never makes one session of two.
Fails: bridge, shuffled, many-users
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
        for place, (start, end, clicks) in enumerate(held):
            if start - self.gap <= time <= end + self.gap:
                held[place] = (min(start, time), max(end, time), clicks + 1)
                break
        else:
            place = len(held)
            held.append((time, time, 1))
        heapq.heappush(self.ends, (held[place][1], user, held[place]))
        return self._closed(watermark)

    def _closed(self, watermark):
        closed = []
        while self.ends and (watermark is None or watermark - self.ends[0][0] > self.gap):
            _, user, one = heapq.heappop(self.ends)
            held = self.open.get(user, [])
            if one in held:
                held.remove(one)
                closed.append((user, *one))
                if not held:
                    del self.open[user]
        return closed

    def finish(self):
        return self._closed(None)
