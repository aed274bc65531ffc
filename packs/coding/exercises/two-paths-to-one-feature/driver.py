"""Makes of each order the row that the warehouse has and the request that came, and asks for the features of both."""

import os
import random
import time
from datetime import datetime, timedelta

from solution import serving_features, training_features

os.environ["TZ"] = "XYZ-3:30"  # the machine is somewhere else
if hasattr(time, "tzset"):
    time.tzset()

_START = datetime(1970, 1, 1)


def text(at_ms):
    return str(_START + timedelta(seconds=at_ms // 1000))


def row(order):
    return {
        "placed_at": text(order["at_ms"]),
        "utc_offset_min": str(order["offset"]),
        "amount": order["amount"],
        "country": order.get("country", ""),
        "items": str(order.get("items", "")),
        "last_order_at": text(order["last_ms"]) if "last_ms" in order else "",
    }


def request(order):
    """What is missing is None where the order says so, otherwise not there."""
    made = {"placed_at_ms": order["at_ms"], "utc_offset_min": order["offset"], "amount": float(order["amount"])}
    for name, key in (("country", "country"), ("items", "items"), ("last_order_at_ms", "last_ms")):
        if key in order:
            made[name] = order[key]
        elif order.get("none"):
            made[name] = None
    return made


def made(count, seed):
    """Orders of a few years, with amounts that end on half a cent now and then and values that are missing."""
    draw = random.Random(f"{seed}-orders")
    for _ in range(count):
        at_ms = draw.randrange(1_600_000_000_000, 1_750_000_000_000)
        order = {"at_ms": at_ms, "offset": draw.choice([-480, -210, 0, 60, 330, 345, 840])}
        order["amount"] = f"{draw.randrange(-2000, 20000)}.{draw.randrange(1000):03d}"
        order["none"] = draw.random() < 0.5
        if draw.random() < 0.8:
            order["country"] = draw.choice(["DE", "de", " fr", "US ", "", "  "])
        if draw.random() < 0.8:
            order["items"] = draw.randrange(4)
        if draw.random() < 0.8:
            days = draw.randrange(-1, 5)
            order["last_ms"] = at_ms - 86_400_000 * days + draw.choice([-900, -1, 0, 1, 900, draw.randrange(86_400_000)])
        yield order


def plain(found):
    return {**found, "weekend": int(found["weekend"])}


def run(value):
    orders = value["orders"] if isinstance(value["orders"], list) else list(made(value["orders"], value["seed"]))
    return {
        "training": [plain(training_features(row(order))) for order in orders],
        "serving": [plain(serving_features(request(order))) for order in orders],
    }
