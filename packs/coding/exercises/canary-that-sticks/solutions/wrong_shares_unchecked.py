"""Why: any share is taken, and not-a-number then quietly means nobody.
Fails: bad-shares
"""

import hashlib


class Canary:
    def __init__(self, rollout, always=(), never=()):
        self.rollout, self.always, self.never = rollout, frozenset(always), frozenset(never)
        self.share = 0.0

    def set_share(self, share):
        self.share = share

    def variant(self, user_id):
        if user_id in self.never:
            return "stable"
        return "canary" if user_id in self.always or self._place(user_id) < self.share else "stable"

    def _place(self, user_id):
        """Where the user stands between 0 and 1, one excluded: those below the share get the canary."""
        digest = hashlib.sha256(f"{len(self.rollout)}:{self.rollout}:{user_id}".encode()).digest()
        return int.from_bytes(digest[:6], "big") / 2**48
