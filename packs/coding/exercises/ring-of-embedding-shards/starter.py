from collections.abc import Iterable


class ShardRing:
    """Which shard owns a key, with little movement when shards come and go."""

    def __init__(self, shards: Iterable[str] = (), points: int = 200) -> None:
        raise NotImplementedError

    def add(self, shard: str) -> None:
        """Bring in a shard."""
        raise NotImplementedError

    def remove(self, shard: str) -> None:
        """Take a shard out."""
        raise NotImplementedError

    def owner(self, key: str) -> str:
        """The shard that holds `key`."""
        raise NotImplementedError

    def owners(self, key: str, count: int) -> list[str]:
        """The shards that hold the copies of `key`, the owner first."""
        raise NotImplementedError
