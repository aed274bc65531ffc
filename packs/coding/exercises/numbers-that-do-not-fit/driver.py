"""Makes the arrays of a case and asks for their report, and gives `proof` sound and broken modules."""

import operator
import types
import warnings

import numpy as np

import solution

warnings.simplefilter("ignore")  # the broken modules overflow, as they should

_NAMES = ("campaign", "micros", "clicked", "score")


def made(rows, campaigns, seed, types_of):
    """One batch: few campaigns have most of the rows."""
    draw = np.random.default_rng(seed)
    numbers = np.array(campaigns, dtype=types_of[0])
    weights = 1.0 / (1 + np.arange(len(campaigns))) ** 2
    place = draw.choice(len(campaigns), rows, p=weights / weights.sum())
    score = draw.uniform(0.0, 0.9, rows)
    columns = numbers[place], draw.integers(-40_000, 400_000, rows), draw.random(rows) < score, score
    return {name: column.astype(kind) for name, column, kind in zip(_NAMES, columns, types_of, strict=True)}


def batch(told):
    """A batch as a case tells it: sizes and a seed, or its columns."""
    kinds = [told.get(f"{name} as", usual) for name, usual in zip(_NAMES, ("int64", "int32", "int8", "float16"), strict=True)]
    if "rows" in told:
        return made(told["rows"], told["campaigns"], told["seed"], kinds)
    times = told.get("times", 1)
    return {name: np.array(told[name] * times, dtype=kind) for name, kind in zip(_NAMES, kinds, strict=True)}


SOUND = '''
import numpy as np


def report(batches):
    batches = [batch for batch in batches if len(batch["campaign"])]
    if not batches:
        return []
    campaign = np.concatenate([batch["campaign"].astype(np.int64) for batch in batches])
    micros = np.concatenate([batch["micros"].astype(np.int64) for batch in batches])
    clicked = np.concatenate([batch["clicked"].astype(np.int64) for batch in batches])
    score = np.concatenate([batch["score"].astype(np.float64) for batch in batches])
    campaigns, place = np.unique(campaign, return_inverse=True)
    sums = []
    for column in (np.ones(len(place), dtype=np.int64), clicked, micros, score):
        total = np.zeros(len(campaigns), dtype=column.dtype)
        np.add.at(total, place, column)
        sums.append(total)
    rows = zip(campaigns, *sums)
    found = [dict(zip(("campaign", "shown", "clicks", "micros", "expected"), row)) for row in rows]
    return sorted(found, key=lambda one: (-int(one["micros"]), int(one["campaign"])))
'''
IN_PYTHON = '''
import math


def report(batches):
    seen = {}
    for batch in batches:
        for number, micros, clicked, score in zip(*(batch[name].tolist() for name in ("campaign", "micros", "clicked", "score"))):
            seen.setdefault(number, []).append((micros, clicked, score))
    found = []
    for number, rows in seen.items():
        micros, clicks, scores = zip(*rows)
        one = {"expected": math.fsum(scores), "micros": sum(micros), "clicks": sum(clicks), "shown": len(rows), "campaign": number}
        found.append(one)
    found.sort(key=lambda one: one["campaign"])
    found.sort(key=lambda one: one["micros"], reverse=True)
    return found
'''
_IDS = 'np.concatenate([batch["campaign"].astype(np.int64) for batch in batches])'
_JOINED = [
    ('batches = [batch for batch in batches if len(batch["campaign"])]\n    if not batches:', "if not any(len(batch['campaign']) for batch in batches):"),
    (_IDS, "np.concatenate([batch['campaign'] for batch in batches]).astype(np.int64)"),
]
_FLOAT32 = [(_IDS, _IDS.replace("np.int64)", "np.float32)") + ".astype(np.int64)")]
_CLICKS = [('batch["clicked"].astype(np.int64)', 'batch["clicked"].astype(np.int8)')]
_MICROS = [('batch["micros"].astype(np.int64)', 'batch["micros"].astype(np.int32)')]
_SCORES = [('batch["score"].astype(np.float64)', 'batch["score"].astype(np.float16)')]
FAULTS = {
    "campaigns in float32": _FLOAT32,
    "campaigns joined as they come": _JOINED,
    "clicks in int8": _CLICKS,
    "micros in int32": _MICROS,
    "scores in float16": _SCORES,
    "each in the type it came in": _CLICKS + [('.astype(np.int64) for batch in batches])\n    clicked', ' for batch in batches])\n    clicked')] + [('batch["score"].astype(np.float64)', 'batch["score"]')],
    "as it was": _FLOAT32 + _CLICKS + _MICROS + _SCORES,
}


def module(name):
    source = IN_PYTHON if name == "in Python" else SOUND
    for old, new in FAULTS.get(name, []):
        assert old in source, (name, old)
        source = source.replace(old, new)
    made = types.ModuleType("day")
    exec(source, made.__dict__)
    return made


def whole(number):
    """An integer as a text: JSON's readers may take it for a double."""
    return str(operator.index(number))


def run(value):
    if "proof" in value:
        found = {name: solution.proof(module(name)) for name in value["proof"]}
        return {name: one.item() if hasattr(one, "item") else one for name, one in found.items()}
    batches = [batch(told) for told in value["batches"]]
    given = [{name: column.copy() for name, column in one.items()} for one in batches]
    rows = [
        {name: whole(one[name]) for name in ("campaign", "shown", "clicks", "micros")} | {"expected": float(one["expected"])}
        for one in solution.report(batches)
    ]
    same = all(np.array_equal(one[name], other[name]) for one, other in zip(given, batches, strict=True) for name in _NAMES)
    return {"report": rows, "left as it was": same}
