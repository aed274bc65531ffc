"""Feeds the streams of a case to `merge` and counts how far ahead it reads."""

import random

from solution import merge


class Stream:
    """An iterator over records that counts those that were taken."""

    def __init__(self, records):
        self.records, self.taken = iter(records), 0

    def __iter__(self):
        return self

    def __next__(self):
        record = next(self.records)
        self.taken += 1
        return record


def made(number, count, seed):
    """`count` sorted records of stream `number`, made one at a time."""
    draw, key = random.Random(f"{seed}-{number}"), 0
    for place in range(count):
        key += draw.randrange(4)
        yield key, [float(-number), float(place)]


def run(value):
    if "streams" in value:
        given = [[(key, vector) for key, vector in records] for records in value["streams"]]
    else:
        given = [made(number, value["records"], value["seed"]) for number in range(value["count"])]
    streams = [Stream(records) for records in given]
    if "take" in value:
        merged = iter(merge(streams))
        out = [list(next(merged)) for _ in range(value["take"])]
        return {"records": out, "at_most_one_ahead": sum(one.taken for one in streams) <= value["take"] + len(streams)}
    if value.get("digest"):
        total, number, last = 0, 0, None
        for key, vector in merge(streams):
            assert last is None or key >= last, "the keys go down"
            total, number, last = (total * 31 + key + int(vector[0])) % 1_000_003, number + 1, key
        return {"digest": total, "records": number}
    return [list(record) for record in merge(streams)]
