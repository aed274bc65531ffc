"""Why: against division by zero a channel of zeros gets the scale 1, and with it an error that it does not have.
Fails: channel-of-zeros, long-rows, wide-layer, many-rows
"""


import numpy as np


def quantise_channels(weights):
    weights = np.asarray(weights, dtype=np.float64)
    scales = np.abs(weights).max(axis=1, initial=0.0) / 127.0
    scales[scales == 0] = 1.0
    q = np.rint(weights / scales[:, None])
    return q.astype(np.int8), scales


def quantise_tensor(x):
    x = np.asarray(x, dtype=np.float64)
    low, high = x.min(initial=0.0), x.max(initial=0.0)
    scale = float(high - low) / 255.0
    if not scale:
        return np.zeros(x.shape, dtype=np.int8), 0.0, 0
    zero = int(np.rint(-128.0 - low / scale))
    return np.clip(np.rint(x / scale) + zero, -128, 127).astype(np.int8), scale, zero


def multiply(xq, scale, zero, wq, scales):
    # float64 holds these sums exactly, and unlike int32 its product is done by a fast library
    sums = (xq.astype(np.float64) - zero) @ wq.astype(np.float64).T
    return sums.astype(np.int32), sums * scale * scales


def error_bound(xq, scale, zero, wq, scales):
    x = np.abs(xq.astype(np.float64) - zero).sum(axis=1) * scale
    w = np.abs(wq.astype(np.float64)).sum(axis=1) * scales
    return x[:, None] * scales / 2 + w * scale / 2 + xq.shape[1] * scale * scales / 4
