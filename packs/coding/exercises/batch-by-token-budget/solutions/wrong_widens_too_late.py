"""Why: it asks whether the new row fits at the width that the batch has, not at the width that the row gives it; and empty rows are free.
Fails: plain, plain-window, longest-comes-last, empty-sequences, too-long, equal-lengths, not-ahead, window-not-ahead, long-stream
"""

from itertools import islice


def packed(pairs, budget, pad):
    indices, held, width = [], [], 0
    for index, sequence in pairs:
        if held and (len(held) + 1) * width > budget:
            yield indices, [row + [pad] * (width - len(row)) for row in held]
            indices, held, width = [], [], 0
        indices.append(index)
        held.append(sequence)
        width = max(width, len(sequence))
    if held:
        yield indices, [row + [pad] * (width - len(row)) for row in held]


def in_order(sequences, budget, pad):
    return packed(enumerate(sequences), budget, pad)


def bucketed(sequences, budget, pad, window):
    numbered = enumerate(sequences)
    while held := list(islice(numbered, window)):
        held.sort(key=lambda pair: len(pair[1]))
        yield from packed(held, budget, pad)
