"""Why: the hash of the roll-out is added to that of the user, which only turns the circle: the same people stay neighbours.
Fails: other-process, independent, lists-on-a-ramp
"""

import hashlib


class Canary:
    def __init__(self, rollout, always=(), never=()):
        self.rollout, self.always, self.never = rollout, frozenset(always), frozenset(never)
        self.share = 0.0

    def set_share(self, share):
        if not 0.0 <= share <= 1.0:
            raise ValueError("a share is from 0 to 1")
        self.share = share

    def variant(self, user_id):
        if user_id in self.never:
            return "stable"
        return "canary" if user_id in self.always or self._place(user_id) < self.share else "stable"

    def _place(self, user_id):
        both = (int(hashlib.sha256(text.encode()).hexdigest()[:12], 16) for text in (self.rollout, user_id))
        return sum(both) % 2**48 / 2**48
