"""Why: the rows are sorted once, but then NumPy is called a dozen times for each query.
Fails: many-queries
"""

import numpy as np


def shared(scores, discounts):
    """The discounts of sorted rows, equal scores having the mean of theirs."""
    _, run, lengths = np.unique(-scores, return_inverse=True, return_counts=True)
    return (np.bincount(run, weights=discounts) / lengths)[run]


def ndcg_by_query(queries, scores, grades, k):
    gains = np.exp2(grades.astype(np.float64)) - 1.0
    order = np.lexsort((-scores, queries))
    ids, starts = np.unique(queries[order], return_index=True)
    values = np.full(len(ids), np.nan)
    for place, rows in enumerate(np.split(order, starts[1:]) if len(ids) else []):
        ranks = np.arange(1, len(rows) + 1)
        discounts = np.where(ranks <= k, 1.0 / np.log2(ranks + 1.0), 0.0)
        best = (np.sort(gains[rows])[::-1] * discounts).sum()
        if best > 0:
            values[place] = (gains[rows] * shared(scores[rows], discounts)).sum() / best
    return ids, values


def mean_ndcg(queries, scores, grades, k):
    _, values = ndcg_by_query(queries, scores, grades, k)
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else float("nan")
