"""Why: every click goes through the open sessions of all users to find those that close.
Fails: many-open
"""


class Sessions:
    def __init__(self, gap, lateness):
        self.gap, self.lateness, self.dropped = gap, lateness, 0
        self.latest, self.open = None, {}

    def click(self, user, time):
        self.latest = time if self.latest is None else max(self.latest, time)
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
        return self._closed(watermark)

    def _closed(self, watermark):
        closed = []
        for user in list(self.open):
            for one in self.open[user]:
                if watermark is None or watermark - one[1] > self.gap:
                    closed.append((user, *one))
            self.open[user] = [one for one in self.open[user] if watermark is not None and watermark - one[1] <= self.gap]
            if not self.open[user]:
                del self.open[user]
        return sorted(closed, key=lambda one: (one[2], one[0]))

    def finish(self):
        return self._closed(None)
