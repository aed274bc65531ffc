"""Why: each round draws every value once, so that all means are one.
Fails: many-rounds, few-values
"""

import random

import numpy as np


def plan(count, epoch, workers, seed, crops):
    order = list(range(count))
    random.Random(f"order-{seed}-{epoch}").shuffle(order)
    out = []
    for worker in range(workers):
        draw = random.Random(f"crops-{seed}-{epoch}-{worker}")
        out.append([(item, draw.randrange(crops)) for item in order[worker::workers]])
    return out


def bootstrap(values, rounds, workers, seed):
    means = []
    for worker in range(workers):
        draw = random.Random(f"rounds-{seed}-{worker}")
        for _ in range(rounds // workers + (worker < rounds % workers)):
            means.append(sum(draw.sample(values, k=len(values))) / len(values))
    return means


def proof(module):
    lists, orders, by_item = [], [], []
    for seed, epoch in ((5, 0), (5, 1), (6, 0), (5, 2)):
        before = random.getstate(), np.random.get_state()[1].tolist(), np.random.get_state()[2]
        found = module.plan(240, epoch, 4, seed, 1000)
        after = random.getstate(), np.random.get_state()[1].tolist(), np.random.get_state()[2]
        module.plan(10, 3, 2, 1, 5)
        if before != after or module.plan(240, epoch, 4, seed, 1000) != found:
            return False
        if sorted(item for one in found for item, _ in one) != list(range(240)) or {len(one) for one in found} != {60}:
            return False
        orders.append([item for one in found for item, _ in one])
        by_item.append([crop for _, crop in sorted(pair for one in found for pair in one)])
        lists += [[crop for _, crop in one] for one in found]
    if any(_alike(one) for one in (lists, orders, by_item)):
        return False
    values = [2.0**number for number in range(40)]
    seen = set()
    for seed in (5, 6):
        means = module.bootstrap(values, 303, 4, seed)
        if len(means) != 303 or len(set(means)) < 300 or set(means) & seen or module.bootstrap(values, 303, 4, seed) != means:
            return False
        seen |= set(means)
    return True


def _alike(lists):
    """Whether two of the lists have more in common than chance gives."""
    return any(
        sum(a == b for a, b in zip(one, other)) > 0.2 * len(one)
        for number, one in enumerate(lists)
        for other in lists[:number]
    )
