"""A generalised additive model, boosted feature by feature: a curve for each feature, added up in log-odds.

The method of explainable boosting machines (Lou, Caruana and Gehrke 2012, "Intelligible models for classification and
regression"): rounds over the features, each round one small Newton step of the logistic loss in every bin of one feature. It is
as good on these worlds as boosted trees, is read by looking at it, and uses only sums over bins in a fixed order, so that the same data
gives the same bits on every run and with any number of threads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from greenroom.labs.arrays import Flags, Floats, Ints
from greenroom.labs.payments.features.definitions import NAMES

Codes = NDArray[np.uint8]
BINS = 32
"""Bins of a feature; bin 0 is for values that are missing."""
MOST_ROWS = 100_000
"""Of more than these the honest are thinned: curves of 32 bins gain nothing from a million of them."""
_ROUNDS, _RATE, _RIDGE = 12, 0.5, 8.0
_MOST = 5.0  # no single step moves a bin by more log-odds than this


@dataclass(frozen=True)
class Bins:
    """Edges of each feature's bins, by name: quantiles of what the first model learnt from."""

    edges: dict[str, Floats]

    def codes(self, name: str, values: Floats) -> Codes:
        """The bin of each value; 0 for NaN."""
        found = np.searchsorted(self.edges[name], values, side="right") + 1
        return np.where(np.isnan(values), 0, found).astype(np.uint8)


def bins(values: dict[str, Floats], given: dict[str, Floats] | None = None) -> Bins:
    """Edges at the distinct quantiles of `values`, and those `given`."""
    inner = np.linspace(0, 1, BINS)[1:-1]
    found = {name: np.unique(np.quantile(known, inner)) for name, known in values.items()}
    return Bins(found | (given or {}))


@dataclass(frozen=True)
class Additive:
    """`curves[f, b]`: the log-odds that bin b of feature f adds to `base`."""

    base: float
    curves: Floats
    names: tuple[str, ...] = NAMES

    def scores(self, codes: Codes) -> Floats:
        """The chance of theft, 0 to 1, of each column of `codes` (features x payments)."""
        total = np.full(codes.shape[1], self.base)
        for curve, code in zip(self.curves, codes, strict=True):
            total += curve[code]
        return _chance(total)

    def importance(self, codes: Codes) -> dict[str, float]:
        """By feature, the mean of the absolute log-odds it adds on `codes`."""
        return {
            name: float(np.abs(curve[code]).mean())
            for name, curve, code in zip(self.names, self.curves, codes, strict=True)
        }


def fit(
    codes: Codes,
    stolen: Flags,
    *,
    unused: frozenset[str] = frozenset(),
    names: Sequence[str] = NAMES,
    weights: Floats | None = None,
) -> Additive:
    """The model of `stolen` from `codes` (features x payments); all thefts of more than `MOST_ROWS`, and of the others every so many, in their stead.

    Args:
        codes: Bins of the features `names`.
        stolen: The truth of each payment.
        unused: Features that add nothing.
        names: Of the features, in the order of `codes`.
        weights: How many payments each stands for; one where it is None.
    """
    codes, stolen, weights = _thinned(codes, stolen, weights)
    truth = stolen.astype(float)
    mean = (
        float(truth.mean() if weights is None else np.average(truth, weights=weights)) if len(truth) else 0.5
    )
    share = min(max(mean, 1e-6), 1 - 1e-6)
    base = float(np.log(share / (1 - share)))
    curves = np.zeros((len(names), BINS + 1))
    total = np.full(len(truth), base)
    wide = codes.astype(np.int64)
    for _ in range(_ROUNDS):
        for at, name in enumerate(names):
            if name in unused:
                continue
            step = _step(wide[at], truth, _chance(total), weights)
            curves[at] += step
            total += step[wide[at]]
    return Additive(base, curves, tuple(names))


def _thinned(codes: Codes, stolen: Flags, weights: Floats | None) -> tuple[Codes, Flags, Floats | None]:
    """Every `n`th of the honest, weighing `n` times what it did, so that shares and curves stay what they are."""
    honest = np.flatnonzero(~stolen)
    every = -(-len(honest) // max(MOST_ROWS - (len(stolen) - len(honest)), 1))
    if every <= 1 or len(stolen) <= MOST_ROWS:
        return codes, stolen, weights
    kept = np.sort(np.concatenate([np.flatnonzero(stolen), honest[::every]]))
    stands = np.where(stolen[kept], 1.0, float(every))
    return codes[:, kept], stolen[kept], stands if weights is None else stands * weights[kept]


def _step(code: Ints, truth: Floats, chance: Floats, weights: Floats | None) -> Floats:
    slope, bend = truth - chance, chance * (1 - chance)
    if weights is not None:
        slope, bend = slope * weights, bend * weights
    gradient = np.bincount(code, weights=slope, minlength=BINS + 1)
    curvature = np.bincount(code, weights=bend, minlength=BINS + 1)
    step = np.clip(_RATE * gradient / (curvature + _RIDGE), -_MOST, _MOST)
    step[0] = 0.0  # what is missing says nothing
    return step


def _chance(log_odds: Floats) -> Floats:
    return 1.0 / (1.0 + np.exp(-log_odds))
