from collections.abc import Callable


class TokenBucket:
    """Holds at most `burst`; `rate_per_s` flows in by `clock`."""

    def __init__(self, rate_per_s: float, burst: float, clock: Callable[[], float]) -> None:
        raise NotImplementedError

    def allow(self, cost: float = 1.0) -> bool:
        """Take `cost` out if it is there, and say whether it was."""
        raise NotImplementedError

    def wait_s(self, cost: float = 1.0) -> float:
        """Seconds until `allow(cost)` would be True."""
        raise NotImplementedError

    def settle(self, estimated: float, used: float) -> None:
        """Correct a call that was let through at `estimated` and cost `used`."""
        raise NotImplementedError
