from collections.abc import Iterable
from typing import Any


def start(size: int, seed: int, epoch: int) -> Any:
    """The checkpoint at the beginning of an epoch over the records 0, 1, ..., size - 1."""
    raise NotImplementedError


def records(checkpoint: Any, worker: int, workers: int) -> Iterable[int]:
    """The records that this worker takes from this checkpoint on, in its order."""
    raise NotImplementedError


def crashed(checkpoint: Any, taken: list[int]) -> Any:
    """The checkpoint to go on from, after workers that began at `checkpoint` took that many records each."""
    raise NotImplementedError
