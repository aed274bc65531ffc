"""Why: item n takes a random place out of n, if that is one of the k; a merge draws as if from both streams, without putting back."""


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
        place = rng.randrange(len(held))
        held[place], held[-1] = held[-1], held[place]
        merged.append(held.pop())
    return merged
