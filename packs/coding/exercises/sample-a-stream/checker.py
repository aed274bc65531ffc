"""Counts how often each set of items was drawn. Limits are such that a right solution fails less than once in a hundred million times."""

import math
from collections import Counter
from itertools import combinations


def items_of(value):
    if "items" in value:
        return value["items"]
    return list(range(value["length"] if "length" in value else sum(value["lengths"])))


def not_a_sample(drawn, items, size):
    if len(drawn) != size:
        return f"a sample has {len(drawn)} items, should have {size}"
    left = Counter(items)
    for item, count in Counter(drawn).items():
        if count > left[item]:
            return f"a sample has {item!r} {count} times, the stream {left[item]} times"
    return ""


def sets_uneven(samples, items, size):
    """Chi-square over all sets of items."""
    ways = Counter(tuple(sorted(chosen)) for chosen in combinations(items, size))
    found, total = Counter(tuple(sorted(drawn)) for drawn in samples), sum(ways.values())
    score, free = 0.0, len(ways) - 1
    for chosen, many in ways.items():
        wanted = len(samples) * many / total
        score += (found[chosen] - wanted) ** 2 / wanted
    limit = free + 6 * math.sqrt(2 * free) + 30
    if score <= limit:
        return ""
    worst = max(ways, key=lambda one: abs(found[one] - len(samples) * ways[one] / total))
    share = ways[worst] / total
    return f"{list(worst)} was drawn in {found[worst]} of {len(samples)} samples, about {share * len(samples):.0f} are expected"


def items_uneven(samples, items, size):
    """How often each item was drawn, and each pair of neighbours in the stream together."""
    chance, runs = size / len(items), len(samples)
    found = Counter(item for drawn in samples for item in drawn)
    for item in items:
        if abs(found[item] - runs * chance) > 6.5 * math.sqrt(runs * chance * (1 - chance)) + 1:
            return f"item {item} was drawn {found[item]} times in {runs} samples, about {runs * chance:.0f} are expected"
    both = chance * (size - 1) / (len(items) - 1)
    for first, second in zip(items, items[1:]):
        together = sum(first in drawn and second in drawn for drawn in samples)
        if abs(together - runs * both) > 6.5 * math.sqrt(runs * both) + 5:
            return f"items {first} and {second} were drawn together {together} times, about {runs * both:.0f} are expected"
    return ""


def check(value, output, expected):
    items, samples = items_of(value), output["samples"]
    size = min(value["k"], len(items))
    if len(items) > 100_000:
        drawn = samples[0]
        if len(drawn) != size or len(set(drawn)) != size or not set(drawn) <= set(items):
            return "it is not a sample of different items of the stream"
    else:
        for drawn in samples:
            found = not_a_sample(drawn, items, size)
            if found:
                return found
    if not output["repeated"]:
        return "the same state of rng gave different samples"
    if len(samples) < 100 or size in (0, len(items)):
        return ""
    if math.comb(len(items), size) <= 100:
        return sets_uneven(samples, items, size)
    return items_uneven([set(drawn) for drawn in samples], items, size)
