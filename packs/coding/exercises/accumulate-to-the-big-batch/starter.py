from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

Gradients = dict[str, np.ndarray]


def large_steps(
    parts: Iterator[Any],
    backward: Callable[[Any], tuple[float, Gradients, int]],
    every: int,
    max_norm: float | None = None,
) -> Iterator[tuple[float, Gradients, float]]:
    """Yield (loss, gradients, norm) for each large batch, which is `every` micro-batches or what is left at the end."""
    raise NotImplementedError
