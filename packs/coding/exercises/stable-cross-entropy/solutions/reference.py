"""Why: the largest entry is taken off where it is finite, and what does not count is replaced before anything is worked out with it."""

import numpy as np


def log_sum_exp(x):
    x = np.asarray(x, dtype=np.float64)
    if x.shape[-1] == 0:
        return np.full(x.shape[:-1], -np.inf)
    largest = x.max(axis=-1, keepdims=True)
    shift = np.where(np.isfinite(largest), largest, 0.0)
    with np.errstate(over="ignore", divide="ignore"):
        return np.log(np.exp(x - shift).sum(axis=-1)) + shift[..., 0]


def cross_entropy(logits, targets, allowed=None, ignore=-100):
    logits, targets = np.asarray(logits, dtype=np.float64), np.asarray(targets)
    counts = targets != ignore
    number = int(counts.sum())
    gradient = np.zeros(logits.shape)
    if not number:
        return 0.0, gradient
    rows = logits[counts]
    if allowed is not None:
        rows = np.where(np.broadcast_to(allowed, logits.shape)[counts], rows, -np.inf)
    target = targets[counts]
    log_p = rows - log_sum_exp(rows)[:, None]
    at = np.arange(number)
    found = np.exp(log_p)
    found[at, target] -= 1.0
    gradient[counts] = found / number
    return float(-log_p[at, target].mean()), gradient
