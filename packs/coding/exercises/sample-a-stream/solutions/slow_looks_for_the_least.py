"""Why: it keeps the k largest of random keys, and looks through all of them for the least at every item.
Fails: large-sample
"""


def sample(stream, k, rng):
    keys, held = [], []
    for item in stream:
        key = rng.random()
        if len(held) < k:
            keys.append(key)
            held.append(item)
        else:
            least = min(keys)
            if key > least:
                place = keys.index(least)
                keys[place], held[place] = key, item
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
