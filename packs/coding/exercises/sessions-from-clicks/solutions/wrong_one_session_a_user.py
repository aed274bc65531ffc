"""Why: it keeps one open session a user and closes it when a click comes beyond the gap, as if clicks came in order.
Fails: plain, bridge, exact-gap, earlier-start, order, own-session-closes, shuffled, many-users, many-open
"""


class Sessions:
    def __init__(self, gap, lateness):
        self.gap, self.lateness, self.dropped = gap, lateness, 0
        self.latest, self.open = None, {}

    def click(self, user, time):
        self.latest = time if self.latest is None else max(self.latest, time)
        if time < self.latest - self.lateness:
            self.dropped += 1
            return []
        closed = []
        one = self.open.get(user)
        if one and time - one[1] <= self.gap:
            self.open[user] = (min(one[0], time), max(one[1], time), one[2] + 1)
        else:
            if one:
                closed.append((user, *one))
            self.open[user] = (time, time, 1)
        return closed

    def finish(self):
        held = sorted((end, user, start, clicks) for user, (start, end, clicks) in self.open.items())
        return [(user, start, end, clicks) for end, user, start, clicks in held]
