"""Why: it keeps the queries too, and works out all positions again at each step.
Fails: long-text
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
            self.held = q.copy(), k.copy(), v.copy(), real.copy()
        else:
            new = q, k, v, real
            self.held = tuple(np.concatenate(pair, axis=2 if pair[0].ndim == 4 else 1) for pair in zip(self.held, new))
        queries, keys, values, known = self.held
        return attention(queries, keys, values, known, causal=True)[:, :, -q.shape[2] :]
