"""Why: it works in the type of the logits, and a running sum of thousands of probabilities in float32 goes astray.
Fails: single-precision, large-vocabulary
"""

import numpy as np


def distribution(logits, temperature=1.0, top_k=0, top_p=1.0):
    logits = np.asarray(logits)
    probabilities = np.zeros(logits.size, dtype=logits.dtype)
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
