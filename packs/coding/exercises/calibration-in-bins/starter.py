import numpy as np

Row = tuple[float, float, int, float, float]


def reliability(probabilities: np.ndarray, labels: np.ndarray, bins: int, kind: str) -> list[Row]:
    """Return the table: one row (lowest, highest, count, mean, share) for each bin that has rows, upwards."""
    raise NotImplementedError


def calibration_error(table: list[Row]) -> tuple[float, float]:
    """Return (expected, largest) of such a table."""
    raise NotImplementedError
