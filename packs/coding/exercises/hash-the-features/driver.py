"""Gives rows to a Hasher, as they stand in the case or made one at a time, and counts how far ahead they are read."""

import random

import numpy  # so that a solution that uses it takes no more memory than the reference  # noqa: F401

from solution import Hasher


def made(value):
    """`rows` rows of an advertisement log: users who hardly ever come twice, few pages, words, and some numbers."""
    draw = random.Random(f"{value['seed']}-rows")
    for _ in range(value["rows"]):
        words = [f"word{int(draw.paretovariate(0.7)) % 5000}" for _ in range(draw.randrange(1, value.get("words", 6)))]
        yield {
            "user": f"user-{draw.randrange(10**9)}",
            "page": f"page-{draw.randrange(200)}",
            "words": words,
            "hour": None if draw.random() < 0.1 else draw.randrange(24),
            "seen": {f"topic-{draw.randrange(40)}": draw.randrange(-8, 9) / 4 for _ in range(3)},
        }


def plain(vector):
    return [[int(place), float(one)] for place, one in vector]


def run(value):
    hasher = Hasher(value["size"], [tuple(pair) for pair in value.get("crosses", [])])
    listed = [{name: None if one == "nothing" else one for name, one in row.items()} for row in value.get("listed", [])]
    taken = 0

    def counted(rows):
        nonlocal taken
        for row in rows:
            taken += 1
            yield row

    if "raises" in value:
        found = []
        for call in (lambda: list(hasher.transform(listed)), lambda: hasher.collided(listed)):
            try:
                found.append(str(call()))
            except ValueError:
                found.append("ValueError")
        return found
    if "take" in value:
        vectors = iter(hasher.transform(counted(made(value))))
        return {"vectors": [plain(next(vectors)) for _ in range(value["take"])], "taken": taken}
    if value.get("digest"):
        total, filled = 0, 0
        for vector in hasher.transform(made(value)):
            filled += len(vector)
            for place, one in vector:
                total = (total * 31 + place + int(4 * one)) % 1_000_003
        return {"digest": total, "filled": filled}
    rows = listed if "listed" in value else list(made(value))
    return {"vectors": [plain(vector) for vector in hasher.transform(iter(rows))], "collided": hasher.collided(iter(rows))}
