"""Why: rows are drawn one by one, so most users are in both parts and the model is asked about people it knows.
Fails: small, spelling, heavy-user, two-users, many-users, mostly-missing
"""

import random
import statistics


def prepare(rows, test_share, seed, smoothing=5.0):
    if len({who(row) for row in rows}) < 2:
        raise ValueError("a split takes two users")
    ids = sorted(row["id"] for row in rows)
    taken = set(random.Random(seed).sample(ids, min(len(ids) - 1, -int(-len(ids) * test_share // 1))))
    train = [row for row in rows if row["id"] not in taken]
    test = [row for row in rows if row["id"] in taken]
    mean, deviation = spread(train)
    overall, rates = city_rates(train, smoothing)

    def ready(part):
        return [
            (
                row["id"],
                0.0 if row["amount"] is None else (row["amount"] - mean) / deviation,
                rates.get(row["city"], overall),
                row["label"],
            )
            for row in part
        ]

    return {"train": ready(train), "test": ready(test)}


def who(row):
    return row["user"].strip().lower()


def spread(train):
    """Mean and deviation of the known amounts."""
    known = [row["amount"] for row in train if row["amount"] is not None]
    if not known:
        return 0.0, 1.0
    return statistics.fmean(known), statistics.pstdev(known) or 1.0


def city_rates(train, smoothing):
    """The share of label 1, and that of each city, drawn towards it."""
    overall = statistics.fmean(row["label"] for row in train)
    of_city = {}
    for row in train:
        of_city.setdefault(row["city"], []).append(row["label"])
    return overall, {
        city: (sum(found) + smoothing * overall) / (len(found) + smoothing) for city, found in of_city.items()
    }
