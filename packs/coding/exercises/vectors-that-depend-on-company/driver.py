"""Encodes the batches of a case, and gives `proof` sound and broken modules."""

import types

import numpy as np

import solution

_NAMES = ("Wq", "Wk", "Wv", "gain", "shift")


def weights_of(value):
    """Weights as a case tells them, or by its seed."""
    features = value["features"]
    draw = np.random.default_rng(value.get("seed", 0))
    made = {name: draw.normal(size=(features, features)) / np.sqrt(features) for name in _NAMES[:3]}
    made |= {"gain": draw.uniform(0.5, 2.0, features), "shift": draw.normal(size=features) / 2}
    told = {name: np.array(value[name], dtype=float) for name in _NAMES if name in value}
    made = made | told | {"heads": value["heads"]}
    for name in ("Wq", "Wk"):
        made[name] = made[name] * value.get("louder", 1.0)
    return made


def sequences_of(value):
    if "sequences" in value:
        return [np.array(one, dtype=float).reshape(-1, value["features"]) for one in value["sequences"]]
    draw = np.random.default_rng(value["seed"] + 1)
    return [draw.normal(0.3, 2.0, (length, value["features"])) for length in value["lengths"]]


SOUND = '''
import numpy as np


def encode(sequences, weights):
    features, heads = len(weights["gain"]), weights["heads"]
    each = features // heads
    lengths = np.array([len(one) for one in sequences], dtype=int)
    longest = max([1, *lengths])
    x = np.zeros((len(sequences), longest, features))
    for place, one in enumerate(sequences):
        x[place, : len(one)] = one
    own = np.arange(longest) < lengths[:, None]
    normed = (x - x.mean(axis=-1, keepdims=True)) / np.sqrt(x.var(axis=-1, keepdims=True) + 1e-5)
    normed = normed * weights["gain"] + weights["shift"]
    q, k, v = (
        (normed @ weights[name]).reshape(len(x), longest, heads, each).swapaxes(1, 2) for name in ("Wq", "Wk", "Wv")
    )
    scores = np.einsum("bhid,bhjd->bhij", q, k) / each**0.5
    scores = np.where(own[:, None, None, :], scores, -1e30)
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares = raised / raised.sum(axis=-1, keepdims=True)
    mixed = (shares @ v).swapaxes(1, 2).reshape(x.shape)
    pooled = ((x + mixed) * own[:, :, None]).sum(axis=1) / np.maximum(lengths, 1)[:, None]
    length = np.linalg.norm(pooled, axis=1, keepdims=True)
    return pooled / np.where(length > 0, length, 1.0)
'''
ONE_BY_ONE = '''
import numpy as np


def encode(sequences, weights):
    out = np.zeros((len(sequences), len(weights["gain"])))
    for place, x in enumerate(sequences):
        if len(x):
            normed = ((x.T - x.mean(axis=1)) / np.sqrt(x.var(axis=1) + 1e-5)).T * weights["gain"] + weights["shift"]
            parts = []
            q, k, v = (np.split(normed @ weights[name], weights["heads"], axis=1) for name in ("Wq", "Wk", "Wv"))
            for a, b, c in zip(q, k, v):
                scores = a @ b.T / np.sqrt(a.shape[1])
                logs = scores - np.logaddexp.reduce(scores, axis=1)[:, None]
                parts.append(np.exp(logs) @ c)
            vector = (x + np.concatenate(parts, axis=1)).sum(axis=0)
            out[place] = vector / (np.sqrt(vector @ vector) or 1.0)
    return out
'''
_NORM = [("(x - x.mean(axis=-1, keepdims=True)) / np.sqrt(x.var(axis=-1, keepdims=True)", "(x - x.mean(axis=(0, 1))) / np.sqrt(x.var(axis=(0, 1))")]
_HEADS = [(".reshape(len(x), longest, heads, each).swapaxes(1, 2)", ".reshape(len(x), heads, longest, each)"), ("(shares @ v).swapaxes(1, 2).reshape", "(shares @ v).reshape")]
_AXIS = [("raised.sum(axis=-1", "raised.sum(axis=-2")]
_LOUDEST = [("scores.max(axis=-1, keepdims=True)", "scores[own[:, None, None, :] & np.ones_like(scores, dtype=bool)].max(initial=-1e30)")]
_PADDING = [('scores = np.where(own[:, None, None, :], scores, -1e30)', "scores = scores")]
_POOLED = [("((x + mixed) * own[:, :, None]).sum(axis=1) / np.maximum(lengths, 1)[:, None]", "(x + mixed).mean(axis=1)")]
_COUNTED = [("/ np.maximum(lengths, 1)[:, None]\n    length = np.linalg.norm(pooled, axis=1, keepdims=True)", "\n    length = np.linalg.norm(pooled, axis=0, keepdims=True)")]
_LENGTH = [("np.linalg.norm(pooled, axis=1, keepdims=True)", "np.linalg.norm(pooled)")]
FAULTS = {
    "normalised over the batch": _NORM,
    "normalised over the tokens": [("x.mean(axis=-1, keepdims=True)", "x.mean(axis=1, keepdims=True)"), ("x.var(axis=-1, keepdims=True)", "x.var(axis=1, keepdims=True)")],
    "heads cut across tokens": _HEADS,
    "softmax over those who look": _AXIS,
    "the loudest of the batch": _LOUDEST,
    "padding is looked at": _PADDING,
    "padding is in the mean": _POOLED,
    "length of the batch": _LENGTH,
    "length over the batch": _COUNTED,
    "as it was": _NORM + _HEADS + _AXIS + _PADDING + [("scores.max(axis=-1, keepdims=True)", "scores.max(initial=-1e30)")] + _POOLED + _LENGTH,
}


def module(name):
    source = ONE_BY_ONE if name == "one by one" else SOUND
    for old, new in FAULTS.get(name, []):
        assert old in source, (name, old)
        source = source.replace(old, new)
    made = types.ModuleType("vectors")
    exec(source, made.__dict__)
    return made


def run(value):
    if "proof" in value:
        with np.errstate(all="ignore"):
            found = {name: solution.proof(module(name)) for name in value["proof"]}
        return {name: one.item() if hasattr(one, "item") else one for name, one in found.items()}
    weights, sequences = weights_of(value), sequences_of(value)
    given = [one.copy() for one in sequences], {name: np.copy(one) for name, one in weights.items()}
    out = []
    for batch in value.get("batches", [list(range(len(sequences)))]):
        vectors = np.asarray(solution.encode([sequences[place] for place in batch], weights))
        out.append({"shape": list(vectors.shape), "vectors": vectors.tolist()})
    same = all(np.array_equal(one, other) for one, other in zip(given[0], sequences, strict=True))
    return {"batches": out, "left as it was": same and all(np.array_equal(given[1][name], weights[name]) for name in weights)}
