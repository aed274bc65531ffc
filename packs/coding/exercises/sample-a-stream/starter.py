from collections.abc import Iterator
from random import Random
from typing import Any


def sample(stream: Iterator[Any], k: int, rng: Random) -> list[Any]:
    """Return k items of the stream, each set of k equally likely."""
    raise NotImplementedError


def merge(one: list[Any], one_seen: int, other: list[Any], other_seen: int, k: int, rng: Random) -> list[Any]:
    """Return a sample of k out of two streams, given a sample of each."""
    raise NotImplementedError
