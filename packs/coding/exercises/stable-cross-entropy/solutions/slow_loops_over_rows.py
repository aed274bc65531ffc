"""Why: it goes over the rows in Python, and pays for several calls of NumPy with each.
Fails: many-rows
"""

import numpy as np


def log_sum_exp(x):
    x = np.asarray(x, dtype=np.float64)
    largest = x.max(axis=-1, keepdims=True, initial=-np.inf)
    shift = np.where(np.isfinite(largest), largest, 0.0)
    return np.log(np.exp(x - shift).sum(axis=-1)) + shift[..., 0]


def cross_entropy(logits, targets, allowed=None, ignore=-100):
    gradient, total, number = np.zeros(logits.shape), 0.0, int((targets != ignore).sum())
    for place, target in enumerate(targets.tolist()):
        if target == ignore:
            continue
        row = logits[place].astype(np.float64)
        if allowed is not None:
            row = np.where(allowed if allowed.ndim == 1 else allowed[place], row, -np.inf)
        norm = log_sum_exp(row)
        total += norm - row[target]
        gradient[place] = np.exp(row - norm) / number
        gradient[place, target] -= 1.0 / number
    return (total / number if number else 0.0), gradient
