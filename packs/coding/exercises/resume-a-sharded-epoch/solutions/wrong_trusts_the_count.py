"""Why: it believes any number that a worker is said to have taken.
Fails: impossible
"""

import random


def start(size, seed, epoch):
    return {"size": size, "seed": seed, "epoch": epoch, "runs": []}


def records(checkpoint, worker, workers):
    return left(checkpoint)[worker::workers]


def crashed(checkpoint, taken):
    if not taken:
        raise ValueError("a run has workers")
    return {**checkpoint, "runs": [*checkpoint["runs"], list(taken)]}


def left(checkpoint):
    """What nobody has taken, in the order of the epoch."""
    order = list(range(checkpoint["size"]))
    random.Random(f"{checkpoint['seed']}-{checkpoint['epoch']}").shuffle(order)
    for taken in checkpoint["runs"]:
        workers = len(taken)
        order = [record for place, record in enumerate(order) if place // workers >= taken[place % workers]]
    return order
