"""Why: one mask for both rules; what it hides is replaced, in scores and values. The cache only ever asks for its last queries."""

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
        self.held, self.count = None, 0

    def step(self, q, k, v, real=None):
        new = k.shape[2]
        if real is None:
            real = np.ones((k.shape[0], new), dtype=bool)
        if self.held is None:
            self.held = [np.zeros((*one.shape[:2], 16, one.shape[3])) for one in (k, v)]
            self.held.append(np.zeros((k.shape[0], 1, 16, 1), dtype=bool))
        while self.held[0].shape[2] < self.count + new:  # twice the room each time: copying stays a constant a position
            self.held = [np.concatenate([one, np.zeros_like(one)], axis=2) for one in self.held]
        for held, one in zip(self.held, (k, v, real[:, None, :, None]), strict=True):
            held[:, :, self.count : self.count + new] = one
        self.count += new
        keys, values, known = (one[:, :, : self.count] for one in self.held)
        return attention(q, keys, values, known[:, 0, :, 0], causal=True)
