"""How far two judges agree: accuracy, kappa, calibration, and how sure of it a sample lets one be.

Everything but calibration is a function of a confusion table, truth down and given across, so that any number of
tables (leading axes) is measured at once; resampling whole groups of answers is then one product.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]
"""Counts of (truth, given), shape (..., k, k)."""
Measure = Callable[[Table], NDArray[np.float64]]
"""From tables (..., k, k) to figures (...); NaN where the figure is not defined."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The scores given with a confidence in [low, high): how many, their mean confidence, the share that was right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


def table(pairs: Iterable[tuple[int, int]], size: int) -> Table:
    """The confusion table of (truth, given) pairs, each from 0 to `size` - 1."""
    counts = np.zeros((size, size))
    for truth, given in pairs:
        counts[truth, given] += 1
    return counts


def accuracy(tables: Table) -> NDArray[np.float64]:
    """The share on which both say the same; NaN for an empty table."""
    return _share(np.trace(tables, axis1=-2, axis2=-1), tables.sum(axis=(-2, -1)))


def within_one(tables: Table) -> NDArray[np.float64]:
    """The share on which they differ by one step at most; NaN for an empty table."""
    near = np.abs(_steps(tables.shape[-1])) <= 1
    return _share((tables * near).sum(axis=(-2, -1)), tables.sum(axis=(-2, -1)))


def kappa(tables: Table) -> NDArray[np.float64]:
    """Cohen's kappa: agreement beyond chance, 1 at best; NaN where chance alone would always agree."""
    return _weighted_kappa(tables, (_steps(tables.shape[-1]) != 0).astype(float))


def quadratic_kappa(tables: Table) -> NDArray[np.float64]:
    """Cohen's kappa on an ordered scale, a disagreement of d steps weighing d squared; NaN as `kappa`."""
    return _weighted_kappa(tables, _steps(tables.shape[-1]) ** 2.0)


def interval(
    tables: Table, measure: Measure, *, share: float = 0.95, times: int = 1000, seed: int = 0
) -> tuple[float, float]:
    """The bootstrap percentile interval of `measure` over the sum of `tables`, shape (groups, k, k).

    Whole groups are drawn, for answers to one question go wrong together. NaN where no draw has a figure.
    """
    groups = len(tables)
    if not groups:
        return float("nan"), float("nan")
    draws = np.random.default_rng(seed).multinomial(groups, np.full(groups, 1 / groups), size=times)
    figures = measure(np.tensordot(draws.astype(float), tables, axes=1))
    known = figures[~np.isnan(figures)]
    if not known.size:
        return float("nan"), float("nan")
    low, high = np.quantile(known, [(1 - share) / 2, (1 + share) / 2])
    return float(low), float(high)


def reliability(confidences: Sequence[float], right: Sequence[bool], *, bins: int = 10) -> tuple[Bin, ...]:
    """Confidence held against the share that was right, in `bins` equal bins of [0, 1]; empty ones are left out."""
    sure, good = np.asarray(confidences, dtype=float), np.asarray(right, dtype=bool)
    place = np.minimum((sure * bins).astype(int), bins - 1)  # 1.0 belongs to the last
    return tuple(
        Bin(n / bins, (n + 1) / bins, int(at.sum()), float(sure[at].mean()), float(good[at].mean()))
        for n in range(bins)
        if (at := place == n).any()
    )


def calibration_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error: how far confidence is from the share right, on average; NaN without bins."""
    count = sum(one.count for one in bins)
    return sum(one.count * abs(one.confidence - one.right) for one in bins) / count if count else float("nan")


def _steps(size: int) -> NDArray[np.float64]:
    places = np.arange(size, dtype=float)
    return places[:, None] - places[None, :]


def _weighted_kappa(tables: Table, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """1 - observed over expected disagreement, `weights` telling how bad each cell is."""
    count = tables.sum(axis=(-2, -1))
    chance = tables.sum(axis=-1)[..., :, None] * tables.sum(axis=-2)[..., None, :]
    observed = (tables * weights).sum(axis=(-2, -1))
    return 1 - _share(observed * count, (chance * weights).sum(axis=(-2, -1)))


def _share(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    result: NDArray[np.float64] = np.divide(
        part, whole, out=np.full(np.shape(whole), np.nan), where=np.asarray(whole) > 0
    )
    return result
