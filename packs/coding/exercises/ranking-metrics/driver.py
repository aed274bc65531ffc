"""Asks for both metrics, or sends batches through BinnedAUCs and merges them."""

import numpy as np
from solution import BinnedAUC, average_precision, roc_auc


def made(seed, rows, share, steps):
    """Scores and labels; with `steps` there are only so many different scores."""
    draw = np.random.default_rng(seed)
    labels = (draw.random(rows) < share).astype(np.int64)
    scores = np.clip(draw.random(rows) * 0.7 + labels * 0.3 * draw.random(rows), 0.0, 1.0)
    return (np.floor(scores * steps) / steps if steps else scores), labels


def told(one):
    low, high = one.bounds()
    return {"auc": float(one.auc()), "bounds": [float(low), float(high)]}


def binned(value):
    ones = []
    for server in value["servers"]:
        one = BinnedAUC(value["bins"])
        for batch in server:
            if "rows" in batch:
                one.add(*made(batch["seed"], batch["rows"], 0.3, 0))
            else:
                one.add(np.array(batch["scores"], dtype=np.float64), np.array(batch["labels"], dtype=np.int64))
        ones.append(one)
    before = told(ones[-1])
    for other in ones[1:]:
        ones[0].merge(other)
    return {**told(ones[0]), "last": before, "last_after": told(ones[-1]) if len(ones) > 1 else before}


def run(value):
    if "servers" in value:
        return binned(value)
    if "batches" in value:
        one = BinnedAUC(value["bins"])
        for batch in range(value["batches"]):
            one.add(*made(value["seed"] + batch, value["batch"], 0.2, 0))
        return told(one)
    if "rows" in value:
        scores, labels = made(value["seed"], value["rows"], value["share"], value.get("steps", 0))
    else:
        scores, labels = np.array(value["scores"], dtype=np.float64), np.array(value["labels"], dtype=np.int64)
    kept = scores.copy(), labels.copy()
    got = {"roc_auc": float(roc_auc(scores, labels)), "average_precision": float(average_precision(scores, labels))}
    same = bool(np.array_equal(scores, kept[0]) and np.array_equal(labels, kept[1]))
    return {**got, "arguments_kept": same}
