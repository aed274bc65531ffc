"""Why: it takes the logarithm of a softmax: probabilities overflow or vanish first.
Fails: large-logits, log-sum-exp, three-axes, many-rows
"""

import numpy as np


def log_sum_exp(x):
    return np.log(np.exp(np.asarray(x, dtype=np.float64)).sum(axis=-1))


def cross_entropy(logits, targets, allowed=None, ignore=-100):
    logits = np.asarray(logits, dtype=np.float64)
    counts = targets != ignore
    number = int(counts.sum())
    gradient = np.zeros(logits.shape)
    if not number:
        return 0.0, gradient
    rows, at = logits[counts], np.arange(number)
    if allowed is not None:
        rows = np.where(np.broadcast_to(allowed, logits.shape)[counts], rows, -np.inf)
    softmax = np.exp(rows)
    softmax /= softmax.sum(axis=-1, keepdims=True)
    loss = -np.log(softmax[at, targets[counts]]).mean()
    softmax[at, targets[counts]] -= 1.0
    gradient[counts] = softmax / number
    return float(loss), gradient
