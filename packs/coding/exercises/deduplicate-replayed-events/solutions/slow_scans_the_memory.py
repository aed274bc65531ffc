"""Why: to forget, it goes through everything that is remembered, again for every event.
Fails: wide-horizon
"""


class Deduplicator:
    def __init__(self, horizon):
        self.horizon, self.watermark = horizon, None
        self.times = {}

    def see(self, event_id, time):
        self.watermark = time if self.watermark is None else max(self.watermark, time)
        edge = self.watermark - self.horizon
        for old in [known for known, when in self.times.items() if when < edge]:
            del self.times[old]
        if time < edge:
            return "late"
        if event_id in self.times:
            return "duplicate"
        self.times[event_id] = time
        return "new"
