"""Gives the windows of a case to one DriftMonitor."""

import random

from solution import DriftMonitor


def made(count, centre, seed):
    """Values with a heap at nought, some missing and some without bound, as a counter in production has."""
    draw = random.Random(seed)
    for _ in range(count):
        kind = draw.random()
        if kind < 0.2:
            yield 0.0
        elif kind < 0.23:
            yield float("nan")
        elif kind < 0.24:
            yield float("inf")
        else:
            yield round(draw.expovariate(1.0) * centre, 2)


def plain(counted):
    return [int(one) for one in counted]


def seen(monitor, window):
    try:
        return {"counts": plain(monitor.counts(window)), "psi": float(monitor.psi(window)), "kl": float(monitor.kl(window))}
    except ValueError:
        return {"counts": plain(monitor.counts(window)), "error": "ValueError"}


def run(value):
    more = {"bins": value["bins"]} if "bins" in value else {}
    if "given" in value:
        try:
            monitor = DriftMonitor(value["given"], **more)
        except ValueError:
            return "ValueError"
        return [seen(monitor, window) for window in value["windows"]]
    monitor = DriftMonitor(list(made(value["reference"], 10.0, f"{value['seed']}-reference")), **more)
    found = []
    for number in range(value["windows"]):
        window = list(made(value["size"], 10.0 + number % 7, f"{value['seed']}-{number}"))
        found.append(monitor.psi(window) + (monitor.kl(window) if number % 5 == 0 else 0.0))
    if value.get("digest"):
        return {"sum": float(sum(found)), "largest": float(max(found))}
    return [float(one) for one in found]
