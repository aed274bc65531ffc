"""Why: it reads the whole stream into a list, and sorts whole sequences, so that tokens decide between equal lengths.
Fails: plain-window, equal-lengths, not-ahead, window-not-ahead, long-stream
"""


def packed(pairs, budget, pad):
    indices, held, width = [], [], 1
    for index, sequence in pairs:
        if len(sequence) > budget:
            raise ValueError(f"sequence {index} is too long")
        wider = max(width, len(sequence))
        if held and (len(held) + 1) * wider > budget:
            yield indices, [row + [pad] * (width - len(row)) for row in held]
            indices, held, wider = [], [], max(1, len(sequence))
        indices.append(index)
        held.append(sequence)
        width = wider
    if held:
        yield indices, [row + [pad] * (width - len(row)) for row in held]


def in_order(sequences, budget, pad):
    return packed(list(enumerate(sequences)), budget, pad)


def bucketed(sequences, budget, pad, window):
    everything = sorted(enumerate(sequences), key=lambda pair: (len(pair[1]), pair[1]))
    return packed(everything, budget, pad)
