"""Why: it takes one cost for a row by rounding its label, and multiplies p - y by it; and with votes that is another gradient.
Fails: votes, rare-but-dear, costs-and-votes, the-same-twice, many-rows
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
    change = np.where(y >= 0.5, miss, alarm) * (p - y) / n
    gradient = np.append(change @ x + l2 * weights, change.sum())
    return float(loss), gradient, np.where(y >= 0.5, miss, alarm) * p * q / n


def fit(x, y, miss, alarm, l2):
    x = np.asarray(x, dtype=np.float64)
    size = x.shape[1]
    wide, theta = np.column_stack([x, np.ones(len(y))]), np.zeros(size + 1)
    penalty = np.diag(np.append(np.full(size, l2), 0.0))
    for _ in range(25):
        loss, gradient, curve = parts(theta, x, y, miss, alarm, l2)
        if np.abs(gradient).max() <= 1e-9:
            break
        step = np.linalg.solve(wide.T @ (wide * curve[:, None]) + penalty, -gradient)
        t = 1.0
        while t > 0.01 and loss_and_gradient(theta + t * step, x, y, miss, alarm, l2)[0] > loss + 1e-4 * t * (gradient @ step) + 1e-12:
            t /= 2
        theta = theta + t * step
    return theta
