"""Plays a script of operations against a FeatureCache whose clock it holds."""

import random

from solution import FeatureCache


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self):
        self.now_s = 1000.0

    def __call__(self):
        return self.now_s


def made(operations, keys, seed):
    """A script of reads and writes, two writes to three reads, with the clock moved a quarter of a second now and then."""
    draw = random.Random(f"{seed}-{keys}")
    for number in range(operations):
        kind = draw.random()
        key = int(keys * draw.random() ** 2)
        if kind < 0.2:
            yield "tick", 0.25
        elif kind < 0.52:
            yield "put", key, number + 1
        else:
            yield "get", key


def run(value):
    clock = Clock()
    cache = FeatureCache(value["capacity"], value["ttl_s"], clock)
    script = value["script"] if "script" in value else made(value["operations"], value["keys"], value["seed"])
    said = []
    for name, *rest in script:
        if name == "tick":
            clock.now_s += rest[0]
        elif name == "put":
            key, value_put = rest if len(rest) == 2 else (rest[0], None)  # TOML has no None
            cache.put(key, value_put)
        elif name == "get":
            said.append(cache.get(*rest))
        else:
            said.append(len(cache))
    if not value.get("digest"):
        return said
    total = 0
    for one in said:
        total = (total * 31 + (0 if one is None else one + 1)) % 1_000_003
    return {"reads": len(said), "misses": said.count(None), "digest": total, "living": len(cache)}
