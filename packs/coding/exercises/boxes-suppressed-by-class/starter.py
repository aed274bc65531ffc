import numpy as np


def suppress(
    boxes: np.ndarray, scores: np.ndarray, classes: np.ndarray, overlap: float, per_class: int, most: int
) -> list[int]:
    """Return the numbers of the boxes that are kept, as a list of ints, the best first."""
    raise NotImplementedError


def soften(
    boxes: np.ndarray, scores: np.ndarray, classes: np.ndarray, overlap: float, least: float
) -> tuple[list[int], list[float]]:
    """Return (numbers, scores): the boxes in the order in which they are taken, and their lowered scores."""
    raise NotImplementedError
