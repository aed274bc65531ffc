"""Why: it goes along the gradient with a fixed rate for a fixed number of steps; columns in cents throw it about, others hardly move.
Fails: separable, unscaled, the-same-twice, many-rows
"""

import numpy as np


def loss_and_gradient(theta, x, y, miss, alarm, l2):
    loss, gradient, _ = parts(theta, x, y, miss, alarm, l2)
    return loss, gradient


def parts(theta, x, y, miss, alarm, l2):
    """Loss, gradient, and the second derivative of each row by its score."""
    weights, n = theta[:-1], len(y)
    z = x @ weights + theta[-1]
    on_miss, on_alarm = miss * y, alarm * (1.0 - y)
    small = np.exp(-np.abs(z))
    p, q = (np.where(side, 1.0, small) / (1.0 + small) for side in (z >= 0, z < 0))
    loss = (on_miss * np.logaddexp(0.0, -z) + on_alarm * np.logaddexp(0.0, z)).sum() / n + l2 / 2 * weights @ weights
    change = (on_alarm * p - on_miss * q) / n
    gradient = np.append(change @ x + l2 * weights, change.sum())
    return float(loss), gradient, (on_miss + on_alarm) * p * q / n


def fit(x, y, miss, alarm, l2):
    theta = np.zeros(x.shape[1] + 1)
    for _ in range(5000 if len(y) < 10000 else 10):
        theta = theta - 0.5 * loss_and_gradient(theta, x, y, miss, alarm, l2)[1]
    return theta
