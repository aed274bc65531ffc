"""Calls attention with literal or made arrays, or sends them through a Cache in steps, in buffers that are used again."""

import numpy as np
from solution import Cache, attention


def arrays(value):
    """q, k, v and real of a case; where `spoil` is set, keys and values of padding hold what is no number."""
    if "v" in value:
        q, k, v = (np.array(value[name], dtype=np.float64)[None, None] for name in ("q", "k", "v"))
        real = np.array([value["real"]], dtype=bool) if "real" in value else None
        return q, k, v, real
    draw, (batch, heads, queries, keys, size, wide) = np.random.default_rng(value["seed"]), value["shape"]
    kind, scale = value.get("dtype", "float64"), value.get("scale", 1.0)
    q = (draw.standard_normal((batch, heads, queries, size)) * scale).astype(kind)
    k = draw.standard_normal((batch, heads, keys, size)).astype(kind)
    v = draw.standard_normal((batch, heads, keys, wide)).astype(kind)
    real = draw.random((batch, keys)) < value["share"] if "share" in value else None
    if value.get("spoil"):
        place = np.nonzero(~real)
        k[place[0], :, place[1]] = np.nan
        v[place[0], :, place[1]] = np.inf
    return q, k, v, real


def in_steps(value, q, k, v, real):
    """The outputs of all steps; after each one its arrays are overwritten, as a caller does that uses them again."""
    cache, start, out, kept = Cache(), 0, [], True
    for size in value["steps"] if "steps" in value else [1] * q.shape[2]:
        parts = [one[:, :, start : start + size].copy() for one in (q, k, v)]
        more = [] if real is None else [real[:, start : start + size].copy()]
        before = [one.copy() for one in parts + more]
        out.append(np.array(cache.step(*parts, *more)))
        kept = kept and all(np.array_equal(one, other, equal_nan=True) for one, other in zip(before, parts + more))
        for one in parts:
            one[...] = 1e3
        for one in more:
            one[...] = ~one
        start += size
    return np.concatenate(out, axis=2), kept


def run(value):
    if "positions" in value:
        value = {**value, "shape": [1, value["heads"], value["positions"], value["positions"], value["size"], value["size"]]}
    q, k, v, real = arrays(value)
    if "steps" in value or "positions" in value:
        got, kept = in_steps(value, q, k, v, real)
    else:
        given = [one for one in (q, k, v, real) if one is not None]
        before = [one.copy() for one in given]
        got = np.asarray(attention(q, k, v, real, value["causal"]))
        kept = all(np.array_equal(one, other, equal_nan=True) for one, other in zip(before, given))
    if "positions" in value:
        return {"shape": list(got.shape), "last": got[0, :, -1].tolist(), "sums": got.sum(axis=(0, 1, 3))[::50].tolist()}
    return {"output": (got[0, 0] if "v" in value else got).tolist(), "float64": got.dtype == np.float64, "arguments_kept": kept}
