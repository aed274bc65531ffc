"""Why: it takes exponentials of the logits as they are, divides by a temperature of zero, and searches the wrong side in choose.
Fails: temperature-zero, large-logits, choose
"""

import numpy as np


def distribution(logits, temperature=1.0, top_k=0, top_p=1.0):
    logits = np.asarray(logits, dtype=np.float64)
    probabilities = np.zeros(logits.size)
    order = np.argsort(-logits, kind="stable")
    if top_k:
        order = order[:top_k]
    ranked = np.exp(logits[order] / temperature)
    ranked /= ranked.sum()
    if top_p < 1:
        kept = np.searchsorted(np.cumsum(ranked), top_p) + 1
        order, ranked = order[:kept], ranked[:kept]
    probabilities[order] = ranked / ranked.sum()
    return probabilities


def choose(probabilities, u):
    return int(np.searchsorted(np.cumsum(probabilities), u))
