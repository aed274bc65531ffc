"""Trains on paper: workers take records, the job crashes, and goes on from the checkpoint, each part as a process of its own."""

import builtins
import importlib
import json
import random
import sys

import numpy

_HASH = builtins.hash


def process(salt):
    """The module as a new process would have it: read anew, other states of the random generators, and another hash of texts."""

    def has_text(thing):
        return isinstance(thing, str | bytes) or (isinstance(thing, tuple) and any(map(has_text, thing)))

    def salted(thing):
        mine = sys._getframe(1).f_globals.get("__name__") == "solution" and has_text(thing)
        return _HASH((salt, repr(thing))) if mine else _HASH(thing)

    builtins.hash = salted
    sys.modules.pop("solution", None)
    random.seed(salt)
    numpy.random.seed(salt)
    return importlib.import_module("solution")


def dealt(checkpoint, workers, salt):
    """What each worker takes; every worker is a process."""
    found = []
    for worker in range(workers):
        mine = process(100 * salt + worker).records(json.loads(checkpoint), worker, workers)
        found.append([int(one) for one in mine])
    return found


def run(value):
    """For each epoch: the whole order, and for each run of workers what they were dealt and how long the checkpoint is."""
    try:
        return [epoch(value, *pair) for pair in value["epochs"]]
    finally:
        builtins.hash = _HASH


def epoch(value, seed, number):
    first = checkpoint = json.dumps(process(1).start(value["size"], seed, number))
    phases, refused, kept = [], [], True
    for place, taken in enumerate(value["runs"]):
        phases.append({"dealt": dealt(checkpoint, len(taken), place + 2), "characters": len(checkpoint)})
        for wrong in value.get("refused", []) if place == 0 else []:
            try:
                process(place + 3).crashed(json.loads(checkpoint), wrong)
                refused.append(False)
            except ValueError:
                refused.append(True)
        given, listed = json.loads(checkpoint), list(taken)
        after = process(place + 3).crashed(given, listed)
        kept = kept and given == json.loads(checkpoint) and listed == taken
        checkpoint = json.dumps(after)
    phases.append({"dealt": dealt(checkpoint, value["last"], 50), "characters": len(checkpoint)})
    return {"order": dealt(first, 1, 60)[0], "phases": phases, "refused": refused, "left as it was": kept}
