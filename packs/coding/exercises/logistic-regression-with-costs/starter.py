import numpy as np


def loss_and_gradient(
    theta: np.ndarray, x: np.ndarray, y: np.ndarray, miss: np.ndarray, alarm: np.ndarray, l2: float
) -> tuple[float, np.ndarray]:
    """Return (loss, gradient) of the weights and the intercept in theta."""
    raise NotImplementedError


def fit(x: np.ndarray, y: np.ndarray, miss: np.ndarray, alarm: np.ndarray, l2: float) -> np.ndarray:
    """Return the theta at which the loss is smallest."""
    raise NotImplementedError
