"""Feeds streams of values to a ChangeDetector, one by one."""

import random

from solution import ChangeDetector


def made(count, seed, level, spread, shifts, missing):
    """Values about `level`; `shifts` gives by how many spreads the level is off from a number on."""
    draw, off = random.Random(f"{seed}-values"), dict(map(tuple, shifts))
    by = 0.0
    for number in range(count):
        by = off.get(number, by)
        value = level + spread * (by + draw.gauss(0.0, 1.0))
        yield float("nan") if draw.random() < missing else value


def run(value):
    detector = ChangeDetector(value["warmup"], value["slack"], value["threshold"], value["min_std"])
    if "values" in value:
        values = value["values"]
    else:
        values = made(*(value[key] for key in ("count", "seed", "level", "spread", "shifts", "missing")))
    alarms = []
    for number, one in enumerate(values):
        found = detector.update(one)
        if found is not None:
            alarms.append([number, *found])
    return alarms
