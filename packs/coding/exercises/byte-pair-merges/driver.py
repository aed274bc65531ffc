"""Trains on words that a case tells or that are made from syllables, and encodes with what was learnt or with given pairs."""

import random

from solution import encode, train


def made(value):
    """Words of made-up syllables, few of them frequent."""
    draw = random.Random(f"{value['seed']}-0")
    letters = value["letters"]
    syllables = ["".join(draw.choice(letters) for _ in range(draw.randrange(1, 4))) for _ in range(value["syllables"])]
    counts = {}
    while len(counts) < value["words"]:
        word = "".join(syllables[int(len(syllables) * draw.random() ** 2)] for _ in range(draw.randrange(2, 6)))
        counts[word] = counts.get(word, 0) + draw.randrange(1, 2 + 1000 // (1 + len(counts) % 97))
    return counts


def run(value):
    told = {}
    if "merges" in value:
        counts = made(value) if "words" in value else dict(value["counts"])
        kept = list(counts.items())
        more = {"least": value["least"]} if "least" in value else {}
        learnt = [(left, right) for left, right in train(counts, value["merges"], **more)]
        told = {"learnt": [list(pair) for pair in learnt], "counts_kept": list(counts.items()) == kept}
    else:
        learnt = [(left, right) for left, right in value["learnt"]]
    if "encode" in value:
        before = list(learnt)
        told["encoded"] = [list(encode(word, learnt)) for word in value["encode"]]
        told["learnt_kept"] = learnt == before
    return told
