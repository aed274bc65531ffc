"""Why: it looks for the largest of all tokens again for each one that is kept.
Fails: large-vocabulary
"""

import numpy as np


def distribution(logits, temperature=1.0, top_k=0, top_p=1.0):
    left = np.array(logits, dtype=np.float64)
    probabilities = np.zeros(left.size)
    if temperature == 0:
        probabilities[left.argmax()] = 1.0
        return probabilities
    left = np.exp((left - left.max()) / temperature)
    kept = []
    while len(kept) < (top_k or left.size):
        token = int(left.argmax())
        if left[token] <= 0:
            break
        kept.append((token, left[token]))
        left[token] = -1.0
    total, reached = sum(weight for _, weight in kept), 0.0
    for token, weight in kept:
        probabilities[token] = weight
        reached += weight / total
        if top_p < 1 and reached >= top_p:
            break
    return probabilities / probabilities.sum()


def choose(probabilities, u):
    last = np.flatnonzero(probabilities)[-1]
    return int(min(np.searchsorted(np.cumsum(probabilities), u, side="right"), last))
