"""Why: it draws the place before the item is counted, so the item after the first k is always in.
Fails: two-of-five, merge-even, one-left-out, equal-items, merge-uneven, merge-short
"""


def sample(stream, k, rng):
    held = []
    for place, item in enumerate(stream):
        if place < k:
            held.append(item)
        else:
            slot = rng.randrange(place)
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
        place = rng.randrange(len(held))
        held[place], held[-1] = held[-1], held[place]
        merged.append(held.pop())
    return merged
