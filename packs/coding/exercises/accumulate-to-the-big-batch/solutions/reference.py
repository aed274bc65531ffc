"""Why: sums over tokens can be added up, means cannot; they are divided and clipped once, when the large batch is complete."""

import numpy as np


def large_steps(parts, backward, every, max_norm=None):
    sums, total, tokens, place = {}, 0.0, 0, 0
    for place, part in enumerate(parts, 1):
        loss, gradients, number = backward(part)
        if number:
            total, tokens = total + loss * number, tokens + number
            for name, one in gradients.items():
                if name not in sums:
                    sums[name] = np.zeros(one.shape)
                sums[name] += np.multiply(one, number, dtype=np.float64)
        if place % every == 0:
            if tokens:
                yield finished(sums, total, tokens, max_norm)
            sums, total, tokens = {}, 0.0, 0
    if tokens:
        yield finished(sums, total, tokens, max_norm)


def finished(sums, total, tokens, max_norm):
    """The means of a large batch, clipped."""
    gradients = {name: one / tokens for name, one in sums.items()}
    norm = float(np.sqrt(sum((one**2).sum() for one in gradients.values())))
    if max_norm is not None and norm > max_norm:
        gradients = {name: one * (max_norm / norm) for name, one in gradients.items()}
    return total / tokens, gradients, norm
