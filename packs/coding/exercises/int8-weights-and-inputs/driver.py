"""Quantises, multiplies and asks for the bound, with arrays that a case tells or that are made from a seed."""

import numpy as np
from solution import error_bound, multiply, quantise_channels, quantise_tensor


def given(value):
    kind = value.get("dtype", "float64")
    if "rows" in value:
        draw = np.random.default_rng(value["seed"])
        weights = (draw.standard_normal((value["out"], value["k"])) + value.get("lift", 0.0)) * draw.random((value["out"], 1)) ** 3
        weights[::7] = 0.0
        x = draw.standard_normal((value["rows"], value["k"])) + value.get("shift", 0.0)
        return weights.astype(kind), x.astype(kind)
    k = value["k"]
    return np.array(value["weights"], dtype=kind).reshape(-1, k), np.array(value["x"], dtype=kind).reshape(-1, k)


def digest(one):
    """The sum over the array with uneven weights."""
    one = np.asarray(one, dtype=np.float64)
    rows, columns = np.cos(np.arange(one.shape[0])), np.sin(1.0 + np.arange(one.shape[1]))
    return [list(one.shape), float(rows @ one @ columns)]


def run(value):
    weights, x = given(value)
    kept = weights.copy(), x.copy()
    wq, scales = quantise_channels(weights)
    xq, scale, zero = quantise_tensor(x)
    wq, scales, xq = np.asarray(wq), np.asarray(scales), np.asarray(xq)
    sums, product = multiply(xq, scale, zero, wq, scales)
    bound = np.asarray(error_bound(xq, scale, zero, wq, scales))
    told = {"types": [str(one.dtype) for one in (wq, scales, xq, sums, product, bound)], "scale": float(scale), "zero": int(zero)}
    told["unchanged"] = bool(np.array_equal(weights, kept[0]) and np.array_equal(x, kept[1]))
    if "rows" in value:
        if value.get("exact"):
            told["sums_are_right"] = bool(np.array_equal(sums, np.rint((xq.astype(np.float64) - zero) @ wq.astype(np.float64).T)))
        names = {"wq": wq, "scales": scales[:, None], "xq": xq, "product": product, "bound": bound}
        return {**told, **{name: digest(one) for name, one in names.items()}}
    found = {"wq": wq, "scales": scales, "xq": xq, "sums": sums, "product": product, "bound": bound}
    return {**told, **{name: np.asarray(one).tolist() for name, one in found.items()}}
