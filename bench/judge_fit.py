"""The little that is fitted on top of the reader: logistic regression and ridge in numpy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Columns = NDArray[np.float64]
Values = NDArray[np.float64]


@dataclass(frozen=True)
class Fitted:
    """A two-way decision from some of the columns."""

    columns: Sequence[int]
    decide: Callable[[Columns], Values]

    def says(self, every: Columns) -> Values:
        """1 or 0 a row of all columns."""
        return self.decide(every[:, list(self.columns)])


def logistic(known: Columns, truth: Values, *, penalty: float = 1.0) -> Callable[[Columns], Values]:
    """A logistic regression by Newton's method; the threshold is the one with the best macro-F1 on what it was fitted to."""
    scale = _scaling(known)
    x = _with_one(scale(known))
    shrink = np.diag([penalty] * (x.shape[1] - 1) + [0.0])
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = _sigmoid(x @ w)
        step = np.linalg.solve(
            (x.T * (p * (1 - p))) @ x + shrink + 1e-9 * np.eye(len(w)), x.T @ (truth - p) - shrink @ w
        )
        w += step
        if np.abs(step).max() < 1e-8:
            break
    said = _sigmoid(x @ w)
    threshold = max(
        np.linspace(0.2, 0.8, 61), key=lambda t: (macro_f1(truth, (said >= t).astype(float)), -abs(t - 0.5))
    )
    return lambda asked: (_sigmoid(_with_one(scale(asked)) @ w) >= threshold).astype(float)


def ridge_left_out(known: Columns, scores: Values, groups: Sequence[str], *, penalty: float = 1.0) -> Values:
    """What a ridge regression says of each row that was fitted without the row's group."""
    names, said = np.array(groups), np.empty(len(scores))
    for name in dict.fromkeys(groups):
        out = names == name
        scale = _scaling(known[~out])
        x = _with_one(scale(known[~out]))
        shrink = np.diag([penalty] * (x.shape[1] - 1) + [0.0])
        w = np.linalg.solve(x.T @ x + shrink, x.T @ scores[~out])
        said[out] = _with_one(scale(known[out])) @ w
    return said


def macro_f1(truth: Values, said: Values) -> float:
    """The mean of both classes' F1."""
    return float(np.mean([_f1(truth == one, said == one) for one in (0.0, 1.0)]))


def _f1(truth: NDArray[np.bool_], said: NDArray[np.bool_]) -> float:
    whole = truth.sum() + said.sum()
    return float(2 * (truth & said).sum() / whole) if whole else 0.0


def _scaling(known: Columns) -> Callable[[Columns], Columns]:
    mean, spread = known.mean(axis=0), known.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    return lambda some: (some - mean) / spread


def _with_one(x: Columns) -> Columns:
    return np.hstack([x, np.ones((len(x), 1))])


def _sigmoid(z: Values) -> Values:
    return 1 / (1 + np.exp(-np.clip(z, -30, 30)))
