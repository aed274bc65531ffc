"""Why: it adds minus a billion to hidden scores: not-a-number stays, and a query that sees nothing gets the mean of all values.
Fails: padding, nothing-to-see, heads-and-batch, not-causal, padded-steps
"""

import numpy as np


def attention(q, k, v, real=None, causal=False):
    q, k, v = (np.asarray(one, dtype=np.float64) for one in (q, k, v))
    queries, keys = q.shape[2], k.shape[2]
    scores = q @ k.swapaxes(2, 3) / np.sqrt(q.shape[3])
    if causal:
        scores = scores - 1e9 * ~np.tri(queries, keys, keys - queries, dtype=bool)
    if real is not None:
        scores = scores - 1e9 * ~real[:, None, None, :]
    weights = np.exp(scores - scores.max(axis=3, keepdims=True))
    return weights / weights.sum(axis=3, keepdims=True) @ v


class Cache:
    def __init__(self):
        self.held = None

    def step(self, q, k, v, real=None):
        real = np.ones((k.shape[0], k.shape[2]), dtype=bool) if real is None else real
        if self.held is None:
            self.held = k.copy(), v.copy(), real.copy()
        else:
            old_k, old_v, old_real = self.held
            self.held = (
                np.concatenate([old_k, k], axis=2),
                np.concatenate([old_v, v], axis=2),
                np.concatenate([old_real, real], axis=1),
            )
        keys, values, known = self.held
        return attention(q, keys, values, known, causal=True)
