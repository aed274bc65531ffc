"""Why: it collects the gradients of all micro-batches and adds them at the end, so memory grows with their number.
Fails: large-gradients
"""

from itertools import islice

import numpy as np


def large_steps(parts, backward, every, max_norm=None):
    while run := [copied(*backward(part)) for part in islice(parts, every)]:
        run = [one for one in run if one[2]]
        tokens = sum(number for _, _, number in run)
        if not tokens:
            continue
        loss = sum(mean * number for mean, _, number in run) / tokens
        names = {name: one.shape for _, gradients, _ in run for name, one in gradients.items()}
        means = {}
        for name, shape in names.items():
            means[name] = np.zeros(shape)
            for _, gradients, number in run:
                if name in gradients:
                    means[name] += gradients[name] * (number / tokens)
        norm = float(np.sqrt(sum((one**2).sum() for one in means.values())))
        if max_norm is not None and norm > max_norm:
            means = {name: one * (max_norm / norm) for name, one in means.items()}
        yield loss, means, norm


def copied(loss, gradients, number):
    return loss, {name: one.astype(np.float64) for name, one in gradients.items()}, number
