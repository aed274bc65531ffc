"""Why: the expected error is the plain mean over bins, so a bin of three rows weighs as much as one of a million.
Fails: plain, equal-mass, torn-apart, at-the-edges, single-precision, few-scores, many-bins
"""


import numpy as np


def reliability(probabilities, labels, bins, kind):
    p = np.asarray(probabilities, dtype=np.float64)
    if kind not in ("width", "mass") or not ((p >= 0) & (p <= 1)).all():
        raise ValueError("probabilities are from 0 to 1, and kind is width or mass")
    if not len(p):
        return []
    order = np.argsort(p)
    p, hits = p[order], np.asarray(labels)[order].astype(np.float64)
    if kind == "width":
        places = np.minimum(np.floor(p * bins).astype(np.int64), bins - 1)
        starts = np.flatnonzero(np.diff(places, prepend=-1))
    else:
        cuts = np.arange(1, bins) * len(p) // bins
        moved = np.searchsorted(p, p[cuts[cuts > 0] - 1], side="right")
        starts = np.unique(np.append(0, moved[moved < len(p)]))
    ends = np.append(starts[1:], len(p))
    counts = ends - starts
    means, shares = np.add.reduceat(p, starts) / counts, np.add.reduceat(hits, starts) / counts
    columns = p[starts], p[ends - 1], counts, means, shares
    return list(zip(*(column.tolist() for column in columns)))


def calibration_error(table):
    if not table:
        return float("nan"), float("nan")
    _, _, counts, means, shares = np.array(table, dtype=np.float64).T
    gaps = np.abs(means - shares)
    return float(gaps.mean()), float(gaps.max())
