from collections.abc import Callable, Hashable
from typing import Any


class FeatureCache:
    """At most `capacity` entries, each for less than `ttl_s` seconds by `clock`."""

    def __init__(self, capacity: int, ttl_s: float, clock: Callable[[], float]) -> None:
        raise NotImplementedError

    def get(self, key: Hashable, default: Any = None) -> Any:
        """The value of a living entry, or `default`."""
        raise NotImplementedError

    def put(self, key: Hashable, value: Any) -> None:
        """Hold `value` under `key` from now on."""
        raise NotImplementedError

    def __len__(self) -> int:
        """The number of living entries."""
        raise NotImplementedError
