"""Why: it saves x itself and normalises again on the way back, when the caller has filled x with something else.
Fails: plain, made-rows, one-axis, three-axes, far-from-zero, half-precision, several-layers, many-rows
"""

import numpy as np


def layer_norm(x, gain, bias, eps=1e-5):
    wide = np.asarray(x, dtype=np.float64)
    apart = wide - wide.mean(axis=-1, keepdims=True)
    return apart / np.sqrt((apart**2).mean(axis=-1, keepdims=True) + eps) * gain + bias, (x, gain, eps)


def layer_norm_gradient(dy, saved):
    x, gain, eps = saved
    x = np.asarray(x, dtype=np.float64)
    apart = x - x.mean(axis=-1, keepdims=True)
    inverse = 1.0 / np.sqrt((apart**2).mean(axis=-1, keepdims=True) + eps)
    normal = apart * inverse
    others = tuple(range(dy.ndim - 1))
    inner = dy * gain
    dx = inner - inner.mean(axis=-1, keepdims=True) - normal * (inner * normal).mean(axis=-1, keepdims=True)
    return dx * inverse, (dy * normal).sum(axis=others), dy.sum(axis=others)
