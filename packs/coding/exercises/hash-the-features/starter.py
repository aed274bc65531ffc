import hashlib
from collections.abc import Iterable, Iterator, Sequence


class Hasher:
    """Signed feature hashing into vectors of a fixed size."""

    def __init__(self, size: int, crosses: Sequence[tuple[str, str]] = ()) -> None:
        """size: the length of the vector; crosses: pairs of namespaces."""
        raise NotImplementedError

    def transform(self, rows: Iterable[dict]) -> Iterator[list[tuple[int, float]]]:
        """Yield for each row its vector: a list of (place, value), by rising place."""
        raise NotImplementedError

    def collided(self, rows: Iterable[dict]) -> int:
        """How many different features of these rows share their place with another one."""
        raise NotImplementedError
