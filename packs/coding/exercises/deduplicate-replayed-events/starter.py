class Deduplicator:
    def __init__(self, horizon: int):
        """Nothing is seen yet; `horizon` is in seconds, 0 or more."""
        raise NotImplementedError

    def see(self, event_id: str, time: int) -> str:
        """What the event is: "new", "duplicate" or "late"."""
        raise NotImplementedError
