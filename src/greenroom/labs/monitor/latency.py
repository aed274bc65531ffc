"""Latency quantiles from buckets with fixed bounds, as Prometheus keeps them.

The figure is an estimate: within a bucket, times are taken to be spread evenly, so it is as exact as the bucket is narrow. And
a bucket without upper bound says nothing, so a p99 that has left the buckets stands still at the largest bound.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

SHARES = (0.5, 0.99)
"""Of p50 and p99."""


def bucket_counts(times_s: ArrayLike, upper_s: ArrayLike) -> NDArray[np.int64]:
    """Times (rows,) a bucket, shape (buckets,), each counted once: above the bound before, up to its own bound (included).

    Raises:
        ValueError: bounds as `quantiles_s`.
    """
    bounds = _bounds(upper_s)
    places = bounds.searchsorted(np.asarray(times_s, dtype=np.float64), side="left")
    return np.bincount(np.minimum(places, bounds.size - 1), minlength=bounds.size)


def quantiles_s(counts: ArrayLike, upper_s: ArrayLike, shares: ArrayLike = SHARES) -> Floats:
    """The quantiles at `shares` (q,), shape (..., q), of counts a bucket (..., buckets): PromQL's histogram_quantile.

    Counts are not cumulative, so windows and replicas are added up before; rates do as well. Interpolates linearly in the
    bucket, from 0 in the first where its bound is above 0 (else the bound itself); where the quantile is in the last bucket,
    the bound before it. NaN without observations, and for a share of 0 with an empty first bucket, as there.

    Raises:
        ValueError: bounds that do not rise to infinity, counts that do not fit them, or a share outside of [0, 1].
    """
    bounds, wanted = _bounds(upper_s), np.atleast_1d(np.asarray(shares, dtype=np.float64))
    number = np.asarray(counts, dtype=np.float64)
    if number.shape[-1] != bounds.size or np.any(number < 0):
        raise ValueError(f"Give a count for each of the {bounds.size} buckets, none negative.")
    if not np.all((wanted >= 0) & (wanted <= 1)):
        raise ValueError("A quantile's share lies between 0 and 1.")
    until = np.cumsum(number, axis=-1)
    rank = wanted * until[..., -1:]
    place = (until[..., None, :-1] < rank[..., None]).sum(axis=-1)
    lower = np.concatenate([[0.0], bounds[:-1]])
    before = np.take_along_axis(until - number, place, axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        part = (rank - before) / np.take_along_axis(number, place, axis=-1)
        found = lower[place] + (bounds[place] - lower[place]) * part
    found = np.where(place == bounds.size - 1, bounds[-2], found)
    found = np.where((place == 0) & (bounds[0] <= 0), bounds[0], found)
    return np.where(until[..., -1:] > 0, found, np.nan)


def _bounds(upper_s: ArrayLike) -> Floats:
    bounds = np.asarray(upper_s, dtype=np.float64)
    if bounds.ndim != 1 or bounds.size < 2 or not np.all(bounds[1:] > bounds[:-1]) or bounds[-1] != np.inf:
        raise ValueError("The bounds of the buckets rise, and the last of two or more is infinity.")
    return bounds
