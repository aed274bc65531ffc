"""Why: full steps alone are thrown from one side to the other where the penalty is weak, until H cannot be solved.
Fails: one-far-row
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
    x = np.asarray(x, dtype=np.float64)
    size = x.shape[1]
    wide, theta = np.column_stack([x, np.ones(len(y))]), np.zeros(size + 1)
    penalty = np.diag(np.append(np.full(size, l2), 0.0))
    for _ in range(100):
        loss, gradient, curve = parts(theta, x, y, miss, alarm, l2)
        if np.abs(gradient).max() <= 1e-9:
            break
        step = np.linalg.solve(wide.T @ (wide * curve[:, None]) + penalty, -gradient)
        theta = theta + step
    return theta
