from collections.abc import Iterator


def merge(streams: list[Iterator[tuple[int, list[float]]]]) -> Iterator[tuple[int, list[float]]]:
    """Yield the records of all streams in the order of their keys."""
    raise NotImplementedError
