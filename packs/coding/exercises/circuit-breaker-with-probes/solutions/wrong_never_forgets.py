"""Why: results count for ever, so failures of last week open the breaker, and a long good time hides an outage.
Fails: window, random-calls
"""

from collections import deque


class CircuitBreaker:
    def __init__(self, window_s, min_calls, failure_share, open_s, probes, clock):
        self.window_s, self.min_calls, self.failure_share = window_s, min_calls, failure_share
        self.open_s, self.probes, self.clock = open_s, probes, clock
        self.spell = 0  # counts the changes of state; it is what a ticket holds
        self._enter("closed")

    @property
    def state(self):
        if self.now == "open" and self.clock() - self.since_s >= self.open_s:
            self._enter("half-open")
        return self.now

    def begin(self):
        state = self.state
        if state == "open" or (state == "half-open" and self.begun >= self.probes):
            return None
        self.begun += 1
        return self.spell

    def end(self, ticket, ok):
        state = self.state
        if ticket != self.spell:
            return
        if state == "closed":
            self._count(ok)
        elif not ok:
            self._enter("open")
        else:
            self.well += 1
            if self.well >= self.probes:
                self._enter("closed")

    def _enter(self, state):
        self.now, self.since_s = state, self.clock()
        self.spell += 1
        self.begun = self.well = self.failures = 0
        self.results = deque()

    def _count(self, ok):
        now_s = self.clock()
        self.results.append((now_s, ok))
        self.failures += not ok
        if len(self.results) >= self.min_calls and self.failures >= self.failure_share * len(self.results):
            self._enter("open")
