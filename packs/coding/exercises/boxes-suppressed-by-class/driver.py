"""Suppresses or softens boxes that a case tells or that are made from a seed."""

import numpy as np
from solution import soften, suppress


def made(value):
    """Objects scattered over a large picture, each found a few times; with `steps` many scores are equal."""
    draw = np.random.default_rng(value["seed"])
    count, each = value["count"], value["each"]
    objects = max(1, count // each)
    middles = draw.random((objects, 2)) * value["side"] - 100.0
    halves = 8.0 + 30.0 * draw.random((objects, 2))
    kinds = draw.integers(0, value["kinds"], objects) * 1_000_000_007 - 3
    of = draw.permutation(count) % objects
    middle = middles[of] + draw.standard_normal((count, 2)) * 4.0
    half = halves[of] * (0.8 + 0.4 * draw.random((count, 2)))
    scores = draw.random(count)
    scores = np.floor(scores * value["steps"]) / value["steps"] if "steps" in value else scores
    return np.concatenate([middle - half, middle + half], axis=1), scores, kinds[of]


def run(value):
    if "count" in value:
        boxes, scores, classes = made(value)
    else:
        boxes = np.array(value["boxes"], dtype=np.float64).reshape(-1, 4)
        scores, classes = np.array(value["scores"], dtype=np.float64), np.array(value["classes"], dtype=np.int64)
    given, overlap = (boxes, scores, classes), value["overlap"]
    kept = [one.copy() for one in given]
    told = {}
    if "most" in value:
        told["kept"] = [int(one) for one in suppress(*given, overlap, value.get("per_class", value["most"]), value["most"])]
    if "least" in value:
        numbers, lowered = soften(*given, overlap, value["least"])
        told["taken"], told["scores"] = [int(one) for one in numbers], [float(one) for one in lowered]
    told["arguments_kept"] = all(np.array_equal(one, before) for one, before in zip(given, kept))
    return told
