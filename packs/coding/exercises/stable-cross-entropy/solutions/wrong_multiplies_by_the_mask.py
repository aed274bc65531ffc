"""Why: it works out everything and multiplies by masks at the end: zero times not-a-number is not zero, and the mean is over all rows.
Fails: ignored, masked-classes, one-mask-for-all, many-rows
"""

import numpy as np


def log_sum_exp(x):
    x = np.asarray(x, dtype=np.float64)
    largest = x.max(axis=-1, keepdims=True, initial=-np.inf)
    shift = np.where(np.isfinite(largest), largest, 0.0)
    return np.log(np.exp(x - shift).sum(axis=-1)) + shift[..., 0]


def cross_entropy(logits, targets, allowed=None, ignore=-100):
    logits = np.asarray(logits, dtype=np.float64)
    counts = (targets != ignore).astype(float)
    at, safe = np.arange(len(targets)), np.where(targets == ignore, 0, targets)
    if allowed is not None:
        logits = logits + (1.0 - np.broadcast_to(allowed, logits.shape).astype(float)) * -1e9
    log_p = logits - log_sum_exp(logits)[:, None]
    loss = -(log_p[at, safe] * counts).mean()
    gradient = np.exp(log_p)
    gradient[at, safe] -= 1.0
    return float(loss), gradient * counts[:, None] / len(targets)
