"""Why: the generator is seeded with hash() of a text, which differs from process to process, so workers do not share one order.
Fails: even, uneven, many-crashes, nothing-taken, all-taken, more-workers-than-records, impossible, strangers, small-checkpoint, large
"""

import random


def start(size, seed, epoch):
    return {"size": size, "seed": seed, "epoch": epoch, "runs": []}


def records(checkpoint, worker, workers):
    return left(checkpoint)[worker::workers]


def crashed(checkpoint, taken):
    number, workers = len(left(checkpoint)), len(taken)
    if not workers:
        raise ValueError("a run has workers")
    for worker, count in enumerate(taken):
        dealt = len(range(worker, number, workers))
        if not 0 <= count <= dealt:
            raise ValueError(f"worker {worker} was dealt {dealt} records and cannot have taken {count}")
    return {**checkpoint, "runs": [*checkpoint["runs"], list(taken)]}


def left(checkpoint):
    """What nobody has taken, in the order of the epoch."""
    order = list(range(checkpoint["size"]))
    random.Random(hash(f"{checkpoint['seed']}-{checkpoint['epoch']}")).shuffle(order)
    for taken in checkpoint["runs"]:
        workers = len(taken)
        order = [record for place, record in enumerate(order) if place // workers >= taken[place % workers]]
    return order
