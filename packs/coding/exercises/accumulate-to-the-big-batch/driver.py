"""Backward passes that are told, or those of a small model that is updated with each step; both use their arrays again."""

import numpy as np
from solution import large_steps


class Told:
    """Gives the loss, gradients and tokens of a part as they are told, in arrays that are used again for the next part."""

    def __init__(self, kind):
        self.kind, self.held = kind, {}

    def __call__(self, part):
        for one in self.held.values():
            one[...] = 99.0
        out = {}
        for name, told in part.get("gradients", {}).items():
            entries = np.array(told, dtype=self.kind)
            held = self.held.setdefault(name, np.empty_like(entries))
            held[...] = entries
            out[name] = held
        return part["loss"], out, part["tokens"]


class Model:
    """Scores of next tokens, weights (vocabulary, vocabulary) and a bias; a part is an array of tokens, -1 where masked."""

    def __init__(self, size, seed):
        draw = np.random.default_rng(seed)
        self.weights, self.bias = draw.standard_normal((size, size)), draw.standard_normal(size)
        self.held = {"weights": np.zeros((size, size), dtype=np.float32), "bias": np.zeros(size, dtype=np.float32)}
        self.ran = 0

    def __call__(self, part):
        self.ran += 1
        before, after = part[:, :-1].ravel(), part[:, 1:].ravel()
        real = (before >= 0) & (after >= 0)
        before, after = before[real], after[real]
        scores = self.weights[before] + self.bias
        scores -= scores.max(axis=1, keepdims=True, initial=-np.inf)
        log_p = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        change, at = np.exp(log_p), np.arange(len(after))
        change[at, after] -= 1.0
        with np.errstate(invalid="ignore", divide="ignore"):
            loss = float(np.divide(-log_p[at, after].sum(), len(after)))
            weights = np.zeros_like(self.weights)
            np.add.at(weights, before, change)
            self.held["weights"][...] = np.divide(weights, len(after))
            self.held["bias"][...] = np.divide(change.sum(axis=0), len(after))
        return loss, self.held, len(after)


def texts(value):
    """The parts of a case: rows of tokens, -1 after the end of a text, whose lengths are very different."""
    draw = np.random.default_rng(value["seed"])
    for rows, longest in value["shapes"]:
        part = draw.integers(0, value["size"], (rows, longest))
        lengths = draw.integers(0, longest + 1, rows)
        part[np.arange(longest) >= lengths[:, None]] = -1
        yield part


def train(value):
    """Trains the model: gradient steps between what is yielded, and how many parts were run at each."""
    model, out = Model(value["size"], value["seed"]), []
    taken = 0

    def counted():
        nonlocal taken
        for part in texts(value):
            taken += 1
            yield part

    for loss, gradients, norm in large_steps(counted(), model, value["every"], value.get("max_norm")):
        model.weights -= 0.5 * gradients["weights"]
        model.bias -= 0.5 * gradients["bias"]
        gradients["bias"][...] = 1e6
        out.append({"loss": loss, "norm": norm, "run": model.ran, "taken": taken})
    return {"steps": out, "weights": model.weights.tolist(), "bias": model.bias.tolist()}


def large(value):
    """Many parts with large gradients, as sums."""
    held = {"weights": np.zeros(value["entries"], dtype=np.float32)}

    def backward(part):
        held["weights"][...] = float(part)
        return float(part), held, part

    found = large_steps(iter(range(1, value["parts"] + 1)), backward, value["parts"], 1e9)
    return [[loss, norm, [float(gradients["weights"][place]) for place in (0, -1)]] for loss, gradients, norm in found]


def run(value):
    if "entries" in value:
        return large(value)
    if "size" in value:
        return train(value)
    got = list(large_steps(iter(value["parts"]), Told(value.get("dtype", "float64")), value["every"], value.get("max_norm")))
    steps = [
        {"loss": float(loss), "gradients": {name: one.tolist() for name, one in gradients.items()}, "norm": float(norm)}
        for loss, gradients, norm in got
    ]
    return {"steps": steps, "float64": all(one.dtype == np.float64 for _, gradients, _ in got for one in gradients.values())}
