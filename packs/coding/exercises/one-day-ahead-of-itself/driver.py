"""Asks for features, examples and a split of the sales of a case, and gives `proof` sound and broken modules."""

import copy
import random
import types
from datetime import date, timedelta

import solution

_START = date(2024, 2, 20)


def made(days, seed):
    """Sales of some tills, with closed days, mixed up."""
    draw = random.Random(f"{seed}-sales")
    records = []
    for number in range(days):
        if 0 < number < days - 1 and draw.random() < 0.2:
            continue
        for _ in range(draw.randrange(1, 4)):
            records.append((str(_START + timedelta(days=number)), draw.randrange(-3, 60)))
    draw.shuffle(records)
    return records


SOUND = '''
from datetime import date, timedelta

DAY = timedelta(days=1)


def totals_of(records):
    totals = {}
    for day, units in records:
        day = date.fromisoformat(day)
        totals[day] = totals.get(day, 0) + units
    return totals


def looked_back(totals, day):
    past = [totals.get(day - n * DAY, 0) for n in range(1, 8)]
    return {"last": past[0], "week_ago": past[6], "mean_7": sum(past) / 7}


def features(records, day):
    day = date.fromisoformat(day)
    totals = {one: units for one, units in totals_of(records).items() if one < day}
    if not totals or min(totals) > day - 7 * DAY:
        return None
    return looked_back(totals, day)


def examples(records, horizon):
    found, totals = [], totals_of(records)
    if not totals:
        return found
    day = min(totals) + 7 * DAY
    while day + (horizon - 1) * DAY <= max(totals):
        label = sum(totals.get(day + n * DAY, 0) for n in range(horizon))
        found.append({"day": str(day), **looked_back(totals, day), "label": label})
        day += DAY
    return found


def split(found, test_from, horizon):
    start = date.fromisoformat(test_from)
    train = [one for one in found if date.fromisoformat(one["day"]) + horizon * DAY <= start]
    return train, [one for one in found if one["day"] >= test_from]
'''
BY_NUMBER = '''
import datetime


def number(day):
    return datetime.date.fromisoformat(day).toordinal()


def line(records):
    first, last = min(number(day) for day, _ in records), max(number(day) for day, _ in records)
    units = [0] * (last - first + 1)
    for day, count in records:
        units[number(day) - first] += count
    return first, units


def features(records, day):
    before = [one for one in records if number(one[0]) < number(day)]
    if not before:
        return None
    first, units = line(before + [(day, 0)])
    if len(units) < 8:
        return None
    last = units[-8:-1]
    return dict(mean_7=sum(last) / 7.0, week_ago=float(last[0]), last=float(last[-1]))


def examples(records, horizon):
    if not records:
        return []
    first, units = line(records)
    found = []
    for place in range(7, len(units) - horizon + 1):
        day = str(datetime.date.fromordinal(first + place))
        found.append(dict(features(records, day), day=day, label=sum(units[place : place + horizon])))
    return found


def split(found, test_from, horizon):
    parts = [], []
    for one in found:
        left = number(test_from) - number(one["day"])
        if left <= 0 or left >= horizon:
            parts[left <= 0].append(one)
    return parts
'''
_PAST = "past = [totals.get(day - n * DAY, 0) for n in range(1, 8)]"
_LABEL = "label = sum(totals.get(day + n * DAY, 0) for n in range(horizon))"
_MEAN = [('"mean_7": sum(past) / 7', '"mean_7": sum(totals.get(day - n * DAY, 0) for n in range(7)) / 7')]
_CLOSED = [(_PAST, "past = [totals[one] for one in sorted(totals, reverse=True) if one < day][:7] + [0] * 7"), ("sum(past)", "sum(past[:7])")]
_LATE = [(_LABEL, _LABEL.replace("range(horizon)", "range(1, horizon + 1)"))]
_CUT = [("while day + (horizon - 1) * DAY <= max(totals)", "while day <= max(totals)")]
_TRAIN = [('if date.fromisoformat(one["day"]) + horizon * DAY <= start', "if one['day'] < test_from")]
_LATEST = [("    return looked_back(totals, day)\n\n\ndef examples", "    return looked_back(totals, max(totals) + DAY)\n\n\ndef examples")]
_ALL = [("if one < day}", "}"), ("min(totals) > day - 7 * DAY", "min(totals) > day - 7 * DAY or False"), *_LATEST]
FAULTS = {
    "mean with the day itself": _MEAN,
    "closed days left out": _CLOSED,
    "label begins a day late": _LATE,
    "labels cut at the end": _CUT,
    "labels reach into the test": _TRAIN,
    "the last record is yesterday": _LATEST,
    "later records matter": _ALL,
    "last complete label left out": [("while day + (horizon - 1) * DAY <=", "while day + horizon * DAY <=")],
    "boundary of training left out": [("+ horizon * DAY <= start", "+ horizon * DAY < start")],
    "seven days before is too late": [("min(totals) > day - 7 * DAY", "min(totals) >= day - 7 * DAY")],
    "as it was": _MEAN + _LATE + _CUT + _TRAIN + _ALL,
}


def module(name):
    source = BY_NUMBER if name == "by number" else SOUND
    for old, new in FAULTS.get(name, []):
        assert old in source, (name, old)
        source = source.replace(old, new)
    made = types.ModuleType("sales")
    exec(source, made.__dict__)
    return made


def run(value):
    if "proof" in value:
        found = {name: solution.proof(module(name)) for name in value["proof"]}
        return {name: one.item() if hasattr(one, "item") else one for name, one in found.items()}
    if "split" in value:
        found = [{"day": day, "last": 1, "week_ago": 2, "mean_7": 3.0, "label": 4} for day in value["split"]]
        train, test = solution.split(found, value["test_from"], value["horizon"])
        return {"train": [one["day"] for one in train], "test": [one["day"] for one in test]}
    records = [tuple(one) for one in value["records"]] if "records" in value else made(value["days"], value["seed"])
    given, out = copy.deepcopy(records), {}
    ask = value.get("ask", [])
    if "ask_every" in value:
        ask = [str(_START + timedelta(days=number)) for number in range(0, value["days"] + 10, value["ask_every"])]
    if ask:
        out["features"] = [solution.features(records, day) for day in ask]
    if "horizon" in value:
        out["examples"] = solution.examples(records, value["horizon"])
    out["left as it was"] = records == given
    return out
