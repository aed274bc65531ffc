"""Queues simulated: the wait of every request, where no closed form holds.

One server by Lindley's recursion (1952) as three array operations; several by a heap of the times at which they become free.
Times are plain arrays in the order of arrival; what draws them gets its generator passed in.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from greenroom.labs.capacity.amounts import not_negative, positive, share_below_one, whole

Times = NDArray[np.float64]
"""One time a request in seconds, in the order of arrival, shape (requests,)."""


_FEWEST_BATCHES = 10


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean of a long run, and the interval that holds the true one in a given share of such runs."""

    mean: float
    low: float
    high: float

    @property
    def half_width(self) -> float:
        """How far the ends lie from the mean."""
        return (self.high - self.low) / 2


def draws(rng: np.random.Generator, count: int, *, mean: float, cv: float) -> Times:
    """`count` times of the given mean and coefficient of variation, from a gamma distribution.

    A cv of 1 is the exponential, below it sums of exponentials (Erlang), above it mostly short and sometimes very long; at 0 all
    are alike.
    """
    if not_negative("cv", cv) == 0:
        return np.full(count, positive("mean", mean))
    return rng.gamma(cv**-2, positive("mean", mean) * cv**2, count)


def lindley_waits(gaps: Times, services: Times) -> Times:
    """The waits at one server: W[n] = max(0, W[n-1] + S[n-1] - A[n]), the first request coming to an empty queue.

    Args:
        gaps: Time from the request before to this one; the first entry is not read.
        services: Service times.
    """
    steps = np.zeros(len(services))
    np.subtract(services[:-1], gaps[1:], out=steps[1:])
    path = np.cumsum(steps)
    waits: Times = path - np.minimum.accumulate(
        path
    )  # the recursion, unrolled: how far above its lowest so far
    return waits


def heap_waits(gaps: Times, services: Times, servers: int) -> Times:
    """The waits at `servers` alike behind one queue; arguments as in `lindley_waits`, whose result it has for one server."""
    free = [0.0] * whole("servers", servers)
    waits = np.empty(len(services))
    arrivals = np.cumsum(gaps) - gaps[0] if len(gaps) else gaps
    for place, (arrival, service) in enumerate(zip(arrivals.tolist(), services.tolist(), strict=True)):
        start = max(arrival, free[0])
        heapq.heapreplace(free, start + service)
        waits[place] = start - arrival
    return waits


def waits_of(gaps: Times, services: Times, servers: int = 1) -> Times:
    """The waits by whichever of the two is faster for that many servers."""
    return lindley_waits(gaps, services) if servers == 1 else heap_waits(gaps, services, servers)


def simulated_waits(
    rng: np.random.Generator,
    requests: int,
    *,
    rate_per_s: float,
    service_s: float,
    servers: int = 1,
    arrival_cv: float = 1.0,
    service_cv: float = 1.0,
) -> Times:
    """The waits of `requests` at a queue that starts empty, with gamma gaps and service times (see `draws`)."""
    gaps = draws(rng, requests, mean=1 / positive("rate_per_s", rate_per_s), cv=arrival_cv)
    return waits_of(gaps, draws(rng, requests, mean=service_s, cv=service_cv), servers)


def batch_interval(values: Times, *, batches: int = 20, share: float = 0.95) -> Interval:
    """The mean of `values` that depend on their neighbours, with its confidence interval by batch means.

    Neighbouring waits are alike, so a plain standard error is far too small; means of long batches are nearly independent
    (Law and Kelton, "Simulation Modeling and Analysis"). The first values that do not fill the batches are left out.

    Raises:
        ValueError: There are fewer than ten batches, or fewer values than batches.
    """
    if not _FEWEST_BATCHES <= batches <= len(values):
        raise ValueError(
            f"{len(values)} values cannot be cut into {batches} batches (at least {_FEWEST_BATCHES})"
        )
    size = len(values) // batches
    means = values[len(values) - batches * size :].reshape(batches, size).mean(axis=1)
    middle = float(means.mean())
    error = float(means.std(ddof=1)) / batches**0.5
    half = _student((1 + share_below_one("share", share)) / 2, batches - 1) * error
    return Interval(middle, middle - half, middle + half)


def _student(share: float, freedom: int) -> float:
    """Student's quantile by the Cornish-Fisher series (Abramowitz and Stegun 26.7.5); to 4 digits from 9 degrees of freedom."""
    z = NormalDist().inv_cdf(share)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return z + sum(term / math.pow(freedom, power) for power, term in enumerate(terms, start=1))
