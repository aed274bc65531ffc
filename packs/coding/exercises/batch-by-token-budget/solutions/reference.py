"""Why: one packer keeps the width beside the rows; the bucketed variant feeds it one sorted window after another."""

from itertools import islice


def packed(pairs, budget, pad):
    indices, held, width = [], [], 1
    for index, sequence in pairs:
        if len(sequence) > budget:
            raise ValueError(f"sequence {index} has {len(sequence)} tokens, more than the budget of {budget}")
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
    return packed(enumerate(sequences), budget, pad)


def bucketed(sequences, budget, pad, window):
    numbered = enumerate(sequences)
    while held := list(islice(numbered, window)):
        held.sort(key=lambda pair: len(pair[1]))
        yield from packed(held, budget, pad)
