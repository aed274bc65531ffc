"""Why: it takes its chance from the module and not from rng, so no sample can be drawn again.
Fails: two-of-five, merge-even, one-left-out, equal-items, ten-of-sixty, merge-uneven, merge-short, merge-empty
"""

import random


def sample(stream, k, rng):
    held = []
    for place, item in enumerate(stream):
        if place < k:
            held.append(item)
        else:
            slot = random.randrange(place + 1)
            if slot < k:
                held[slot] = item
    return held


def merge(one, one_seen, other, other_seen, k, rng):
    merged = []
    while len(merged) < k and one_seen + other_seen:
        if random.randrange(one_seen + other_seen) < one_seen:
            held, one_seen = one, one_seen - 1
        else:
            held, other_seen = other, other_seen - 1
        place = random.randrange(len(held))
        held[place], held[-1] = held[-1], held[place]
        merged.append(held.pop())
    return merged
