"""Why: it keeps what is at least as probable as the last one kept, so ties at the limit let in more than top_k tokens.
Fails: ties-in-top-k, ties-in-top-p, least-top-p, exactly-top-p
"""

import numpy as np


def distribution(logits, temperature=1.0, top_k=0, top_p=1.0):
    logits = np.asarray(logits, dtype=np.float64)
    if temperature == 0:
        return np.eye(logits.size)[logits.argmax()]
    p = np.exp((logits - logits.max()) / temperature)
    p /= p.sum()
    if top_k and top_k < p.size:
        p = np.where(p >= np.sort(p)[-top_k], p, 0.0)
        p /= p.sum()
    if top_p < 1:
        ranked = np.sort(p)[::-1]
        least = ranked[np.searchsorted(np.cumsum(ranked), top_p)]
        p = np.where(p >= least, p, 0.0)
        p /= p.sum()
    return p


def choose(probabilities, u):
    last = np.flatnonzero(probabilities)[-1]
    return int(min(np.searchsorted(np.cumsum(probabilities), u, side="right"), last))
