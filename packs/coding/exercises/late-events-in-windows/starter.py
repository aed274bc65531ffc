class WindowCounts:
    """Counts of events by key in tumbling windows of event time, with a watermark over several sources."""

    def __init__(self, sources: list[str], size: int, delay: int, lateness: int) -> None:
        self.dropped = 0
        raise NotImplementedError

    def event(self, source: str, key: str, time: int) -> list[tuple[int, str, int, int]]:
        """Take in one event; return what is given out now: (start, key, count, revision)."""
        raise NotImplementedError

    def idle(self, source: str) -> list[tuple[int, str, int, int]]:
        """The source has nothing to send for now; return what is given out now."""
        raise NotImplementedError

    def finish(self) -> list[tuple[int, str, int, int]]:
        """No event comes any more; return all that was never given out."""
        raise NotImplementedError
