Session = tuple[str, int, int, int]  # user, start, end, clicks


class Sessions:
    def __init__(self, gap: int, lateness: int):
        """No session is open yet; both are in seconds, 0 or more."""
        self.dropped = 0
        raise NotImplementedError

    def click(self, user: str, time: int) -> list[Session]:
        """Take in one click; return the sessions that are closed now."""
        raise NotImplementedError

    def finish(self) -> list[Session]:
        """No click comes any more; return all sessions that are still open."""
        raise NotImplementedError
