"""Why: within a step no mask is made, as if a step were one position; in a prompt of several every one sees the later ones.
Fails: steps, uneven-steps
"""

import numpy as np


def attention(q, k, v, real=None, causal=False):
    q, k, v = (np.asarray(one, dtype=np.float64) for one in (q, k, v))
    queries, keys = q.shape[2], k.shape[2]
    seen = np.ones((1, 1, queries, keys), dtype=bool)
    if causal:
        seen = np.tri(queries, keys, keys - queries, dtype=bool)[None, None]
    if real is not None:
        seen = seen & real[:, None, None, :]
        k, v = (np.where(real[:, None, :, None], one, 0.0) for one in (k, v))
    scores = np.where(seen, q @ k.swapaxes(2, 3) / np.sqrt(q.shape[3]), -np.inf)
    largest = scores.max(axis=3, keepdims=True)
    weights = np.exp(scores - np.where(np.isfinite(largest), largest, 0.0))
    total = weights.sum(axis=3, keepdims=True)
    return (weights / np.where(total > 0, total, 1.0)) @ v


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
        return attention(q, keys, values, known, causal=False)
