from collections.abc import Callable
from typing import Any


class RetryBudget:
    """What all calls of a process may spend on retries."""

    def __init__(self, ratio: float, most: float) -> None:
        raise NotImplementedError

    def deposit(self) -> None:
        """A call begins."""
        raise NotImplementedError

    def withdraw(self) -> bool:
        """Take one for a retry, if there is one."""
        raise NotImplementedError


class Retrier:
    """Calls functions, and calls them again where that may help."""

    def __init__(
        self,
        budget: RetryBudget,
        retryable: tuple[type[BaseException], ...],
        max_attempts: int,
        base_s: float,
        cap_s: float,
        deadline_s: float,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        uniform: Callable[[float, float], float],
    ) -> None:
        raise NotImplementedError

    def call(self, function: Callable[[], Any]) -> Any:
        """What `function` returns, in the end."""
        raise NotImplementedError
