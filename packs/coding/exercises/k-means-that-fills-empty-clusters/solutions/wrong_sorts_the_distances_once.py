"""Why: it sorts the distances once and takes as many from the end as clusters are empty: sizes then change unseen, and ties turn round.
Fails: ties, several-empty, all-equal
"""

import numpy as np


def k_means(points, centres, rounds=100):
    points, centres = np.asarray(points, dtype=np.float64), np.array(centres, dtype=np.float64)
    if len(points) < len(centres):
        raise ValueError("fewer points than centres")
    old = None
    for done in range(1, rounds + 1):
        labels, distances = nearest(points, centres)
        fill(labels, distances, len(centres))
        centres = means(points, labels, len(centres))
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


def fill(labels, distances, count):
    """Moves points into empty clusters."""
    sizes = np.bincount(labels, minlength=count)
    empty, order = np.flatnonzero(sizes == 0), np.argsort(distances, kind="stable")[::-1]
    order = order[sizes[labels[order]] >= 2]
    labels[order[: len(empty)]] = empty[: len(order)]


def means(points, labels, count):
    sums = np.stack([np.bincount(labels, weights=one, minlength=count) for one in points.T], axis=1)
    return sums / np.maximum(np.bincount(labels, minlength=count), 1)[:, None]
