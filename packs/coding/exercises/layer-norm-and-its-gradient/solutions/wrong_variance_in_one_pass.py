"""Why: the mean of the squares less the square of the mean loses all digits where the entries are far from zero.
Fails: far-from-zero
"""

import numpy as np


def layer_norm(x, gain, bias, eps=1e-5):
    x = np.asarray(x, dtype=np.float64)
    mean = x.mean(axis=-1, keepdims=True)
    variance = np.maximum((x**2).mean(axis=-1, keepdims=True) - mean**2, 0.0)
    inverse = 1.0 / np.sqrt(variance + eps)
    normal = (x - mean) * inverse
    return normal * gain + bias, (normal, inverse, gain)


def layer_norm_gradient(dy, saved):
    normal, inverse, gain = saved
    others = tuple(range(dy.ndim - 1))
    inner = dy * gain
    dx = inner - inner.mean(axis=-1, keepdims=True) - normal * (inner * normal).mean(axis=-1, keepdims=True)
    return dx * inverse, (dy * normal).sum(axis=others), dy.sum(axis=others)
