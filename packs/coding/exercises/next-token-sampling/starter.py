import numpy as np


def distribution(logits: np.ndarray, temperature: float = 1.0, top_k: int = 0, top_p: float = 1.0) -> np.ndarray:
    """Return the probabilities from which the next token is drawn, in float64."""
    raise NotImplementedError


def choose(probabilities: np.ndarray, u: float) -> int:
    """Return the token that a number u, drawn from [0, 1), stands for."""
    raise NotImplementedError
