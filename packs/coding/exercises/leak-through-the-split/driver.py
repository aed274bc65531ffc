"""Prepares the rows of a case, once as they are and again in another order, with other labels, and with another seed."""

import copy
import math
import random

from solution import prepare

_KEYS = ("id", "user", "amount", "city", "label")


def made(users, rows, seed, missing, cities):
    """Rows of users of very different diligence, some of them typed in several ways."""
    draw = random.Random(f"{seed}-rows")
    weights = [1.0 / (1 + number) for number in range(users)]
    for number in range(rows):
        who = number if number < users else draw.choices(range(users), weights)[0]
        typed = f"user{who}@mail.example"
        typed = draw.choice([typed, typed, typed.upper(), f" {typed}", f"{typed.title()} "])
        amount = math.nan if draw.random() < missing else round(draw.lognormvariate(3.0, 1.0), 2)
        yield [number, typed, amount, f"city-{(who * 7 + draw.randrange(2)) % cities}", int(draw.random() < 0.2 + 0.5 * (who % 2))]


def rows_of(value):
    sizes = (value.get(key) for key in ("users", "rows", "seed", "missing", "cities"))
    listed = value["rows"] if isinstance(value["rows"], list) else made(*sizes)
    rows = [dict(zip(_KEYS, one, strict=True)) for one in listed]
    return [row | {"amount": None} if math.isnan(row["amount"]) else row for row in rows]


def plain(one):
    """What JSON can hold, of NumPy's numbers too."""
    return one.item() if hasattr(one, "item") else one


def parts(rows, value, seed):
    more = {"smoothing": value["smoothing"]} if "smoothing" in value else {}
    found = prepare(rows, value["test_share"], seed, **more)
    return {name: [[plain(part) for part in one] for one in found[name]] for name in ("train", "test")}


def ids(found):
    return sorted(one[0] for one in found["test"])


def run(value):
    rows = rows_of(value)
    given = copy.deepcopy(rows)
    try:
        found = parts(rows, value, value["seed"])
    except ValueError:
        return "ValueError"
    others = [row | {"label": 1 - row["label"], "amount": float(row["id"])} for row in given]
    return {
        "rows": given,
        "found": found,
        "left as it was": rows == given,
        "same test again": ids(parts(given, value, value["seed"])) == ids(found),
        "same test in another order": ids(parts(given[::-1], value, value["seed"])) == ids(found),
        "same test with other labels": ids(parts(others, value, value["seed"])) == ids(found),
        "tests by seed": [ids(parts(given, value, seed)) for seed in range(8)] if value.get("seeds") else [],
    }
