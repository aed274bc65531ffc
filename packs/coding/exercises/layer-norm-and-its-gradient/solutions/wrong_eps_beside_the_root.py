"""Why: eps is added to the deviation and not to the variance, and the variance is divided by one less than the size.
Fails: plain, made-rows, constant-rows, one-axis, three-axes, far-from-zero, half-precision, several-layers, many-rows
"""

import numpy as np


def layer_norm(x, gain, bias, eps=1e-5):
    x = np.asarray(x, dtype=np.float64)
    apart = x - x.mean(axis=-1, keepdims=True)
    deviation = np.sqrt((apart**2).sum(axis=-1, keepdims=True) / max(x.shape[-1] - 1, 1))
    inverse = 1.0 / (deviation + eps)
    normal = apart * inverse
    return normal * gain + bias, (normal, inverse, gain)


def layer_norm_gradient(dy, saved):
    normal, inverse, gain = saved
    others = tuple(range(dy.ndim - 1))
    inner = dy * gain
    dx = inner - inner.mean(axis=-1, keepdims=True) - normal * (inner * normal).mean(axis=-1, keepdims=True)
    return dx * inverse, (dy * normal).sum(axis=others), dy.sum(axis=others)
