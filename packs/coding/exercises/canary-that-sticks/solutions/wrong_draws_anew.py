"""Why: the share is drawn anew for every request, so a user goes back and forth between the models.
Fails: ramp, other-process, whatever-happened-before, independent, small-shares, bad-shares, odd-users, lists-on-a-ramp
"""

import random


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
        return random.random()
