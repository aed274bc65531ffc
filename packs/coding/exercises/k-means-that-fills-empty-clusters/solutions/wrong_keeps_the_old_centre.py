"""Why: an empty cluster keeps its centre, so nothing is not-a-number, but the cluster can stay empty for ever.
Fails: one-empty, ties, alone-stays, several-empty, all-equal, long-way, many-points
"""

import numpy as np


def k_means(points, centres, rounds=100):
    points, centres = np.asarray(points, dtype=np.float64), np.array(centres, dtype=np.float64)
    if len(points) < len(centres):
        raise ValueError("fewer points than centres")
    old = None
    for done in range(1, rounds + 1):
        labels, distances = nearest(points, centres)
        centres = means(points, labels, centres)
        if old is not None and np.array_equal(labels, old):
            break
        old = labels
    return centres, labels, float(((points - centres[labels]) ** 2).sum()), done


def nearest(points, centres):
    """The number of the nearest centre of each point, and the squared distance."""
    labels, distances = np.zeros(len(points), dtype=np.int64), np.full(len(points), np.inf)
    for number, centre in enumerate(centres):
        here = ((points - centre) ** 2).sum(axis=1)
        nearer = here < distances
        labels[nearer], distances[nearer] = number, here[nearer]
    return labels, distances


def means(points, labels, old):
    count = len(old)
    sums = np.stack([np.bincount(labels, weights=one, minlength=count) for one in points.T], axis=1)
    sizes = np.bincount(labels, minlength=count)[:, None]
    return np.where(sizes, sums / np.maximum(sizes, 1), old)
