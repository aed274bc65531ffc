from collections.abc import Collection


class Canary:
    """Which users get the new model of a roll-out."""

    def __init__(self, rollout: str, always: Collection[str] = (), never: Collection[str] = ()) -> None:
        raise NotImplementedError

    def set_share(self, share: float) -> None:
        """From now on the canary goes to this share of the users, 0.0 to 1.0."""
        raise NotImplementedError

    def variant(self, user_id: str) -> str:
        """"canary" or "stable"."""
        raise NotImplementedError
