"""Why: it counts the tokens of the sequences and forgets the padding, so a long row among short ones breaks the budget.
Fails: plain, plain-window, longest-comes-last, empty-sequences, equal-lengths, not-ahead, window-not-ahead, long-stream
"""

from itertools import islice


def packed(pairs, budget, pad):
    batch, tokens = [], 0
    for index, sequence in pairs:
        cost = max(1, len(sequence))
        if cost > budget:
            raise ValueError(f"sequence {index} is too long")
        if batch and tokens + cost > budget:
            yield padded(batch, pad)
            batch, tokens = [], 0
        batch.append((index, sequence))
        tokens += cost
    if batch:
        yield padded(batch, pad)


def padded(batch, pad):
    width = max(1, max(len(sequence) for _, sequence in batch))
    return [index for index, _ in batch], [row + [pad] * (width - len(row)) for _, row in batch]


def in_order(sequences, budget, pad):
    return packed(enumerate(sequences), budget, pad)


def bucketed(sequences, budget, pad, window):
    numbered = enumerate(sequences)
    while held := list(islice(numbered, window)):
        held.sort(key=lambda pair: len(pair[1]))
        yield from packed(held, budget, pad)
