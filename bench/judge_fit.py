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

    columns: slice
    decide: Callable[[Columns], Values]

    def says(self, every: Columns) -> Values:
        """1 or 0 a row of all columns."""
        return self.decide(every[:, self.columns])


def logistic(known: Columns, truth: Values) -> Callable[[Columns], Values]:
    """A two-way decision by logistic regression, at the threshold with the best macro-F1 on what it was fitted to."""
    odds = log_odds(known, truth)
    said = odds(known)
    bounds = np.linspace(-1.5, 1.5, 61)
    bound = max(bounds, key=lambda b: (macro_f1(truth, (said >= b).astype(float)), -abs(b)))
    return lambda asked: (odds(asked) >= bound).astype(float)


def log_odds(known: Columns, truth: Values, *, penalty: float = 1.0) -> Callable[[Columns], Values]:
    """The log odds by logistic regression, fitted by Newton's method on standardised columns."""
    scale = _scaling(known)
    x = _with_one(scale(known))
    shrink = _shrinking(x, penalty)
    w = np.zeros(x.shape[1])
    for _ in range(20):
        p = _sigmoid(x @ w)
        curve = (x.T * (p * (1 - p))) @ x + shrink + 1e-9 * np.eye(len(w))
        step = np.linalg.solve(curve, x.T @ (truth - p) - shrink @ w)
        w += step
        if np.abs(step).max() < 1e-6:
            break
    return lambda asked: _with_one(scale(asked)) @ w


def log_odds_left_out(
    known: Columns, truth: Values, groups: Sequence[str], *, penalty: float, folds: int = 5
) -> Values:
    """The log odds of each row by a fit that did not see the row's group."""
    order = {name: n % folds for n, name in enumerate(sorted(set(groups)))}
    fold, said = np.array([order[name] for name in groups]), np.empty(len(truth))
    for out in (fold == n for n in range(folds)):
        if out.any():
            said[out] = log_odds(known[~out], truth[~out], penalty=penalty)(known[out])
    return said


def ridge_left_out(known: Columns, scores: Values, groups: Sequence[str], *, penalty: float = 1.0) -> Values:
    """What a ridge regression says of each row that was fitted without the row's group."""
    names, said = np.array(groups), np.empty(len(scores))
    for name in dict.fromkeys(groups):
        out = names == name
        scale = _scaling(known[~out])
        x = _with_one(scale(known[~out]))
        w = np.linalg.solve(x.T @ x + _shrinking(x, penalty), x.T @ scores[~out])
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


def _shrinking(x: Columns, penalty: float) -> Columns:
    """The penalty on every weight but the constant's."""
    return np.diag([penalty] * (x.shape[1] - 1) + [0.0])


def _with_one(x: Columns) -> Columns:
    return np.hstack([x, np.ones((len(x), 1))])


def _sigmoid(z: Values) -> Values:
    return 1 / (1 + np.exp(-np.clip(z, -30, 30)))
