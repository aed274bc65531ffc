"""How far a window's histograms are from the reference's, and how far is more than chance.

Everything takes counts of shape (..., bins) and gives figures of shape (...), so that many features and hours are measured at
once; the shapes of reference and window broadcast: a reference (features, bins) serves windows (hours, features, bins).
A histogram without rows has no figure (NaN). Logarithms are natural, so figures are in nats.

A distance alone says nothing: with few rows it is large for no reason, and the folklore bounds of the population stability
index (.1 "watch", .2 "act") are crossed by healthy windows of some hundred rows and missed by real shifts in large ones.
`psi_threshold` gives the bound that follows from the rows and from how often a false alarm is accepted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from greenroom.labs.monitor import chi_square
from greenroom.labs.monitor.arrays import ratio

Floats = NDArray[np.float64]

PSEUDO_COUNT = 0.5
"""Rows added a bin before a logarithm is taken: Jeffreys' prior."""


@dataclass(frozen=True, slots=True)
class HomogeneityTest:
    """Pearson's test that two histograms were drawn from one distribution; each field of shape (...)."""

    statistic: Floats
    freedom: Floats
    p_value: Floats


def population_stability_index(
    reference: ArrayLike, window: ArrayLike, *, pseudo_count: float = PSEUDO_COUNT
) -> Floats:
    """Sum of (w - r) ln(w / r) over the bins' shares: 0 for equal shares, and the same from both sides.

    Empty bins: see `smoothed`. It is `kullback_leibler` in both directions, added up (Jeffreys 1946).
    """
    r, w = smoothed(reference, window, pseudo_count=pseudo_count)
    result: Floats = ((w - r) * _log_ratio(w, r)).sum(axis=-1)
    return result


def kullback_leibler(
    reference: ArrayLike, window: ArrayLike, *, pseudo_count: float = PSEUDO_COUNT
) -> Floats:
    """KL(window || reference): what it costs, in nats a row, to take the window for the reference; empty bins as `smoothed`."""
    r, w = smoothed(reference, window, pseudo_count=pseudo_count)
    result: Floats = (w * _log_ratio(w, r)).sum(axis=-1)
    return np.maximum(result, 0.0)  # rounding takes it a hair below


def jensen_shannon(reference: ArrayLike, window: ArrayLike) -> Floats:
    """The Jensen-Shannon divergence, 0 to ln 2 (no bin in common); its root is a metric (Endres and Schindelin 2003).

    Needs no smoothing: each side is held against the mean of both, which is empty only where both are.
    """
    r, w = (_shares(counts) for counts in _pair(reference, window))
    middle = (r + w) / 2
    result: Floats = ((r * _log_ratio(r, middle)).sum(axis=-1) + (w * _log_ratio(w, middle)).sum(axis=-1)) / 2
    return np.maximum(result, 0.0)


def entropy(counts: ArrayLike) -> Floats:
    """The entropy of a histogram in nats, 0 (all in one bin) to ln bins (flat): how far scores are spread."""
    shares = _shares(counts)
    result: Floats = -(shares * _log_ratio(shares, np.ones_like(shares))).sum(axis=-1)
    return np.maximum(result, 0.0)  # not minus zero


def homogeneity(reference: ArrayLike, window: ArrayLike) -> HomogeneityTest:
    """Pearson's chi-square test of both histograms; bins empty in both are left out.

    The p-value is the chi-square tail with (bins in use - 1) degrees of freedom: an approximation that wants five expected rows
    a bin (Cochran 1954). NaN where either has no rows; 1 where one bin holds everything.
    """
    r, w = _pair(reference, window)
    n, m = r.sum(axis=-1, keepdims=True), w.sum(axis=-1, keepdims=True)
    both = r + w
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = np.square(np.sqrt(m / n) * r - np.sqrt(n / m) * w)
        terms = np.where(both > 0, apart / both, 0.0)
    known = (n > 0)[..., 0] & (m > 0)[..., 0]
    statistic = np.where(known, np.where(known[..., None], terms, 0.0).sum(axis=-1), np.nan)
    freedom = np.maximum((both > 0).sum(axis=-1).astype(np.float64) - 1, 0.0)
    return HomogeneityTest(statistic, freedom, chi_square.tail(statistic, freedom))


def expected_psi(bins: ArrayLike, reference_rows: ArrayLike, window_rows: ArrayLike) -> Floats:
    """The index to expect where nothing changed: (bins - 1)(1 / reference rows + 1 / window rows); all broadcast."""
    return (np.asarray(bins, dtype=np.float64) - 1) * _per_row(reference_rows, window_rows)


def psi_threshold(
    bins: ArrayLike, reference_rows: ArrayLike, window_rows: ArrayLike, *, alarm_share: ArrayLike
) -> Floats:
    """The index that a window without change exceeds with the chance `alarm_share`; all broadcast.

    Without change the index is, for many rows a bin, (1 / reference rows + 1 / window rows) times chi-square with bins - 1
    degrees of freedom (Yurdakul and Naranjo 2020), whatever the shares. For F features tested together, `alarm_share` is the
    share of windows that may raise any false alarm, divided by F. `bins` are those that hold rows in either histogram.
    With few rows a bin the index's tail is heavier than that: at ten a bin a share of .0017 rings about three times as often as
    asked, at eighty as asked (bench/drift.py); use `homogeneity` for small windows.

    Raises:
        ValueError: fewer than two bins, or a share that is not in (0, 1).
    """
    free = np.asarray(bins, dtype=np.float64) - 1
    return chi_square.critical(alarm_share, free) * _per_row(reference_rows, window_rows)


def smoothed(reference: ArrayLike, window: ArrayLike, *, pseudo_count: float) -> tuple[Floats, Floats]:
    """Both as shares that are above 0 wherever either histogram has a row, so that their ratio has a logarithm.

    Each side is given `pseudo_count` rows for every bin that either uses, and these are spread over the bins as the mean of
    both histograms is. So equal shares stay exactly equal whatever the rows (adding the same count to every bin of a small
    window and of a large reference would pull them apart), and bins that neither uses stay out.

    Raises:
        ValueError: counts that are negative or not finite, shapes that do not fit, or a pseudo-count that is not above 0.
    """
    if not pseudo_count > 0:
        raise ValueError("An empty bin has no logarithm: the pseudo-count must be above 0.")
    r, w = _pair(reference, window)
    middle = (_shares(r) + _shares(w)) / 2
    more = pseudo_count * ((r + w) > 0).sum(axis=-1, keepdims=True)
    return _blend(r, middle, more), _blend(w, middle, more)


def _blend(counts: Floats, middle: Floats, more: NDArray[np.float64]) -> Floats:
    """The shares of counts and of `more` rows spread as `middle`.

    Written as a step from the shares towards the middle, so that equal shares stay equal to the last bit.
    """
    shares = _shares(counts)
    result: Floats = shares + (middle - shares) * (more / (counts.sum(axis=-1, keepdims=True) + more))
    return result


def _pair(reference: ArrayLike, window: ArrayLike) -> tuple[Floats, Floats]:
    r, w = _counts(reference), _counts(window)
    if r.shape[-1] != w.shape[-1]:
        raise ValueError(f"The reference has {r.shape[-1]} bins and the window {w.shape[-1]}.")
    return r, w


def _counts(counts: ArrayLike) -> Floats:
    values = np.asarray(counts, dtype=np.float64)
    if values.ndim == 0 or not np.all(np.isfinite(values) & (values >= 0)):
        raise ValueError("A histogram holds counts, which are finite and not negative.")
    return values


def _shares(counts: ArrayLike) -> Floats:
    """Counts as shares of their sum; NaN in every bin of a histogram without rows."""
    values = _counts(counts)
    return ratio(values, values.sum(axis=-1, keepdims=True))


def _log_ratio(over: Floats, under: Floats) -> Floats:
    """ln(over / under), and 0 where `over` is 0, for 0 ln 0 is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(over == 0, 0.0, np.log(over / under))


def _per_row(reference_rows: ArrayLike, window_rows: ArrayLike) -> Floats:
    with np.errstate(divide="ignore"):
        return 1 / np.asarray(reference_rows, dtype=np.float64) + 1 / np.asarray(
            window_rows, dtype=np.float64
        )
