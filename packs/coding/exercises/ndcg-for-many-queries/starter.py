import numpy as np


def ndcg_by_query(
    queries: np.ndarray, scores: np.ndarray, grades: np.ndarray, k: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return (ids, values): the different query numbers upwards, and the NDCG at k of each."""
    raise NotImplementedError


def mean_ndcg(queries: np.ndarray, scores: np.ndarray, grades: np.ndarray, k: int) -> float:
    """The mean NDCG of the queries that have a relevant row; not-a-number where there is none."""
    raise NotImplementedError
