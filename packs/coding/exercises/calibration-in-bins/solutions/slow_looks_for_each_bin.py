"""Why: for each bin it looks through all rows.
Fails: many-bins
"""

import numpy as np


def reliability(probabilities, labels, bins, kind):
    p, labels = np.asarray(probabilities, dtype=np.float64), np.asarray(labels)
    if kind not in ("width", "mass") or not ((p >= 0) & (p <= 1)).all():
        raise ValueError("probabilities are from 0 to 1, and kind is width or mass")
    if kind == "width":
        places = np.minimum(np.floor(p * bins).astype(np.int64), bins - 1)
    else:
        cuts = np.arange(1, bins) * len(p) // bins
        places = np.searchsorted(np.sort(p)[cuts[cuts > 0] - 1], p, side="left")
    table = []
    for place in range(bins):
        inside = places == place
        if inside.any():
            mine, hits = p[inside], labels[inside]
            table.append((float(mine.min()), float(mine.max()), len(mine), float(mine.mean()), float(hits.mean())))
    return table


def calibration_error(table):
    if not table:
        return float("nan"), float("nan")
    _, _, counts, means, shares = np.array(table, dtype=np.float64).T
    gaps = np.abs(means - shares)
    return float((gaps * counts).sum() / counts.sum()), float(gaps.max())
