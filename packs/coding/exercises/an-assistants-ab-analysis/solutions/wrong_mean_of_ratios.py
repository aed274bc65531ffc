"""Why: it takes the mean of the users' own ratios, which is another metric: diligent users count for no more than others.
Fails: four-users, in-both, worse, clicks-without-views, one-heavy-user, same-ranker, real-effect, uneven-assignment
"""

import math


def analyse(sessions):
    variants, sums = {}, {}
    for one in sessions:
        variants.setdefault(one["user"], set()).add(one["variant"])
        clicks, views = sums.get(one["user"], (0, 0))
        sums[one["user"]] = clicks + one["clicks"], views + one["views"]
    sides = {"a": [], "b": []}
    for user, seen in variants.items():
        if len(seen) == 1:
            sides[min(seen)].append(sums[user])

    (a, square_a), (b, square_b) = ratio(sides["a"]), ratio(sides["b"])
    difference, error = b - a, math.sqrt(square_a + square_b)
    users = {name: len(side) for name, side in sides.items()}
    if error:
        p = math.erfc(abs(difference) / error / math.sqrt(2))
    else:
        p = 0.0 if difference else 1.0
    return {
        "users": users,
        "mixed": sum(len(seen) > 1 for seen in variants.values()),
        "imbalance": imbalance(users["a"], users["b"]),
        "a": a,
        "b": b,
        "difference": difference,
        "low": difference - 1.96 * error,
        "high": difference + 1.96 * error,
        "p": p,
    }


def imbalance(a, b):
    """The p-value that so many users come from an assignment half and half."""
    return math.erfc(abs(a - b) / math.sqrt(2 * (a + b)))


def ratio(side):
    """Clicks per view of these users (clicks, views), and the squared error of that by the delta method."""
    exposed = [(clicks, views) for clicks, views in side if views > 0]
    n = len(exposed)
    if n < 2:
        raise ValueError("a variant has fewer than two users with views")
    r = sum(c / v for c, v in exposed) / n
    return r, sum((c / v - r) ** 2 for c, v in exposed) / (n - 1) / n
