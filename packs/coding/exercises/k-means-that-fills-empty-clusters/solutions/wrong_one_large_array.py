"""Why: it takes all differences at once: an array of points times centres times size.
Fails: no-large-array
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
    all_of_them = ((points[:, None, :] - centres) ** 2).sum(axis=2)
    labels = all_of_them.argmin(axis=1)
    return labels, all_of_them[np.arange(len(points)), labels]


def fill(labels, distances, count):
    """Moves points into empty clusters."""
    sizes = np.bincount(labels, minlength=count)
    for number in np.flatnonzero(sizes == 0):
        farthest = int(np.argmax(np.where(sizes[labels] >= 2, distances, -1.0)))
        sizes[labels[farthest]] -= 1
        labels[farthest], sizes[number] = number, 1


def means(points, labels, count):
    sums = np.stack([np.bincount(labels, weights=one, minlength=count) for one in points.T], axis=1)
    return sums / np.bincount(labels, minlength=count)[:, None]
