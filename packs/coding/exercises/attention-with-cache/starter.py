import numpy as np


def attention(
    q: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    real: np.ndarray | None = None,
    causal: bool = False,
) -> np.ndarray:
    """Scaled dot-product attention, shape (batch, heads, queries, v's last axis), in float64."""
    raise NotImplementedError


class Cache:
    """The keys and values of the positions so far."""

    def step(self, q: np.ndarray, k: np.ndarray, v: np.ndarray, real: np.ndarray | None = None) -> np.ndarray:
        """Causal attention of the new positions to all so far, the new ones included."""
        raise NotImplementedError
