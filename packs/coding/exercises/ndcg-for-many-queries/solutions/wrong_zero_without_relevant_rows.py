"""Why: a query without a relevant row counts as 0, so the mean tells how many such queries there are.
Fails: nothing-relevant, only-irrelevant, nothing-there, many-queries
"""


import numpy as np


def starts_of(*sorted_keys):
    """Where a row begins a new run, one of the keys being other than in the row before."""
    new = np.zeros(len(sorted_keys[0]), dtype=bool)
    new[:1] = True
    for key in sorted_keys:
        new[1:] |= key[1:] != key[:-1]
    return np.flatnonzero(new)


def sums(numbers, starts):
    return np.add.reduceat(numbers, starts) if len(starts) else np.zeros(0)


def ndcg_by_query(queries, scores, grades, k):
    gains = np.exp2(grades.astype(np.float64)) - 1.0
    order = np.lexsort((-scores, queries))
    found, ordered = queries[order], scores[order]
    starts = starts_of(found)
    sizes = np.diff(starts, append=len(found))
    ranks = np.arange(len(found)) - np.repeat(starts, sizes) + 1
    discounts = np.where(ranks <= k, 1.0 / np.log2(ranks + 1.0), 0.0)
    runs = starts_of(found, ordered)
    lengths = np.diff(runs, append=len(found))
    shared = np.repeat(sums(discounts, runs) / lengths, lengths)
    reached = sums(gains[order] * shared, starts)
    best = sums(gains[np.lexsort((-gains, queries))] * discounts, starts)
    with np.errstate(invalid="ignore"):
        return found[starts], np.where(best > 0, reached / best, 0.0)


def mean_ndcg(queries, scores, grades, k):
    _, values = ndcg_by_query(queries, scores, grades, k)
    return float(values.mean()) if len(values) else 0.0
