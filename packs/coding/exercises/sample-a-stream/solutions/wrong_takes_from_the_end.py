"""Why: a merge pops what stands last in a reservoir, but its places are not in random order: the first items never move to the end.
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
    merged = []
    while len(merged) < k and one_seen + other_seen:
        if rng.randrange(one_seen + other_seen) < one_seen:
            held, one_seen = one, one_seen - 1
        else:
            held, other_seen = other, other_seen - 1
        merged.append(held.pop())
    return merged
