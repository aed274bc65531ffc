"""Makes the traffic of a case and asks `schedule` when its batches go."""

import random

from solution import schedule


def made(requests, quiet_ms, seed):
    """Arrivals in bursts with up to `quiet_ms` between them."""
    draw, now = random.Random(f"{seed}-{quiet_ms}"), 0
    for _ in range(requests):
        now += draw.randrange(quiet_ms) if draw.random() < 0.25 else draw.randrange(8)
        yield now


def run(value):
    arrivals = value["arrivals"] if "arrivals" in value else list(made(value["requests"], value["quiet_ms"], value["seed"]))
    first, each = value["latency"]
    more = {"replicas": value["replicas"]} if "replicas" in value else {}
    batches = schedule(arrivals, value["max_batch"], value["max_wait_ms"], lambda size: first + each * size, **more)
    if not value.get("digest"):
        return [[at, size] for at, size in batches]
    total = 0
    for at, size in batches:
        total = (total * 31 + at * 17 + size) % 1_000_003
    return {"batches": len(batches), "requests": sum(size for _, size in batches), "digest": total}
