"""Why: it compares each box with each one kept before, in Python.
Fails: many-boxes
"""

def area(box):
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def overlap_of(one, other):
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0 or not area(one) or not area(other):
        return 0.0
    return width * height / (area(one) + area(other) - width * height)


def suppress(boxes, scores, classes, overlap, per_class, most):
    boxes, classes = boxes.tolist(), classes.tolist()
    kept = []
    for number in sorted(range(len(boxes)), key=lambda number: (-scores[number], number)):
        if len(kept) == most:
            break
        mine = [one for one in kept if classes[one] == classes[number]]
        if len(mine) < per_class and all(overlap_of(boxes[one], boxes[number]) <= overlap for one in mine):
            kept.append(number)
    return kept


def soften(boxes, scores, classes, overlap, least):
    boxes, classes, now = boxes.tolist(), classes.tolist(), dict(enumerate(scores.tolist()))
    taken, lowered = [], []
    while any(score >= least for score in now.values()):
        best = max(now, key=lambda number: (now[number], -number))
        taken.append(best)
        lowered.append(now.pop(best))
        for number in now:
            found = overlap_of(boxes[best], boxes[number]) if classes[number] == classes[best] else 0.0
            if found > overlap:
                now[number] *= 1.0 - found
    return taken, lowered
