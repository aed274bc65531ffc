import numpy as np


def roc_auc(scores: np.ndarray, labels: np.ndarray) -> float:
    """The area under the ROC curve; not-a-number where one of the classes is missing."""
    raise NotImplementedError


def average_precision(scores: np.ndarray, labels: np.ndarray) -> float:
    """Precision averaged over recall; not-a-number where there is no positive."""
    raise NotImplementedError


class BinnedAUC:
    def __init__(self, bins: int):
        """All counts are zero."""
        raise NotImplementedError

    def add(self, scores: np.ndarray, labels: np.ndarray) -> None:
        """Count a batch; scores are from 0 to 1."""
        raise NotImplementedError

    def merge(self, other: "BinnedAUC") -> None:
        """Add the counts of another one."""
        raise NotImplementedError

    def auc(self) -> float:
        """The ROC AUC as if all scores of a bin were equal."""
        raise NotImplementedError

    def bounds(self) -> tuple[float, float]:
        """The smallest and the largest ROC AUC that the true scores can have."""
        raise NotImplementedError
