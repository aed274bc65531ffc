"""Prepares the payments of a case, as they stand there or made by a seed, and looks whether they were left alone."""

import copy
import random

from solution import prepare

_KEYS = ("id", "time", "merchant", "label", "known_at")


def made(value):
    """Payments of merchants of very different size and honesty; complaints come up to `delay` seconds later, or are still to come."""
    draw, rows = random.Random(f"{value['seed']}-payments"), []
    for number in range(value["count"]):
        merchant = int(draw.paretovariate(0.8)) % value["merchants"]
        time = draw.randrange(value["seconds"])
        label = int(draw.random() < (0.4 if merchant % 5 == 3 else 0.03))
        known = time + (draw.randrange(value["delay"] + 1) if label else value["delay"])
        if known > value["seconds"]:
            label = known = -1
        rows.append([number, time, f"m{merchant}", label, known])
    return rows


def told(part):
    return [[int(name), float(rate), int(label)] for name, rate, label in part]


def run(value):
    rows = value["payments"] if "payments" in value else made(value)
    payments = [dict(zip(_KEYS, row, strict=True)) for row in rows]
    for one in payments:
        if one["label"] < 0:  # stands for None in the cases
            one["label"] = one["known_at"] = None
    given = copy.deepcopy(payments) if len(payments) < 5000 else None
    more = {key: value[key] for key in ("smoothing", "base") if key in value}
    found = prepare(payments, value["trained_at"], **more)
    out = {name: told(found[name]) for name in ("train", "valid")}
    if value.get("digest"):
        out = {name: [len(part), sum((place % 97 + 1) * rate for place, (_, rate, _) in enumerate(part))] for name, part in out.items()}
    return out | {"left as it was": given is None or payments == given}
