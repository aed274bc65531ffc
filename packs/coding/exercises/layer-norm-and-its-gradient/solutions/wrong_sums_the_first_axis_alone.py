"""Why: dgain and dbias are summed over the first axis, which is right for exactly two axes; and gain comes after the means.
Fails: plain, made-rows, one-axis, three-axes, no-rows, several-layers, many-rows
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
    dx = dy - dy.mean(axis=-1, keepdims=True) - normal * (dy * normal).mean(axis=-1, keepdims=True)
    return dx * inverse * gain, (dy * normal).sum(axis=0), dy.sum(axis=0)
