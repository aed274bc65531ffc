"""Why: to know whether a large batch is the last one it looks ahead, and runs a micro-batch on weights that are old.
Fails: training, one-by-one
"""

import numpy as np


def large_steps(parts, backward, every, max_norm=None):
    waiting = next(parts, None)
    while waiting is not None:
        sums, total, tokens = {}, 0.0, 0
        for _ in range(every):
            if waiting is None:
                break
            loss, gradients, number = backward(waiting)
            if number:
                total, tokens = total + loss * number, tokens + number
                for name, one in gradients.items():
                    sums[name] = sums.get(name, 0.0) + np.multiply(one, number, dtype=np.float64)
            waiting = next(parts, None)
        if tokens:
            gradients = {name: one / tokens for name, one in sums.items()}
            norm = float(np.sqrt(sum((one**2).sum() for one in gradients.values())))
            scale = 1.0 if max_norm is None or norm <= max_norm else max_norm / norm
            yield total / tokens, {name: np.asarray(one * scale) for name, one in gradients.items()}, norm
