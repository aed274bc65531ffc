"""Runs all layers of a case forward, overwrites their inputs, then runs them backward, the last one first."""

import numpy as np
from solution import layer_norm, layer_norm_gradient


def layer(told, place):
    """x, gain, bias and dy of one layer."""
    kind = told.get("dtype", "float64")
    if "x" in told:
        x = np.array(told["x"], dtype=kind)
        size = x.shape[-1]
        gain, bias = (np.array(told.get(name, [fill] * size)) for name, fill in (("gain", 1.0), ("bias", 0.0)))
        return x, gain, bias, np.array(told["dy"], dtype=np.float64)
    draw, shape = np.random.default_rng([told["seed"], place]), told["shape"]
    x = (draw.standard_normal(shape) * told.get("scale", 1.0) + told.get("offset", 0.0)).astype(kind)
    gain, bias = draw.uniform(0.5, 2.0, shape[-1]), draw.standard_normal(shape[-1])
    return x, gain, bias, draw.standard_normal(shape)


def summed(one):
    """A large array as its shape and a weighted sum."""
    return [list(one.shape), float((one.ravel() * np.cos(np.arange(one.size))).sum())]


def run(value):
    if "rows" in value:
        value = {"layers": [{"shape": [value["rows"], value["size"]], "seed": value["seed"]}], "digest": True}
    made = [layer(told, place) for place, told in enumerate(value.get("layers", [value]))]
    forward, kept = [], True
    for x, gain, bias, _ in made:
        before = [one.copy() for one in (x, gain, bias)]
        more = (value["eps"],) if "eps" in value else ()
        forward.append(layer_norm(x, gain, bias, *more))
        kept = kept and all(np.array_equal(*pair) for pair in zip(before, (x, gain, bias), strict=True))
    out = [None] * len(made)
    for x, *_ in made:
        x[...] = 7.0
    for place in reversed(range(len(made))):
        dy = made[place][3]
        before = dy.copy()
        y, saved = forward[place]
        found = [np.asarray(one) for one in (y, *layer_norm_gradient(dy, saved))]
        kept = kept and np.array_equal(before, dy)
        out[place] = dict(zip(("y", "dx", "dgain", "dbias"), (summed(one) if value.get("digest") else one.tolist() for one in found)))
        out[place]["float64"] = all(one.dtype == np.float64 for one in found)
        out[place]["shapes"] = [list(one.shape) for one in found]
    return {"layers": out, "arguments_kept": bool(kept)}
