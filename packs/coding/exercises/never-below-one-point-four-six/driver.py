"""Trains the model on the messages of a case and asks it, and gives `proof` sound and broken modules."""

import types

import numpy as np

import solution

_PARAMETERS = ("W1", "b1", "W2", "b2")


def made(rows, features, classes, seed):
    draw = np.random.default_rng(seed)
    y = draw.integers(0, classes, rows)
    return draw.normal(size=(rows, features)) + 1.5 * draw.normal(size=(classes, features))[y], y


def thin(losses):
    return losses if len(losses) <= 12 else losses[:: len(losses) // 10] + losses[-1:]


def table(rows):
    return [[float(one) for one in row] for row in np.asarray(rows)]


SOUND = '''
import numpy as np


def softmax(scores):
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def cross_entropy(scores, y):
    below = scores - scores.max(axis=1, keepdims=True)
    logs = below - np.log(np.exp(below).sum(axis=1, keepdims=True))
    rows = np.arange(len(scores))
    gradient = np.exp(logs)
    gradient[rows, y] -= 1.0
    return float(-logs[rows, y].mean()), gradient / len(scores)


class Intents:
    def __init__(self, features, classes, hidden=16, seed=0):
        draw = np.random.default_rng(seed)
        self.W1 = draw.normal(size=(features, hidden)) / np.sqrt(features)
        self.b1 = np.zeros(hidden)
        self.W2 = draw.normal(size=(hidden, classes)) / np.sqrt(hidden)
        self.b2 = np.zeros(classes)

    def scores(self, X):
        return np.tanh(X @ self.W1 + self.b1) @ self.W2 + self.b2

    def trained_on(self, X):
        return self.scores(X)

    def step(self, X, y, lr):
        hidden, scores = np.tanh(X @ self.W1 + self.b1), self.trained_on(X)
        loss, gradient = cross_entropy(scores, y)
        gradient = self.back(gradient, scores)
        below = (gradient @ self.W2.T) * (1.0 - hidden**2)
        for name, by in (("W2", hidden.T @ gradient), ("b2", gradient.sum(axis=0)), ("W1", X.T @ below), ("b1", below.sum(axis=0))):
            setattr(self, name, getattr(self, name) - lr * by)
        return loss

    def back(self, gradient, out):
        return gradient

    def evaluate(self, X, y):
        return cross_entropy(self.scores(X), y)[0]

    def predict_proba(self, X, temperature=1.0):
        return softmax(self.scores(X) / temperature)

    def predict(self, X, threshold=0.0, temperature=1.0):
        found = self.predict_proba(X, temperature)
        return np.where(found.max(axis=1) < threshold, -1, found.argmax(axis=1))
'''
ROW_BY_ROW = SOUND[: SOUND.index("class Intents")] + '''class Intents:
    def __init__(self, features, classes, hidden=16, seed=0):
        draw = np.random.default_rng(seed)
        first = draw.normal(size=(features, hidden)) / features**0.5
        self.W1, self.b1 = first, np.zeros(hidden)
        self.W2, self.b2 = draw.normal(size=(hidden, classes)) / hidden**0.5, np.zeros(classes)

    def logs(self, row, temperature=1.0):
        hidden = np.tanh(row @ self.W1 + self.b1)
        scores = (hidden @ self.W2 + self.b2) / temperature
        return hidden, scores - np.logaddexp.reduce(scores)

    def step(self, X, y, lr):
        by = [np.zeros_like(one) for one in (self.W1, self.b1, self.W2, self.b2)]
        loss = self.evaluate(X, y)
        for row, right in zip(X, y):
            hidden, logs = self.logs(row)
            off = np.exp(logs)
            off[right] -= 1
            below = (self.W2 @ off) * (1 - hidden) * (1 + hidden)
            for total, one in zip(by, (np.outer(row, below), below, np.outer(hidden, off), off)):
                total += one
        self.W1, self.b1, self.W2, self.b2 = (
            one - lr * total / len(X) for one, total in zip((self.W1, self.b1, self.W2, self.b2), by)
        )
        return loss

    def evaluate(self, X, y):
        return -np.mean([self.logs(row)[1][right] for row, right in zip(X, y)])

    def predict_proba(self, X, temperature=1.0):
        return np.array([np.exp(self.logs(row, temperature)[1]) for row in X]).reshape(len(X), len(self.b2))

    def predict(self, X, threshold=0.0, temperature=1.0):
        return [int(row.argmax()) if row.max() >= threshold else -1 for row in self.predict_proba(X, temperature)]
'''
_TRAINED = [("        return self.scores(X)\n\n    def step", "        return softmax(self.scores(X))\n\n    def step")]
_BACK = [("        return gradient\n", "        return out * (gradient - (gradient * out).sum(axis=1, keepdims=True))\n")]
_ASKED = [("softmax(self.scores(X) / temperature)", "softmax(softmax(self.scores(X)) / temperature)")]
_EVALUATED = [("cross_entropy(self.scores(X), y)[0]", "cross_entropy(softmax(self.scores(X)), y)[0]")]
FAULTS = {
    "trained on probabilities": _TRAINED + _BACK,
    "trained on probabilities, without the way back": _TRAINED,
    "the way back is left": _BACK,
    "asked twice": _ASKED,
    "evaluated on probabilities": _EVALUATED,
    "temperature on probabilities": [("softmax(self.scores(X) / temperature)", "softmax(np.log(softmax(self.scores(X)) + 1e-300)) if temperature == 1.0 else softmax(softmax(self.scores(X)) / temperature)")],
    "scores for probabilities": [("return softmax(self.scores(X) / temperature)", "return self.scores(X) / temperature")],
    "as it was": _TRAINED + _BACK + _ASKED + [("cross_entropy(self.scores(X), y)[0]", "cross_entropy(self.predict_proba(X), y)[0]")],
}


def module(name):
    source = ROW_BY_ROW if name == "row by row" else SOUND
    for old, new in FAULTS.get(name, []):
        assert old in source, (name, old)
        source = source.replace(old, new)
    made = types.ModuleType("intents")
    exec(source, made.__dict__)
    return made


def run(value):
    if "proof" in value:
        found = {name: solution.proof(module(name)) for name in value["proof"]}
        return {name: one.item() if hasattr(one, "item") else one for name, one in found.items()}
    if "scores" in value:
        scores, y = np.array(value["scores"], dtype=float), np.array(value["y"])
        loss, gradient = solution.cross_entropy(scores, y)
        return {"loss": float(loss), "gradient": table(gradient), "softmax": table(solution.softmax(scores))}
    if "rows" in value:
        X, y = made(value["rows"], value["features"], value["classes"], value["seed"])
    else:
        X, y = np.array(value["X"], dtype=float), np.array(value["y"])
    model = solution.Intents(X.shape[1], value["classes"], value.get("hidden", 16), value.get("seed", 0))
    for name in _PARAMETERS:
        if name in value:
            setattr(model, name, np.array(value[name], dtype=float))
    given, out = (X.copy(), y.copy()), {}
    if value.get("steps"):
        out["losses"] = thin([float(model.step(X, y, value["lr"])) for _ in range(value["steps"])])
    before = [getattr(model, name).copy() for name in _PARAMETERS]
    out["loss"] = float(model.evaluate(X, y))
    ask = X[: value.get("ask", len(X))]
    for temperature in value.get("temperatures", [1.0]):
        out[f"probabilities at {temperature}"] = table(model.predict_proba(ask, temperature))
        for threshold in value.get("thresholds", []):
            out[f"answers at {temperature} from {threshold}"] = [int(one) for one in model.predict(ask, threshold, temperature)]
    out["parameters left alone"] = all(np.array_equal(one, getattr(model, name)) for one, name in zip(before, _PARAMETERS, strict=True))
    if value.get("parameters"):
        out["parameters"] = {name: getattr(model, name).tolist() for name in _PARAMETERS}
    out["left as it was"] = np.array_equal(given[0], X) and np.array_equal(given[1], y)
    out["none"] = [np.shape(model.predict_proba(X[:0]))[0], len(model.predict(X[:0], 0.5))]
    return out
