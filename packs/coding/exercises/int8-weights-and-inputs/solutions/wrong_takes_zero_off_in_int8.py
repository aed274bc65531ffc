"""Why: the zero is taken off in int8, where the difference wraps around.
Fails: plain, halves, channel-of-zeros, far-from-zero, one-beyond, very-small-and-very-large, half-precision, long-rows, wide-layer, many-rows
"""


import numpy as np


def quantise_channels(weights):
    weights = np.asarray(weights, dtype=np.float64)
    scales = np.abs(weights).max(axis=1, initial=0.0) / 127.0
    q = np.rint(weights / np.where(scales > 0, scales, 1.0)[:, None])
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
    sums = (xq - np.int8(zero)).astype(np.float64) @ wq.astype(np.float64).T
    return sums.astype(np.int32), sums * scale * scales


def error_bound(xq, scale, zero, wq, scales):
    x = np.abs(xq - np.int8(zero)).astype(np.float64).sum(axis=1) * scale
    w = np.abs(wq.astype(np.float64)).sum(axis=1) * scales
    return x[:, None] * scales / 2 + w * scale / 2 + xq.shape[1] * scale * scales / 4
