"""Why: it goes over the rows in Python, and pays for a dozen calls of NumPy with each.
Fails: many-rows
"""

import numpy as np


def layer_norm(x, gain, bias, eps=1e-5):
    wide = np.array(x, dtype=np.float64).reshape(-1, x.shape[-1])
    inverse = np.empty(len(wide))
    for place, row in enumerate(wide):
        apart = row - row.mean()
        inverse[place] = 1.0 / np.sqrt((apart**2).mean() + eps)
        wide[place] = apart * inverse[place]
    return (wide * gain + bias).reshape(x.shape), (wide, inverse, gain)


def layer_norm_gradient(dy, saved):
    normal, inverse, gain = saved
    dx, dgain, dbias = np.zeros(normal.shape), np.zeros(len(gain)), np.zeros(len(gain))
    for place, one in enumerate(dy.reshape(normal.shape)):
        inner = one * gain
        dx[place] = (inner - inner.mean() - normal[place] * (inner * normal[place]).mean()) * inverse[place]
        dgain += one * normal[place]
        dbias += one
    return dx.reshape(dy.shape), dgain, dbias
