"""Asks for plans and bootstraps, each twice with other global generators, and gives `proof` sound and broken modules."""

import operator
import random
import types

import numpy as np

import solution


def state():
    """That of the generators of the whole program, as a text."""
    name, keys, *rest = np.random.get_state()
    return repr((random.getstate(), name, keys.tolist(), rest))


def asked(call, *arguments):
    """What a call gives, and what it does to the generators of the program."""
    random.seed(1)
    np.random.seed(1)
    before = state()
    first = call(*arguments)
    touched = state() != before
    random.seed(2)
    np.random.seed(2)
    return first, {"repeats": call(*arguments) == first, "leaves the generators alone": not touched}


def pairs(plan):
    return [[[operator.index(item), operator.index(crop)] for item, crop in one] for one in plan]


def plan_of(*arguments):
    return pairs(solution.plan(*arguments))


def means_of(*arguments):
    return [float(one) for one in solution.bootstrap(*arguments)]


def values_of(value):
    if "values" in value:
        return [float(one) for one in value["values"]]
    draw = random.Random(f"{value['size']}-values")
    return [draw.lognormvariate(2.0, 0.7) for _ in range(value["size"])]


SOUND = '''
import random


def plan(count, epoch, workers, seed, crops):
    mixed = random.Random(f"order {seed} {epoch}")
    order = list(range(count))
    mixed.shuffle(order)
    out = []
    for worker in range(workers):
        draw = random.Random(f"crops {seed} {epoch} {worker}")
        out.append([(item, draw.randrange(crops)) for item in order[worker::workers]])
    return out


def bootstrap(values, rounds, workers, seed):
    means = []
    for worker in range(workers):
        draw = random.Random(f"rounds {seed} {worker}")
        for _ in range(rounds // workers + (worker < rounds % workers)):
            means.append(sum(draw.choices(values, k=len(values))) / len(values))
    return means
'''
SPAWNED = '''
import numpy as np


def plan(count, epoch, workers, seed, crops):
    draw = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(1, epoch)))
    crop = draw.integers(0, crops, count)
    parts = np.array_split(draw.permutation(count), workers)
    return [list(zip(part.tolist(), crop[part].tolist())) for part in parts]


def bootstrap(values, rounds, workers, seed):
    draw = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(2,)))
    values = np.asarray(values, dtype=float)
    return values[draw.integers(0, len(values), (rounds, len(values)))].mean(axis=1).tolist()
'''
_ORDER, _CROPS, _ROUNDS = 'random.Random(f"order {seed} {epoch}")', 'random.Random(f"crops {seed} {epoch} {worker}")', 'random.Random(f"rounds {seed} {worker}")'
FAULTS = {
    "epochs alike": [(_ORDER, "random.Random(seed)"), (_CROPS, "random.Random(f'{seed} {worker}')")],
    "one order for all epochs": [(_ORDER, "random.Random(seed)")],
    "one list of crops for all epochs": [(_CROPS, "random.Random(f'{seed} {worker}')")],
    "each item has its crop": [("(item, draw.randrange(crops))", "(item, random.Random(f'{seed} {item}').randrange(crops))")],
    "workers alike": [(_CROPS, "random.Random(f'{seed} {epoch}')")],
    "seed + epoch + worker": [(_ORDER, "random.Random(seed + epoch)"), (_CROPS, "random.Random(seed + epoch + worker)")],
    "rounds alike in all workers": [(_ROUNDS, "random.Random(seed)")],
    "rounds lost": [("rounds // workers + (worker < rounds % workers)", "rounds // workers")],
    "one round again and again": [("draw.choices(values", "random.Random(f'{seed} {worker}').choices(values")],
    "nothing can be repeated": [(_ORDER, "random.Random()"), (_CROPS, "random.Random()"), (_ROUNDS, "random.Random()")],
    "seeds the program": [(_ORDER, "random"), ("    mixed =", "    random.seed(f'{seed} {epoch}')\n    mixed =")],
}
FAULTS["as it was"] = [*FAULTS["seeds the program"][1:], ("f'{seed} {epoch}'", "seed"), (_ORDER, "random"), (_CROPS, "random.Random(seed)"), *FAULTS["rounds alike in all workers"], *FAULTS["rounds lost"]]


def module(name):
    source = SPAWNED if name == "spawned" else SOUND
    for old, new in FAULTS.get(name, []):
        assert old in source, (name, old)
        source = source.replace(old, new)
    made = types.ModuleType("luck")
    exec(source, made.__dict__)
    return made


def run(value):
    if "proof" in value:
        found = {name: solution.proof(module(name)) for name in value["proof"]}
        return {name: one.item() if hasattr(one, "item") else one for name, one in found.items()}
    out = []
    for seed, epoch in value.get("plans", []):
        plan, said = asked(plan_of, value["count"], epoch, value["workers"], seed, value["crops"])
        out.append({"plan": plan, **said})
    for seed in value.get("bootstraps", []):
        means, said = asked(means_of, values_of(value), value["rounds"], value["workers"], seed)
        out.append({"means": means, **said})
    return {"values": values_of(value) if "bootstraps" in value else [], "found": out}
