"""Why: it takes half of the merged sample from each side, however long the streams were.
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
    half = min(len(one), k // 2)
    merged = one[:half] + other[: k - half]
    return merged + one[half : half + k - len(merged)]
