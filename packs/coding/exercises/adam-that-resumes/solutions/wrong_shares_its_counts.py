"""Why: the moments are copied into the state, but the dictionary of counts is handed out itself, and later steps change it there.
Fails: resumed, rewound, to-the-last-bit
"""

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
        shapes = {name: list(one.shape) for name, one in self.params.items()}
        m, v = ({name: one.tolist() for name, one in moments.items()} for moments in (self.m, self.v))
        return {"steps": self.steps, "m": m, "v": v, "shapes": shapes}

    def restore(self, state):
        if state["shapes"] != {name: list(one.shape) for name, one in self.params.items()}:
            raise ValueError("the state is of other parameters")
        self.steps = dict(state["steps"])
        self.m, self.v = ({name: np.array(one) for name, one in state[moment].items()} for moment in ("m", "v"))
