"""Asks routers of several roll-outs about the same users, as one process or as several whose built-in hash of texts differs."""

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
    return importlib.import_module("solution").Canary


def users_of(value):
    """Numbered users and addresses in turn, unless they are given."""
    if isinstance(value["users"], list):
        return value["users"]
    draw = random.Random(f"{value['seed']}-users")
    count = value["users"]
    return [f"user-{n}" if n % 2 else f"{draw.randrange(16**8):08x}.{n}@mail.example" for n in range(count)]


def played(value, rollout, salt):
    """The answers for one roll-out: a letter for each user, or what was raised."""
    kind, users, said = process(salt), users_of(value), []
    lists = {name: value[name] for name in ("always", "never") if name in value}
    router = kind(rollout, **lists)
    for name, *rest in value["script"]:
        if name == "new":
            router = kind(rollout, **lists)
        elif name == "share":
            try:
                router.set_share(*rest)
            except ValueError:
                said.append("ValueError")
        else:
            asked = users[::-1] if name == "ask-backwards" else users
            letters = "".join({"canary": "c", "stable": "s"}.get(router.variant(user), "?") for user in asked)
            said.append(letters[::-1] if name == "ask-backwards" else letters)
    return said


def run(value):
    try:
        return [[played(value, rollout, salt) for rollout in value["rollouts"]] for salt in value.get("processes", [0])]
    finally:
        builtins.hash = _HASH
