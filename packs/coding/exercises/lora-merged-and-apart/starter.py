from collections.abc import Mapping, Sequence

import numpy as np


class LoraLinear:
    """A linear layer with low-rank adapters; `weight` is what it multiplies with now."""

    weight: np.ndarray

    def __init__(self, weight: np.ndarray, transposed: bool = False) -> None:
        raise NotImplementedError

    def load(self, name: str, a: np.ndarray, b: np.ndarray, alpha: float) -> None:
        """Keep an adapter under a name."""
        raise NotImplementedError

    def merge(self, strengths: Mapping[str, float]) -> None:
        """Make self.weight the base weight with these adapters in it."""
        raise NotImplementedError

    def unmerge(self) -> None:
        """Make self.weight the base weight again."""
        raise NotImplementedError

    def forward(self, x: np.ndarray, names: Sequence[str | None] | None = None) -> np.ndarray:
        """Return the outputs for the rows of x, each with its own adapter."""
        raise NotImplementedError
