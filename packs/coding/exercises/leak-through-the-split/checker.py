"""Works out from the split that was chosen what every number must be: any split is right that keeps the rules."""

import math
import statistics

_CHANGED = {
    "left as it was": "the rows that were passed in have changed",
    "same test again": "the same call, made again, puts other rows in the test",
    "same test in another order": "the same rows in another order are split in another way",
    "same test with other labels": "the same users with other labels and amounts are split in another way",
}


def check(value, output, expected):
    if expected == "ValueError" or output == "ValueError":
        if output == expected:
            return ""
        return "should be a ValueError" if expected == "ValueError" else "is a ValueError, although there are users to split"
    rows, found = output["rows"], output["found"]
    for said, wrong in _CHANGED.items():
        if not output[said]:
            return wrong
    wrong = split(rows, found, value["test_share"]) or numbers(rows, found, value.get("smoothing", 5.0))
    if not wrong and value.get("seeds") and len({tuple(one) for one in output["tests by seed"]}) < 3:
        wrong = "eight seeds hardly give different splits"
    return wrong


def who(row):
    return row["user"].strip().lower()


def split(rows, found, share):
    """What is wrong with who is where."""
    if any(len(one) != 4 for part in found.values() for one in part):
        return "a row should be (id, amount, city, label)"
    places = {row["id"]: place for place, row in enumerate(rows)}
    named = {part: [one[0] for one in found[part]] for part in found}
    if sorted(named["train"] + named["test"]) != sorted(places):
        return "not every row is in just one part"
    for part, listed in named.items():
        if [places[one] for one in listed] != sorted(places[one] for one in listed):
            return f"the rows of {part} are not in the order in which they came"
    test = [rows[places[one]] for one in named["test"]]
    held = {}
    for row in test:
        held[who(row)] = held.get(who(row), 0) + 1
    left = {who(rows[places[one]]) for one in named["train"]}
    both = sorted(set(held) & left)
    if both:
        return f"{both[0]} is in both parts"
    if not left:
        return "no user is left to train on"
    if len(test) < share * len(rows) - 1e-9 and len(left) > 1:
        return f"{len(test)} of {len(rows)} rows are too few for a share of {share}"
    if held and len(test) - max(held.values()) >= share * len(rows) - 1e-9:
        return f"{len(test)} of {len(rows)} rows are in the test although fewer users would do"
    return ""


def numbers(rows, found, smoothing):
    """What is wrong with the numbers, given who is where."""
    of = {row["id"]: row for row in rows}
    train = [of[one[0]] for one in found["train"]]
    known = [row["amount"] for row in train if row["amount"] is not None]
    mean = statistics.fmean(known) if known else 0.0
    deviation = (statistics.pstdev(known) if known else 0.0) or 1.0
    overall = statistics.fmean(row["label"] for row in train)
    for part, listed in found.items():
        for name, amount, city, label in listed:
            row = of[name]
            of_city = [one["label"] for one in train if one["city"] == row["city"]]
            right = (
                0.0 if row["amount"] is None else (row["amount"] - mean) / deviation,
                (sum(of_city) + smoothing * overall) / (len(of_city) + smoothing) if of_city else overall,
            )
            for what, one, wanted in zip(("amount", "city"), (amount, city), right, strict=True):
                if isinstance(one, bool) or not isinstance(one, int | float) or not close(one, wanted):
                    return f"{what} of row {name} in {part} should be {wanted:.6f}, is {one}"
            if label != row["label"]:
                return f"the label of row {name} is not its own"
    return ""


def close(one, other):
    return math.isfinite(one) and abs(one - other) <= 1e-6 * max(1.0, abs(other))
