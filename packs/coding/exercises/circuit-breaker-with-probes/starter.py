from collections.abc import Callable
from typing import Any


class CircuitBreaker:
    """Lets calls through while they go well, and tries again after a while when they do not."""

    def __init__(
        self,
        window_s: float,
        min_calls: int,
        failure_share: float,
        open_s: float,
        probes: int,
        clock: Callable[[], float],
    ) -> None:
        raise NotImplementedError

    @property
    def state(self) -> str:
        """"closed", "open" or "half-open"."""
        raise NotImplementedError

    def begin(self) -> Any:
        """A ticket for a call, or None if it must not be made."""
        raise NotImplementedError

    def end(self, ticket: Any, ok: bool) -> None:
        """The call of `ticket` is over."""
        raise NotImplementedError
