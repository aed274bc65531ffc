"""Why: it asks all rows of the batch for their length whenever another one comes, so time grows with the square of the rows.
Fails: wide-batch
"""

from itertools import islice


def packed(pairs, budget, pad):
    batch = []
    for pair in pairs:
        if len(pair[1]) > budget:
            raise ValueError(f"sequence {pair[0]} is too long")
        if batch and (len(batch) + 1) * width_of([*batch, pair]) > budget:
            yield padded(batch, pad)
            batch = []
        batch.append(pair)
    if batch:
        yield padded(batch, pad)


def width_of(batch):
    return max(1, max(len(sequence) for _, sequence in batch))


def padded(batch, pad):
    width = width_of(batch)
    return [index for index, _ in batch], [row + [pad] * (width - len(row)) for _, row in batch]


def in_order(sequences, budget, pad):
    return packed(enumerate(sequences), budget, pad)


def bucketed(sequences, budget, pad, window):
    numbered = enumerate(sequences)
    while held := list(islice(numbered, window)):
        held.sort(key=lambda pair: len(pair[1]))
        yield from packed(held, budget, pad)
