"""Holds the answers against the ranks in the same stream."""

import random
from bisect import bisect_left, bisect_right

SLACK = 1e-6  # of a rank: for the rounding of q * n


def stream(value):
    """The values of a case, one at a time: those told, or `count` of a kind."""
    if "values" in value:
        yield from value["values"]
        return
    draw, count, kind = random.Random(f"{value['seed']}-0"), value["count"], value["kind"]
    for place in range(count):
        if kind == "random":
            yield draw.random()
        elif kind == "rising":
            yield float(place)
        elif kind == "falling":
            yield float(count - place)
        elif kind == "inwards":
            yield float(place if place % 2 else 2 * count - place)
        elif kind == "skewed":
            yield 10 ** (draw.random() * 12 - 6)
        else:
            yield float(draw.choice([1, 1, 1, 1, 1, 1, 2, 2, 3, 50]))


def wrong(known, q, answer, error):
    """What is wrong with one answer, `known` being the sorted values so far."""
    size = len(known)
    if not size:
        return "" if answer is None else f"before the first value quantile({q}) should be None, is {answer}"
    if answer is None or isinstance(answer, (bool, str, list)):
        return f"quantile({q}) after {size} values is {answer}"
    below, upto = bisect_left(known, answer), bisect_right(known, answer)
    if below >= size or known[below] != answer:
        return f"quantile({q}) after {size} values is {answer}, which was never added"
    if below > (q + error) * size + SLACK:
        return f"quantile({q}) after {size} values is {answer}: {below} values are below, at most {(q + error) * size:.1f} may be"
    if upto < (q - error) * size - SLACK:
        return f"quantile({q}) after {size} values is {answer}: {upto} values are at or below, at least {(q - error) * size:.1f} must be"
    return ""


def check(value, output, expected):
    if not isinstance(output, list) or len(output) != len(expected):
        return f"{len(expected)} answers were asked for"
    values, sizes, place = list(stream(value)), sorted({number for number, _, _ in expected}), 0
    for size in sizes:
        known = sorted(values[:size])
        while place < len(expected) and expected[place][0] == size:
            _, q, answer = output[place]
            found = wrong(known, q, answer, value["error"])
            if found:
                return found
            place += 1
    return ""
