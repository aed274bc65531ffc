import numpy as np


def quantise_channels(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return (q, scales): int8 weights, and one float64 scale for each row."""
    raise NotImplementedError


def quantise_tensor(x: np.ndarray) -> tuple[np.ndarray, float, int]:
    """Return (q, scale, zero): int8 inputs, one scale, and the whole number that stands for 0."""
    raise NotImplementedError


def multiply(
    xq: np.ndarray, scale: float, zero: int, wq: np.ndarray, scales: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return (sums, product): whole-number sums as int32, and the product as float64."""
    raise NotImplementedError


def error_bound(xq: np.ndarray, scale: float, zero: int, wq: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """How far each number of the product can be from x @ weights.T."""
    raise NotImplementedError
