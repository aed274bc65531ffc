"""Why: it takes off the largest entry even where that is infinite, and infinity less infinity is not a number.
Fails: infinite, no-entries
"""

import numpy as np


def log_sum_exp(x):
    x = np.asarray(x, dtype=np.float64)
    largest = x.max(axis=-1, keepdims=True)
    return np.log(np.exp(x - largest).sum(axis=-1)) + largest[..., 0]


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
    log_p = rows - log_sum_exp(rows)[:, None]
    found = np.exp(log_p)
    found[at, targets[counts]] -= 1.0
    gradient[counts] = found / number
    return float(-log_p[at, targets[counts]].mean()), gradient
