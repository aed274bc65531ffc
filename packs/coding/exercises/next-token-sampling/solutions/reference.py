"""Why: one stable sort gives the ranks; top-k is a slice of them, top-p a place in their cumulative sum."""

import numpy as np


def distribution(logits, temperature=1.0, top_k=0, top_p=1.0):
    logits = np.asarray(logits, dtype=np.float64)
    probabilities = np.zeros(logits.size)
    if temperature == 0:
        probabilities[logits.argmax()] = 1.0
        return probabilities
    order = np.argsort(-logits, kind="stable")
    if top_k:
        order = order[:top_k]
    ranked = np.exp((logits[order] - logits[order[0]]) / temperature)
    ranked /= ranked.sum()
    if top_p < 1:
        kept = np.searchsorted(np.cumsum(ranked), top_p) + 1
        order, ranked = order[:kept], ranked[:kept]
    probabilities[order] = ranked / ranked.sum()
    return probabilities


def choose(probabilities, u):
    last = np.flatnonzero(probabilities)[-1]
    return int(min(np.searchsorted(np.cumsum(probabilities), u, side="right"), last))
