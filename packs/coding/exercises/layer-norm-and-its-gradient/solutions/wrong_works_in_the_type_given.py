"""Why: it stays in the type of x; squares of half-precision numbers overflow, and single precision has seven digits in all.
Fails: three-axes, half-precision
"""

import numpy as np


def layer_norm(x, gain, bias, eps=1e-5):
    apart = x - x.mean(axis=-1, keepdims=True)
    inverse = 1.0 / np.sqrt((apart**2).mean(axis=-1, keepdims=True) + x.dtype.type(eps))
    normal = apart * inverse
    return (normal * gain + bias).astype(np.float64), (normal, inverse, gain)


def layer_norm_gradient(dy, saved):
    normal, inverse, gain = saved
    others = tuple(range(dy.ndim - 1))
    inner = dy * gain
    dx = inner - inner.mean(axis=-1, keepdims=True) - normal * (inner * normal).mean(axis=-1, keepdims=True)
    return dx * inverse, (dy * normal).sum(axis=others), dy.sum(axis=others)
