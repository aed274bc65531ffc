"""Why: it reads the whole stream into a list and draws from that.
Fails: long-stream
"""


def sample(stream, k, rng):
    everything = list(stream)
    return rng.sample(everything, min(k, len(everything)))


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
