"""Why: the sums begin as the arrays of backward itself, which its next call overwrites.
Fails: by-token, clipped-once, what-is-left, all-masked, missing-names, half-precision, training, large-gradients
"""

import numpy as np


def large_steps(parts, backward, every, max_norm=None):
    sums, total, tokens, done = None, 0.0, 0, 0
    for part in parts:
        loss, gradients, number = backward(part)
        done += 1
        if number:
            total, tokens = total + loss * number, tokens + number
            weighted = gradients if sums is None else {name: one * number for name, one in gradients.items()}
            if sums is None:
                sums = weighted
                for one in sums.values():
                    one *= one.dtype.type(number)
            else:
                for name, one in weighted.items():
                    sums[name] = sums[name] + one if name in sums else one
        if done == every:
            if tokens:
                yield finished(sums, total, tokens, max_norm)
            sums, total, tokens, done = None, 0.0, 0, 0
    if tokens:
        yield finished(sums, total, tokens, max_norm)


def finished(sums, total, tokens, max_norm):
    gradients = {name: one.astype(np.float64) / tokens for name, one in sums.items()}
    norm = float(np.sqrt(sum((one**2).sum() for one in gradients.values())))
    if max_norm is not None and norm > max_norm:
        gradients = {name: one * (max_norm / norm) for name, one in gradients.items()}
    return total / tokens, gradients, norm
