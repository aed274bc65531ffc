"""Plays a script of calls against a TokenBucket whose clock it holds."""

import random

from solution import TokenBucket


class Clock:
    """A clock that stands still until it is moved, forward or back."""

    def __init__(self):
        self.now_s = 5000.0

    def __call__(self):
        return self.now_s


def made(operations, seed):
    """A script whose times and amounts are quarters, so that sums of them are exact."""
    draw = random.Random(f"{seed}-script")
    for _ in range(operations):
        kind = draw.random()
        if kind < 0.4:
            yield "tick", draw.randrange(1, 9) / 4
        elif kind < 0.5:
            yield "tick", -draw.randrange(1, 13) / 4
        elif kind < 0.8:
            yield "allow", draw.randrange(0, 41) / 4
        elif kind < 0.9:
            yield "settle", draw.randrange(0, 41) / 4, draw.randrange(0, 41) / 4
        else:
            yield "wait", draw.randrange(1, 45) / 4


def run(value):
    clock = Clock()
    bucket = TokenBucket(value["rate"], value["burst"], clock)
    said = []
    for name, *rest in value.get("script") or made(value["operations"], value["seed"]):
        if name == "tick":
            clock.now_s += rest[0]
            continue
        call = {"allow": bucket.allow, "wait": bucket.wait_s, "settle": bucket.settle}[name]
        try:
            answer = call(*rest)
        except ValueError:
            answer = "ValueError"
        if name != "settle" or answer == "ValueError":
            said.append(answer)
    return said
