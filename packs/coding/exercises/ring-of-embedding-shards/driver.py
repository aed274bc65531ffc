"""Plays shards that come and go against a ShardRing, as one process or as several whose built-in hash of texts differs."""

import builtins
import importlib
import random
import sys

_HASH = builtins.hash


def process(salt):
    """The class as a new process would have it: the module is read anew, and its `hash` of texts is another, as it is in Python."""

    def salted(thing):
        told = sys._getframe(1).f_globals.get("__name__") == "solution" and not isinstance(thing, int | float)
        return _HASH((salt, thing)) if told else _HASH(thing)

    builtins.hash = salted
    sys.modules.pop("solution", None)
    return importlib.import_module("solution").ShardRing


def keys_of(value):
    if isinstance(value["keys"], list):
        return value["keys"]
    draw = random.Random(f"{value['seed']}-keys")
    return [f"item:{number}:{draw.randrange(10**6)}" for number in range(value["keys"])]


def played(value, salt):
    ring = process(salt)(value.get("shards", []), **({"points": value["points"]} if "points" in value else {}))
    keys, said = keys_of(value), []
    for name, *rest in value["script"]:
        if name == "add":
            ring.add(*rest)
        elif name == "remove":
            ring.remove(*rest)
        elif name == "owner":
            try:
                said.append([ring.owner(key) for key in keys])
            except LookupError:
                said.append("LookupError")
        else:
            said.append([list(ring.owners(key, *rest)) for key in keys])
    return said


def run(value):
    try:
        if "count_only" in value:
            ring = process(0)(value["shards"])
            held = dict.fromkeys(value["shards"], 0)
            for key in keys_of(value):
                held[ring.owner(key)] += 1
            return held
        return [played(value, salt) for salt in value.get("processes", [0])]
    finally:
        builtins.hash = _HASH
