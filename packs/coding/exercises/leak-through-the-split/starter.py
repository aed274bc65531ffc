"""Prepares the rows of the churn model: fills, scales, encodes, splits."""

import random
import statistics


def prepare(rows, test_share, seed, smoothing=5.0):
    """{"train": [(id, amount, city, label), ...], "test": [...]}"""
    amounts = scaled([row["amount"] for row in rows])
    cities = encoded([row["city"] for row in rows], [row["label"] for row in rows], smoothing)
    ready = [
        (row["id"], amount, city, row["label"]) for row, amount, city in zip(rows, amounts, cities, strict=True)
    ]
    random.Random(seed).shuffle(ready)
    cut = int(len(ready) * test_share)
    return {"train": ready[cut:], "test": ready[:cut]}


def scaled(amounts):
    """The amounts with mean nought and deviation one; a missing one counts as the mean."""
    known = [one for one in amounts if one is not None]
    mean, deviation = statistics.fmean(known), statistics.pstdev(known)
    return [0.0 if one is None else (one - mean) / deviation for one in amounts]


def encoded(cities, labels, smoothing):
    """For each row the smoothed rate of label 1 in its city."""
    overall = statistics.fmean(labels)
    of_city = {}
    for city, label in zip(cities, labels, strict=True):
        of_city.setdefault(city, []).append(label)
    rate = {
        city: (sum(found) + smoothing * overall) / (len(found) + smoothing) for city, found in of_city.items()
    }
    return [rate[city] for city in cities]
