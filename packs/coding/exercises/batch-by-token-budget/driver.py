"""Feeds sequences to the batching functions; a case that makes its own gets back a digest, counted and added up."""

import random

from solution import bucketed, in_order


class Counted:
    """An iterator that counts what was taken."""

    def __init__(self, sequences):
        self.sequences, self.taken = iter(sequences), 0

    def __iter__(self):
        return self

    def __next__(self):
        one = next(self.sequences)
        self.taken += 1
        return one


def made(count, longest, seed):
    draw = random.Random(f"{seed}-0")
    for number in range(count):
        yield [number % 50 + 1] * draw.randrange(longest + 1)


def digest(batches):
    rows, tokens, total, number = 0, 0, 0, 0
    for number, (indices, batch) in enumerate(batches, 1):
        rows += len(batch)
        tokens += len(batch) * len(batch[0])
        for index, row in zip(indices, batch, strict=True):
            total = (total * 31 + index * 7 + sum(row)) % 1_000_003
    return {"batches": number, "rows": rows, "padded_tokens": tokens, "digest": total}


def plain(batches):
    return [[[int(index) for index in indices], [list(row) for row in rows]] for indices, rows in batches]


def run(value):
    given = made(value["count"], value["longest"], value["seed"]) if "count" in value else value["sequences"]
    stream, pad = Counted(given), value.get("pad", 0)
    if "window" in value:
        batches = bucketed(stream, value["budget"], pad, value["window"])
    else:
        batches = in_order(stream, value["budget"], pad)
    if "take" in value:
        batches = iter(batches)
        out = plain(next(batches) for _ in range(value["take"]))
        got = sum(len(indices) for indices, _ in out)
        ahead = -got % value["window"] if "window" in value else 1
        return {"batches": out, "read_no_further_than_needed": stream.taken <= got + ahead}
    if "count" in value:
        return digest(batches)
    try:
        return plain(batches)
    except ValueError:
        return "ValueError"
