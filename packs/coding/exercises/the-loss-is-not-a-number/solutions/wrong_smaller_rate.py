"""Why: the rate is made so small that nothing overflows, and nothing is learned.
Fails: first-step, large-customer, small-tenant, constant-column, single-row, many-rows, missing-class
"""

import numpy as np


def softmax(scores):
    scores = np.asarray(scores, dtype=float)
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def loss(scores, y):
    scores = np.asarray(scores, dtype=float)
    below = scores - scores.max(axis=1, keepdims=True)
    logs = below - np.log(np.exp(below).sum(axis=1, keepdims=True))
    return float(-logs[np.arange(len(logs)), np.asarray(y)].mean())


class SoftmaxRegression:
    def __init__(self, classes, lr=0.5, epochs=100):
        self.classes, self.lr, self.epochs = classes, min(lr, 1e-9), epochs
        self.losses = []

    def fit(self, X, y):
        X, y = self._checked(X), np.asarray(y)
        if not len(X):
            raise ValueError("no rows to train on")
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
        return X

    def _checked(self, X):
        X = np.asarray(X, dtype=float)
        if not np.isfinite(X).all():
            raise ValueError("not-a-number or infinity in the data")
        return X
