"""Why: sums have the type of the gradients; in half precision a sum over some thousand tokens is infinite.
Fails: half-precision
"""

import numpy as np


def large_steps(parts, backward, every, max_norm=None):
    sums, total, tokens, place = {}, 0.0, 0, 0
    for place, part in enumerate(parts, 1):
        loss, gradients, number = backward(part)
        if number:
            total, tokens = total + loss * number, tokens + number
            for name, one in gradients.items():
                if name not in sums:
                    sums[name] = np.zeros_like(one)
                sums[name] += one * one.dtype.type(number)
        if place % every == 0:
            if tokens:
                yield finished(sums, total, tokens, max_norm)
            sums, total, tokens = {}, 0.0, 0
    if tokens:
        yield finished(sums, total, tokens, max_norm)


def finished(sums, total, tokens, max_norm):
    """The means of a large batch, clipped."""
    gradients = {name: (one / one.dtype.type(tokens)).astype(np.float64) for name, one in sums.items()}
    norm = float(np.sqrt(sum((one**2).sum() for one in gradients.values())))
    if max_norm is not None and norm > max_norm:
        gradients = {name: one * (max_norm / norm) for name, one in gradients.items()}
    return total / tokens, gradients, norm
