from collections.abc import Callable, Sequence


def schedule(
    arrivals_ms: Sequence[int], max_batch: int, max_wait_ms: int, latency_ms: Callable[[int], int], replicas: int = 1
) -> list[tuple[int, int]]:
    """The batches in the order in which they go, as (time in ms, number of requests)."""
    raise NotImplementedError
