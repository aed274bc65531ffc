"""Asks for distributions and choices; of made logits it gives back what was kept and a few sums."""

import numpy as np
from solution import choose, distribution


def asked(value):
    return {name: value[name] for name in ("temperature", "top_k", "top_p") if name in value}


def told(probabilities):
    probabilities = np.asarray(probabilities, dtype=np.float64)
    weights = np.arange(probabilities.size) % 97
    return [int((probabilities > 0).sum()), float(probabilities.sum()), float((probabilities * weights).sum()), float(probabilities.max())]


def run(value):
    if "choose" in value:
        pairs = zip(value["choose"], value["u"], strict=True)
        return [[int(choose(np.array(one, dtype=np.float64), u)) for u in many] for one, many in pairs]
    if "vocabulary" in value:
        draw, out = np.random.default_rng(value["seed"]), []
        for _ in range(value["calls"]):
            logits = (draw.standard_normal(value["vocabulary"]) * value["spread"]).astype(np.float32)
            probabilities = distribution(logits, **asked(value))
            out.append([*told(probabilities), int(choose(probabilities, 0.3))])
        return out
    logits = np.array(value["logits"], dtype=np.float64)
    before = logits.copy()
    probabilities = np.asarray(distribution(logits, **asked(value)))
    return {
        "probabilities": probabilities.tolist(),
        "kept": np.flatnonzero(probabilities > 0).tolist(),
        "unchanged": bool(np.array_equal(logits, before)),
    }
