"""Why: two passes, so that nothing large is taken off something large; the mean and the variance depend on x, and so does dx on both."""

import numpy as np


def layer_norm(x, gain, bias, eps=1e-5):
    x = np.asarray(x, dtype=np.float64)
    gain = np.asarray(gain, dtype=np.float64)
    apart = x - x.mean(axis=-1, keepdims=True)
    inverse = 1.0 / np.sqrt((apart**2).mean(axis=-1, keepdims=True) + eps)
    normal = apart * inverse
    return normal * gain + bias, (normal, inverse, gain)


def layer_norm_gradient(dy, saved):
    normal, inverse, gain = saved
    dy = np.asarray(dy, dtype=np.float64)
    others = tuple(range(dy.ndim - 1))
    inner = dy * gain
    dx = inner - inner.mean(axis=-1, keepdims=True) - normal * (inner * normal).mean(axis=-1, keepdims=True)
    return dx * inverse, (dy * normal).sum(axis=others), dy.sum(axis=others)
