"""Why: the micros are added as float64 by bincount, which is exact up to 2**53 only.
Fails: more-than-a-double
"""

import numpy as np

_TYPES = {"campaign": np.int64, "micros": np.int64, "clicked": np.int64, "score": np.float64}


def report(batches):
    campaign, micros, clicked, score = (_joined(batches, name) for name in _TYPES)
    campaigns, place = np.unique(campaign, return_inverse=True)
    shown = _added(np.ones(len(place), dtype=np.int64), place, len(campaigns))
    clicks = _added(clicked, place, len(campaigns))
    spent = np.bincount(place, weights=micros, minlength=len(campaigns))
    expected = _added(score, place, len(campaigns))
    found = [
        {
            "campaign": int(campaigns[number]),
            "shown": int(shown[number]),
            "clicks": int(clicks[number]),
            "micros": int(spent[number]),
            "expected": float(expected[number]),
        }
        for number in range(len(campaigns))
    ]
    return sorted(found, key=lambda one: (-one["micros"], one["campaign"]))


def _joined(batches, name):
    empty = np.empty(0, dtype=_TYPES[name])
    return np.concatenate([empty, *(np.asarray(batch[name]).astype(_TYPES[name]) for batch in batches)])


def _added(values, place, count):
    total = np.zeros(count, dtype=values.dtype)
    np.add.at(total, place, values)
    return total


def proof(module):
    rows = 2500  # more than int8 counts, than float16 adds; times the micros, more than int32 holds

    def batch(campaign, kind, micros):
        return {
            "campaign": np.full(rows, campaign, dtype=kind),
            "micros": np.full(rows, micros, dtype=np.int64 if micros > 2**31 else np.int32),
            "clicked": np.ones(rows, dtype=np.int8),
            "score": np.full(rows, 0.5, dtype=np.float16),
        }

    big = 2**60 + 1
    nothing = {name: np.array([]) for name in ("campaign", "micros", "clicked", "score")}
    told = [(big, "int64", 900_000), (big + 1, "uint64", 800_001), (7, "int32", 2**33), (2**24 + 1, "int32", -900_001)]
    for names in ([], [0], [0, 1], [0, 0, 2], [3, 1, 2], [3]):
        for between in ([], [nothing]):
            found = module.report([one for place in names for one in [batch(*told[place]), *between]] + between)
            wanted = {}
            for place in names:
                campaign, _, micros = told[place]
                seen, spent = wanted.get(campaign, (0, 0))
                wanted[campaign] = seen + rows, spent + rows * micros
            listed = sorted(wanted, key=lambda one: -wanted[one][1])
            if [int(one["campaign"]) for one in found] != listed:
                return False
            for one in found:
                seen, spent = wanted[int(one["campaign"])]
                if (int(one["shown"]), int(one["clicks"]), int(one["micros"])) != (seen, seen, spent):
                    return False
                if abs(float(one["expected"]) - seen / 2) > 1e-6:
                    return False
    return True
