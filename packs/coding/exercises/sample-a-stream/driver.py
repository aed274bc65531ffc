"""Draws many samples, each with a generator of its own, and the first ones twice: the same generator must give the same sample."""

import random

from solution import merge, sample


def once(value, run, again=0):
    rng, k = random.Random(f"{value['seed']}-{run}"), value["k"]
    random.seed(2 * run + again)  # chance taken elsewhere is another one the second time
    if "length" in value:
        return list(sample(iter(range(value["length"])), k, rng))
    if "items" in value:
        return list(sample(iter(value["items"]), k, rng))
    first, second = value["lengths"]
    one = list(sample(iter(range(first)), k, rng))
    other = list(sample(iter(range(first, first + second)), k, rng))
    return list(merge(one, first, other, second, k, rng))


def run(value):
    samples = [once(value, run) for run in range(value["runs"])]
    twice = min(20, value["runs"]) if value["runs"] > 1 else 0
    return {"samples": samples, "repeated": all(once(value, run, 1) == samples[run] for run in range(twice))}
