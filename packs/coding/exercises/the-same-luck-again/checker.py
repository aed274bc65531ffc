"""Any generator is right: the rules are checked, and chance where there are so many draws that it cannot go wrong."""

import itertools
import math
import statistics

_MOST = 0.15  # of all places may be equal in two lists that know nothing of each other, where there are many values
_MANY = 40  # draws and possible values from which chance is looked at


def check(value, output, expected):
    if "proof" in value:
        for name, right in expected.items():
            if output.get(name) is not right:
                return f"proof of the module '{name}' should be {right}, is {output.get(name)!r}"
        return ""
    found = output["found"]
    for one in found:
        for said in ("repeats", "leaves the generators alone"):
            if not one[said]:
                return f"not so: {said}"
    if "plans" in value:
        named = [f"seed {seed}, epoch {epoch}" for seed, epoch in value["plans"]]
        plans = [one["plan"] for one in found]
        return next((wrong for plan in plans if (wrong := shape(plan, value))), "") or chance(plans, named, value)
    return bootstraps([one["means"] for one in found], value, output["values"])


def shape(plan, value):
    if len(plan) != value["workers"]:
        return f"there should be {value['workers']} lists, there are {len(plan)}"
    if sorted(item for one in plan for item, _ in one) != list(range(value["count"])):
        return "not every item is in one list, once"
    sizes = [len(one) for one in plan]
    if max(sizes) - min(sizes) > 1:
        return f"the lists have lengths from {min(sizes)} to {max(sizes)}"
    crops = [crop for one in plan for _, crop in one]
    if not all(0 <= crop < value["crops"] for crop in crops):
        return f"a crop is not from 0 to {value['crops'] - 1}"
    likely = len(crops) / value["crops"]
    if likely >= 100:
        for crop in range(value["crops"]):
            if abs(crops.count(crop) - likely) > 7 * math.sqrt(likely):
                return f"crop {crop} comes {crops.count(crop)} times among {len(crops)}"
    return ""


def chance(plans, named, value):
    """What two plans, or two workers, know of each other."""
    if value["count"] < _MANY:
        return ""
    for (name, one), (other_name, other) in itertools.combinations(zip(named, plans, strict=True), 2):
        flat, other_flat = ([item for part in plan for item, _ in part] for plan in (one, other))
        if alike(flat, other_flat):
            return f"{name} and {other_name} have the same order"
        where, other_where = ({item: number for number, part in enumerate(plan) for item, _ in part} for plan in (one, other))
        same = sum(where[item] == other_where[item] for item in where) / len(where)
        if value["workers"] >= 3 and same > 0.7:
            return f"{name} and {other_name} have the same items at the same workers"
        by_item, by_other = ([crop for _, crop in sorted(pair for part in plan for pair in part)] for plan in (one, other))
        if value["crops"] >= _MANY and alike(by_item, by_other):
            return f"{name} and {other_name} have the same crops of the same items"
    if any(alike([item for part in plan for item, _ in part], list(range(value["count"]))) for plan in plans):
        return "items are not in a random order"
    lists = [
        (f"worker {worker} of {name}", [crop for _, crop in part])
        for name, plan in zip(named, plans, strict=True)
        for worker, part in enumerate(plan)
    ]
    if value["crops"] >= _MANY:
        for (name, one), (other_name, other) in itertools.combinations(lists, 2):
            if min(len(one), len(other)) >= _MANY and alike(one, other):
                return f"{name} and {other_name} have the same crops"
    return ""


def alike(one, other):
    equal = sum(a == b for a, b in zip(one, other, strict=False))
    return equal > _MOST * min(len(one), len(other))


def bootstraps(listed, value, values):
    mean, size = statistics.fmean(values), len(values)
    deviation = statistics.pstdev(values) / math.sqrt(size)
    for means in listed:
        if len(means) != value["rounds"]:
            return f"there should be {value['rounds']} means, there are {len(means)}"
        if any(not min(values) - 1e-9 <= one <= max(values) + 1e-9 for one in means):
            return "a mean is beyond all values"
        if all(one in (0.0, 1.0) for one in values) and any(abs(one * size - round(one * size)) > 1e-6 for one in means):
            return f"a mean is not one of {size} values"
        if len(means) >= 1000 and deviation:
            if abs(statistics.fmean(means) - mean) > 8 * deviation / math.sqrt(len(means)):
                return "the means lie to one side"
            if not 0.8 < statistics.pstdev(means) / deviation < 1.2:
                return f"the means should have a deviation of about {deviation:.4g}, it is {statistics.pstdev(means):.4g}"
    if len(set(values)) >= 30:
        kept = [[f"{one:.9g}" for one in means] for means in listed]
        for means in kept:
            if len(set(means)) < 0.97 * len(means):
                return f"{len(means)} rounds have {len(set(means))} different means"
        for one, other in itertools.combinations(kept, 2):
            if len(set(one) & set(other)) > 0.03 * max(len(one), 1):
                return "rounds of one seed come again with another"
    return ""
