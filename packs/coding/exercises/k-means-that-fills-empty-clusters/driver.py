"""Calls k_means with points that are told or made; large results come back as counts and sums."""

import numpy as np
from solution import k_means


def made(value):
    """Points around some middles, and some of them, or points far away, as the first centres."""
    draw = np.random.default_rng(value["seed"])
    middles = draw.uniform(-10.0, 10.0, (value["middles"], value["size"]))
    points = middles[draw.integers(0, len(middles), value["points"])] + draw.standard_normal((value["points"], value["size"]))
    centres = points[draw.permutation(len(points))[: value["centres"]]]
    far = value.get("far", 0)
    if far:
        centres[-far:] = 1000.0 + np.arange(far)[:, None]
    return points, centres


def run(value):
    if "middles" in value:
        points, centres = made(value)
    else:
        kind = value.get("dtype", "float64")
        points = np.array(value["points"], dtype=kind).reshape(-1, len(value["centres"][0]))
        centres = np.array(value["centres"], dtype=kind)
    before = points.copy(), centres.copy()
    more = [value["rounds"]] if "rounds" in value else []
    try:
        found, labels, inertia, done = k_means(points, centres, *more)
    except ValueError:
        return "ValueError"
    kept = bool(np.array_equal(before[0], points) and np.array_equal(before[1], centres))
    told = {"inertia": float(inertia), "done": int(done), "float64": found.dtype == np.float64, "arguments_kept": kept}
    if value.get("digest"):
        counts = np.bincount(labels, minlength=len(centres))
        return {**told, "counts": counts.tolist(), "first": labels[:50].tolist(), "centre": found[0].tolist()}
    return {**told, "centres": found.tolist(), "labels": [int(one) for one in labels]}
