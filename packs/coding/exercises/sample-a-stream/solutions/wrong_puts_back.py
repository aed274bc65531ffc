"""Why: the side of each item is drawn by the lengths of the streams as they were, as if what was taken had been put back.
Fails: merge-even, merge-uneven, merge-short
"""


def sample(stream, k, rng):
    held = []
    for place, item in enumerate(stream):
        if place < k:
            held.append(item)
        else:
            slot = rng.randrange(place + 1)
            if slot < k:
                held[slot] = item
    return held


def merge(one, one_seen, other, other_seen, k, rng):
    rng.shuffle(one)
    rng.shuffle(other)
    merged = []
    while len(merged) < k and (one or other):
        first = rng.random() < one_seen / (one_seen + other_seen)
        held = (one or other) if first else (other or one)
        merged.append(held.pop())
    return merged
