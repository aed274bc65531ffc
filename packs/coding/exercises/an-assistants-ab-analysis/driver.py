"""Analyses the sessions of a case, [user, variant, clicks, views] each, or sessions of users who differ in diligence and taste."""

import random

from solution import analyse

_NUMBERS = ("imbalance", "a", "b", "difference", "low", "high", "p")


def made(value):
    """Users with few or many sessions, each with a rate of clicks of their own; b clicks more by the factor `lift`."""
    draw, rows = random.Random(f"{value['seed']}-sessions"), []
    for number in range(value["users"]):
        variant = "b" if draw.random() < value.get("share", 0.5) else "a"
        rate = min(0.9, draw.betavariate(1, 6) * (value["lift"] if variant == "b" else 1.0))
        for _ in range(min(60, int(draw.paretovariate(1.2)))):
            views = draw.randrange(8)
            strays = draw.random() < value.get("strays", 0.0)
            rows.append([f"u{number}", "ab"[strays ^ (variant == "b")], sum(draw.random() < rate for _ in range(views)), views])
    draw.shuffle(rows)
    return rows


def run(value):
    rows = value["sessions"] if "sessions" in value else made(value)
    try:
        found = analyse([dict(zip(("user", "variant", "clicks", "views"), row, strict=True)) for row in rows])
    except ValueError:
        return "ValueError"
    return {"users": {name: int(found["users"][name]) for name in "ab"}, "mixed": int(found["mixed"])} | {
        name: float(found[name]) for name in _NUMBERS
    }
