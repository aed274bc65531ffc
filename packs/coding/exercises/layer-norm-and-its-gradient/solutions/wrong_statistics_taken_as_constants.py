"""Why: it takes the mean and the variance for constants, so dx lacks the two terms that come through them.
Fails: plain, made-rows, constant-rows, one-entry, one-axis, three-axes, far-from-zero, half-precision, several-layers, many-rows
"""

import numpy as np


def layer_norm(x, gain, bias, eps=1e-5):
    x = np.asarray(x, dtype=np.float64)
    apart = x - x.mean(axis=-1, keepdims=True)
    inverse = 1.0 / np.sqrt((apart**2).mean(axis=-1, keepdims=True) + eps)
    normal = apart * inverse
    return normal * gain + bias, (normal, inverse, gain)


def layer_norm_gradient(dy, saved):
    normal, inverse, gain = saved
    others = tuple(range(dy.ndim - 1))
    return dy * gain * inverse, (dy * normal).sum(axis=others), dy.sum(axis=others)
