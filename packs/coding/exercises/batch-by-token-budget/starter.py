from collections.abc import Iterator

Batch = tuple[list[int], list[list[int]]]  # indices, rows


def in_order(sequences: Iterator[list[int]], budget: int, pad: int) -> Iterator[Batch]:
    """Yield batches (indices, rows) in the order of the sequences."""
    raise NotImplementedError


def bucketed(sequences: Iterator[list[int]], budget: int, pad: int, window: int) -> Iterator[Batch]:
    """The same, but of sequences of similar length, out of windows of the stream."""
    raise NotImplementedError
