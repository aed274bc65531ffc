"""Why: it keeps every id for ever, so memory grows with the stream and an id can never be new again.
Fails: forgotten, out-of-order, stamped-again, duplicate-moves-watermark, no-horizon, jittered, months
"""


class Deduplicator:
    def __init__(self, horizon):
        self.horizon, self.watermark = horizon, None
        self.known = set()

    def see(self, event_id, time):
        self.watermark = time if self.watermark is None else max(self.watermark, time)
        if time < self.watermark - self.horizon:
            return "late"
        if event_id in self.known:
            return "duplicate"
        self.known.add(event_id)
        return "new"
