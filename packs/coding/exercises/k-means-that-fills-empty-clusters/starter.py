import numpy as np


def k_means(points: np.ndarray, centres: np.ndarray, rounds: int = 100) -> tuple[np.ndarray, np.ndarray, float, int]:
    """Return (centres, labels, inertia, done) after at most `rounds` rounds from the centres given."""
    raise NotImplementedError
