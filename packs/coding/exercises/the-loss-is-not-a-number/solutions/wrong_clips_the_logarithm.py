"""Why: probabilities are kept away from nought before the logarithm, so a hopeless row looks less wrong than it is.
Fails: hopeless-rows, far-below-nought
"""

import numpy as np


def softmax(scores):
    scores = np.asarray(scores, dtype=float)
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def loss(scores, y):
    right = softmax(scores)[np.arange(len(scores)), np.asarray(y)]
    return float(-np.log(np.clip(right, 1e-15, 1.0)).mean())


class SoftmaxRegression:
    def __init__(self, classes, lr=0.5, epochs=100):
        self.classes, self.lr, self.epochs = classes, lr, epochs
        self.losses = []

    def fit(self, X, y):
        X, y = self._checked(X), np.asarray(y)
        if not len(X):
            raise ValueError("no rows to train on")
        self.mean, deviation = X.mean(axis=0), X.std(axis=0)
        self.deviation = np.where(deviation > 0, deviation, 1.0)
        X = self._scaled(X)
        self.W = np.zeros((X.shape[1], self.classes))
        self.b = np.zeros(self.classes)
        wanted = np.eye(self.classes)[y]
        self.losses = []
        for _ in range(self.epochs):
            scores = X @ self.W + self.b
            self.losses.append(loss(scores, y))
            off = (softmax(scores) - wanted) / len(X)
            self.W -= self.lr * (X.T @ off)
            self.b -= self.lr * off.sum(axis=0)
        return self

    def predict_proba(self, X):
        return softmax(self._scaled(self._checked(X)) @ self.W + self.b)

    def _scaled(self, X):
        return (X - self.mean) / self.deviation

    def _checked(self, X):
        X = np.asarray(X, dtype=float)
        if not np.isfinite(X).all():
            raise ValueError("not-a-number or infinity in the data")
        return X
