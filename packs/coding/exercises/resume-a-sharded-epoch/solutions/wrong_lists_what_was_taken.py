"""Why: the checkpoint lists every record that was taken, so it grows with the dataset.
Fails: small-checkpoint, large
"""

import random


def start(size, seed, epoch):
    return {"size": size, "seed": seed, "epoch": epoch, "taken": []}


def records(checkpoint, worker, workers):
    return left(checkpoint)[worker::workers]


def crashed(checkpoint, taken):
    remaining, done = left(checkpoint), list(checkpoint["taken"])
    if not taken:
        raise ValueError("a run has workers")
    for worker, count in enumerate(taken):
        mine = remaining[worker :: len(taken)]
        if not 0 <= count <= len(mine):
            raise ValueError(f"worker {worker} cannot have taken {count}")
        done += mine[:count]
    return {**checkpoint, "taken": done}


def left(checkpoint):
    order = list(range(checkpoint["size"]))
    random.Random(f"{checkpoint['seed']}-{checkpoint['epoch']}").shuffle(order)
    done = set(checkpoint["taken"])
    return [record for record in order if record not in done]
