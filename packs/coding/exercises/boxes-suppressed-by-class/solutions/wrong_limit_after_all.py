"""Why: the limit of a class is applied at the end, after the limit of all has cut off what would have taken the room.
Fails: limits
"""


import numpy as np


def overlaps(place, columns, areas):
    """The overlap of the box at a place with each one after it; 0 where one of the two is empty."""
    left, top, right, bottom = columns
    after = slice(place + 1, None)
    width = np.minimum(right[place], right[after]) - np.maximum(left[place], left[after])
    height = np.minimum(bottom[place], bottom[after]) - np.maximum(top[place], top[after])
    both = np.maximum(width, 0.0) * np.maximum(height, 0.0)
    return both / np.where(both > 0, areas[place] + areas[after] - both, 1.0)


def measured(boxes):
    columns = np.ascontiguousarray(boxes.T)
    sizes = np.maximum(columns[2:] - columns[:2], 0.0)
    return columns, sizes[0] * sizes[1]


def kept_of_class(boxes, overlap, per_class):
    """The places of the boxes that are kept, of boxes of one class that are sorted."""
    columns, areas = measured(boxes)
    gone, kept = np.zeros(len(boxes), dtype=bool), []
    for place in range(len(boxes)):
        if len(kept) == per_class:
            break
        if not gone[place]:
            kept.append(place)
            gone[place + 1 :] |= overlaps(place, columns, areas) > overlap
    return kept


def suppress(boxes, scores, classes, overlap, per_class, most):
    order = np.argsort(-scores, kind="stable")
    kept = []
    for one in np.unique(classes):
        mine = np.flatnonzero(classes[order] == one)
        kept.append(mine[kept_of_class(boxes[order[mine]], overlap, len(order))])
    of_class, out = {}, []
    for number in order[np.sort(np.concatenate(kept))[:most]].tolist() if kept else []:
        of_class[classes[number]] = of_class.get(classes[number], 0) + 1
        if of_class[classes[number]] <= per_class:
            out.append(number)
    return out


def soften(boxes, scores, classes, overlap, least):
    now = np.array(scores, dtype=np.float64)
    left = np.flatnonzero(now >= least)
    taken, lowered = [], []
    while len(left):
        place = int(np.argmax(now[left]))  # the first of equals, and so the smallest number
        best = left[place]
        taken.append(int(best))
        lowered.append(float(now[best]))
        left = np.delete(left, place)
        same = left[classes[left] == classes[best]]
        found = overlaps(0, *measured(boxes[np.append(best, same)]))
        now[same] *= np.where(found > overlap, 1.0 - found, 1.0)
        left = left[now[left] >= least]
    return taken, lowered
