"""The analysis of an experiment on clicks per view: both ratios, the difference with its interval, and the checks."""

import math


def analyse(sessions):
    """What the experiment says, as a dictionary."""
    variant_of, mixed = {}, set()
    for one in sessions:
        # Whoever is seen in both variants stays in the one that was seen first.
        if variant_of.setdefault(one["user"], one["variant"]) != one["variant"]:
            mixed.add(one["user"])

    clicks, views, counts = {"a": 0, "b": 0}, {"a": 0, "b": 0}, {"a": 0, "b": 0}
    for one in sessions:
        variant = variant_of[one["user"]]
        clicks[variant] += one["clicks"]
        views[variant] += one["views"]
        counts[variant] += 1
    users = {name: sum(variant == name for variant in variant_of.values()) for name in ("a", "b")}
    if min(users.values()) < 2 or min(views.values()) == 0:
        raise ValueError("too few users")

    ratio = {name: clicks[name] / views[name] for name in ("a", "b")}
    # Each view is clicked or not, so the ratio is a proportion with the variance r (1 - r) / n.
    error = math.sqrt(sum(ratio[name] * (1 - ratio[name]) / views[name] for name in ("a", "b")))
    difference = ratio["b"] - ratio["a"]
    z = difference / error if error else 0.0

    # Sample ratio mismatch: chi-square with one degree of freedom.
    square = (counts["a"] - counts["b"]) ** 2 / (counts["a"] + counts["b"])
    return {
        "users": users,
        "mixed": len(mixed),
        "imbalance": math.erfc(math.sqrt(square / 2)),
        "a": ratio["a"],
        "b": ratio["b"],
        "difference": difference,
        "low": difference - 1.96 * error,
        "high": difference + 1.96 * error,
        "p": math.erfc(z / math.sqrt(2)),
    }
