"""Why: the penalty is on the whole of theta, and pulls the rate of frauds to one half.
Fails: without-columns, penalty, one-far-row, separable, costs-and-votes, unscaled, the-same-twice, many-rows
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
    loss = (on_miss * np.logaddexp(0.0, -z) + on_alarm * np.logaddexp(0.0, z)).sum() / n + l2 / 2 * theta @ theta
    change = (on_alarm * p - on_miss * q) / n
    gradient = np.append(change @ x, change.sum()) + l2 * theta
    return float(loss), gradient, (on_miss + on_alarm) * p * q / n


def fit(x, y, miss, alarm, l2):
    x = np.asarray(x, dtype=np.float64)
    size = x.shape[1]
    wide, theta = np.column_stack([x, np.ones(len(y))]), np.zeros(size + 1)
    penalty = np.diag(np.full(size + 1, l2))
    for _ in range(100):
        loss, gradient, curve = parts(theta, x, y, miss, alarm, l2)
        if np.abs(gradient).max() <= 1e-9:
            break
        step = np.linalg.solve(wide.T @ (wide * curve[:, None]) + penalty, -gradient)
        t = 1.0
        while t > 1e-12 and loss_and_gradient(theta + t * step, x, y, miss, alarm, l2)[0] > loss + 1e-4 * t * (gradient @ step) + 1e-12:
            t /= 2
        theta = theta + t * step
    return theta
