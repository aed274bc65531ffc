"""Why: unmerge subtracts what merge added; in half precision, and after a new load, that is not the base.
Fails: unmerged-exactly, loaded-again
"""

import numpy as np


class LoraLinear:
    def __init__(self, weight, transposed=False):
        self.base, self.transposed = weight.copy(), transposed
        self.weight, self.merged, self.adapters = self.base, False, {}

    def load(self, name, a, b, alpha):
        a, b = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
        self.adapters[name] = a, b, alpha / len(a)

    def merge(self, strengths):
        total = self.base.astype(np.float64)
        for name, strength in strengths.items():
            a, b, scale = self.adapters[name]
            added = strength * scale * (b @ a)
            total += added.T if self.transposed else added
        with np.errstate(over="ignore"):
            rounded = total.astype(self.base.dtype)
        if not np.isfinite(rounded).all():
            raise OverflowError("the merged weight does not fit into its type")
        self.weight, self.merged = (rounded, dict(strengths)) if strengths else (self.base, False)

    def unmerge(self):
        strengths = self.merged or {}
        total = self.weight.astype(np.float64)
        for name, strength in strengths.items():
            a, b, scale = self.adapters[name]
            added = strength * scale * (b @ a)
            total -= added.T if self.transposed else added
        self.weight, self.merged = total.astype(self.base.dtype), False

    def forward(self, x, names=None):
        x, rows = np.asarray(x, dtype=np.float64), {}
        for place, name in enumerate(names or []):
            if name is not None:
                rows.setdefault(name, []).append(place)
        if rows and self.merged:
            raise ValueError("adapters are merged into the weight")
        wanted = {name: self.adapters[name] for name in rows}
        weight = self.weight.astype(np.float64)
        out = x @ (weight if self.transposed else weight.T)
        for name, (a, b, scale) in wanted.items():
            out[rows[name]] += scale * (x[rows[name]] @ a.T) @ b.T
        return out
