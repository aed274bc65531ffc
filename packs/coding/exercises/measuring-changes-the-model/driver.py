"""Builds the net of a case, trains and asks it by a script, and gives `proof` sound and broken modules."""

import types

import numpy as np

import solution


def built(told):
    """A layer as a case tells it."""
    kind, *more = told
    if kind == "linear":
        inputs, outputs, seed = more
        draw = np.random.default_rng(seed)
        return solution.Linear(draw.normal(size=(inputs, outputs)), draw.normal(size=outputs))
    if kind == "norm":
        return solution.BatchNorm(*more)
    if kind == "dropout":
        return solution.Dropout(*more)
    return (solution.Net if kind == "net" else solution.Block)([built(one) for one in more[0]])


def every(layer):
    yield layer
    for one in getattr(layer, "layers", []):
        yield from every(one)


def state(net):
    """The modes of all layers, and what the norms hold."""
    layers = list(every(net))
    norms = [[one.mean.tolist(), one.var.tolist()] for one in layers if hasattr(one, "momentum")]
    return {"training": [bool(one.training) for one in layers], "norms": norms}


def rows(told):
    """Rows as a case tells them: literally, or how many, of how many features, by which seed."""
    if told and not isinstance(told[0], list):
        count, features, seed = told
        return np.random.default_rng(seed).normal(1.0, 2.0, (count, features))
    return np.array(told, dtype=float)


def play(value):
    net, out = built(["net", value["net"]]), []
    for what, *more in value["script"]:
        if what in ("train", "eval"):
            getattr(net, what)()
        elif what == "freeze":
            list(every(net))[more[0]].training = False
        elif what == "step":
            out.append(net(rows(more[0])).tolist())
        elif what == "state":
            out.append(state(net))
        elif what == "predict":
            out.append([float(one) for one in solution.predict(net, rows(more[0]), more[1])])
        else:
            X = rows(more[0])
            y = np.array(more[2], dtype=float) if len(more) > 2 else np.arange(len(X)) % 3.0
            try:
                out.append(float(solution.evaluate(net, X, y, more[1])))
            except ValueError:
                out.append("ValueError")
    return out


LAYERS = '''
import numpy as np


class Linear:
    def __init__(self, W, b):
        self.W, self.b, self.training = np.asarray(W, dtype=float), np.asarray(b, dtype=float), True

    def __call__(self, x):
        return x @ self.W + self.b


class BatchNorm:
    def __init__(self, size, momentum=0.1, eps=1e-5):
        self.mean, self.var, self.training = np.zeros(size), np.ones(size), True
        self.momentum, self.eps = momentum, eps

    def __call__(self, x):
        mean, var = self.mean, self.var
        if self.training:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.mean = (1 - self.momentum) * self.mean + self.momentum * mean
            self.var = (1 - self.momentum) * self.var + self.momentum * var
        return (x - mean) / np.sqrt(var + self.eps)


class Dropout:
    def __init__(self, rate, seed):
        self.rate, self.draw, self.training = rate, np.random.default_rng(seed), True

    def __call__(self, x):
        if not self.training:
            return x
        return x * (self.draw.random(x.shape) >= self.rate) / (1 - self.rate)


class Block:
    def __init__(self, layers):
        self.layers, self.training = list(layers), True

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x
'''
SOUND = LAYERS + '''

class Net(Block):
    def train(self):
        for layer in deep(self):
            layer.training = True

    def eval(self):
        for layer in deep(self):
            layer.training = False


def deep(layer):
    return [layer] + [one for part in getattr(layer, "layers", []) for one in deep(part)]


def outputs(net, X, size):
    modes = [(layer, layer.training) for layer in deep(net)]
    net.eval()
    try:
        return [net(X[start : start + size])[:, 0] for start in range(0, len(X), size)]
    finally:
        for layer, mode in modes:
            layer.training = mode


def predict(net, X, size=32):
    return np.concatenate([np.zeros(0), *outputs(net, X, size)])


def evaluate(net, X, y, size=32):
    return float(((np.concatenate(outputs(net, X, size)) - y) ** 2).mean())
'''
ON_A_COPY = LAYERS + '''
import copy


class Net(Block):
    def train(self, mode=True):
        waiting = [self]
        while waiting:
            layer = waiting.pop()
            layer.training = mode
            waiting.extend(getattr(layer, "layers", ()))

    def eval(self):
        self.train(False)


def predict(net, X, size=32):
    other = copy.deepcopy(net)
    other.eval()
    found = np.empty(len(X))
    for start in range(0, len(X), size):
        found[start : start + size] = other(X[start : start + size]).ravel()
    return found


def evaluate(net, X, y, size=32):
    total = 0.0
    for place, one in enumerate(predict(net, X, size)):
        total += (one - y[place]) ** 2
    return total / len(X)
'''
_RESTORED = "        for layer, mode in modes:\n            layer.training = mode\n"
_LOSS = "    return float(((np.concatenate(outputs(net, X, size)) - y) ** 2).mean())\n"
_BY_BATCH = "    parts = outputs(net, X, size)\n    return float(np.mean([((part - y[n * size : n * size + size]) ** 2).mean() for n, part in enumerate(parts)]))\n"
_IN_TRAINING = "    parts = [net(X[start : start + size])[:, 0] for start in range(0, len(X), size)]\n"
FAULTS = {
    "blocks are not reached": [(" for part in getattr(layer, \"layers\", []) for one in deep(part)]", " for one in getattr(layer, \"layers\", [])]")],
    "stays in evaluation mode": [(_RESTORED, "        pass\n")],
    "ends in training mode": [(_RESTORED, "        net.train()\n")],
    "evaluates as it is": [(_LOSS, _IN_TRAINING + "    return float(((np.concatenate(parts) - y) ** 2).mean())\n")],
    "mean of the batches": [(_LOSS, _BY_BATCH)],
    "train is not deep": [("        for layer in deep(self):\n            layer.training = True", "        for layer in [self, *self.layers]:\n            layer.training = True")],
}
FAULTS["as it was"] = FAULTS["blocks are not reached"] + FAULTS["stays in evaluation mode"] + [(_LOSS, _IN_TRAINING + _BY_BATCH.replace("    parts = outputs(net, X, size)\n", "    net.train()\n"))]


def module(name):
    source = ON_A_COPY if name == "on a copy" else SOUND
    for old, new in FAULTS.get(name, []):
        assert old in source, (name, old)
        source = source.replace(old, new)
    made = types.ModuleType("network")
    exec(source, made.__dict__)
    return made


def run(value):
    if "proof" in value:
        found = {name: solution.proof(module(name)) for name in value["proof"]}
        return {name: one.item() if hasattr(one, "item") else one for name, one in found.items()}
    return play(value)
