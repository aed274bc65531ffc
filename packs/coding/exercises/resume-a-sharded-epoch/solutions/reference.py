"""Why: the checkpoint says for each crash how many records each worker took; the order and what is left of it are worked out anew from that."""

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
    random.Random(f"{checkpoint['seed']}-{checkpoint['epoch']}").shuffle(order)
    for taken in checkpoint["runs"]:
        workers = len(taken)
        order = [record for place, record in enumerate(order) if place // workers >= taken[place % workers]]
    return order
