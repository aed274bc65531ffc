"""Why: decay apart from the moments, a count of steps for each parameter, and a state of plain lists that nobody shares."""

import numpy as np


class AdamW:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        self.params, self.lr, self.betas, self.eps, self.weight_decay = params, lr, betas, eps, weight_decay
        self.steps = dict.fromkeys(params, 0)
        self.m = {name: np.zeros(one.shape) for name, one in params.items()}
        self.v = {name: np.zeros(one.shape) for name, one in params.items()}

    def step(self, grads, lr=None):
        if not all(np.isfinite(one).all() for one in grads.values()):
            return False
        lr = self.lr if lr is None else lr
        first, second = self.betas
        for name, grad in grads.items():
            p, g = self.params[name], grad.astype(np.float64)
            self.steps[name] += 1
            self.m[name] = first * self.m[name] + (1 - first) * g
            self.v[name] = second * self.v[name] + (1 - second) * g**2
            m = self.m[name] / (1 - first ** self.steps[name])
            v = self.v[name] / (1 - second ** self.steps[name])
            decay = self.weight_decay if p.ndim >= 2 else 0.0
            p[...] = p - lr * decay * p.astype(np.float64) - lr * m / (np.sqrt(v) + self.eps)
        return True

    def state(self):
        return {
            name: {"steps": self.steps[name], "m": self.m[name].tolist(), "v": self.v[name].tolist(), "shape": list(one.shape)}
            for name, one in self.params.items()
        }

    def restore(self, state):
        if {name: one["shape"] for name, one in state.items()} != {name: list(one.shape) for name, one in self.params.items()}:
            raise ValueError("the state is of other parameters")
        for name, one in state.items():
            self.steps[name] = one["steps"]
            self.m[name], self.v[name] = (np.array(one[moment]).reshape(one["shape"]) for moment in ("m", "v"))
