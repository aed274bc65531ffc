class ChangeDetector:
    """Two-sided CUSUM over a stream, with a baseline that is learned and learned again after each alarm."""

    def __init__(self, warmup: int, slack: float, threshold: float, min_std: float) -> None:
        raise NotImplementedError

    def update(self, value: float) -> tuple[str, int] | None:
        """Take the next value; ("up" or "down", number of the value with which it began) on an alarm."""
        raise NotImplementedError
