"""How long a request takes: sums of exponential times, in closed form.

hops' rates -> the share of requests that take longer than a time

A predictor pool is one queue before alike machines. Where every request takes it the same kind of time it is M/M/c, and exact; a version
that takes some requests a slow way is M/G/c, whose wait is scaled by its variability (Allen and Cunneen; capacity/queueing.py), which is a third too
long where one call in forty takes twenty times as long as the others. What a
shard of the feature store takes is M/M/1, whose response time is exponential. Times and rates are in milliseconds and per millisecond.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from greenroom.labs.arrays import Flags, Floats, Ints

_APART = 1e-3
_FULL = 0.995  # a pool that is fuller has no steady state to speak of: overload.py says what becomes of it


@dataclass(frozen=True)
class Service:
    """How long machines serve: most requests about `fast_ms`, `slow_share` of them about `slow_ms`; arrays of one shape."""

    fast_ms: Floats
    slow_share: Floats
    slow_ms: Floats

    @property
    def mean_ms(self) -> Floats:
        """The mean time of service."""
        return (1 - self.slow_share) * self.fast_ms + self.slow_share * self.slow_ms

    @property
    def variability(self) -> Floats:
        """The squared coefficient of variation of the time of service; 1 where it is exponential."""
        second = 2 * ((1 - self.slow_share) * self.fast_ms**2 + self.slow_share * self.slow_ms**2)
        return second / self.mean_ms**2 - 1


@dataclass(frozen=True)
class Pool:
    """A pool in steady state: the share of requests that wait, and the rate at which a wait ends; arrays of one shape."""

    service: Service
    waiting: Floats
    leaving: Floats

    def beyond(self, time_ms: Floats | float, fetched: Floats | float) -> Floats:
        """The share of requests of which fetching (exponential, of rate `fetched`), waiting and service take longer together."""
        of = self.service
        fast = self._way(time_ms, fetched, 1 / of.fast_ms)
        if not np.any(of.slow_share):
            return fast
        slow = self._way(time_ms, fetched, 1 / of.slow_ms)
        mixed: Floats = (1 - of.slow_share) * fast + of.slow_share * slow
        return mixed

    def _way(self, time_ms: Floats | float, fetched: Floats | float, rate: Floats) -> Floats:
        served = (1 - self.waiting) * beyond(time_ms, fetched, rate)
        found: Floats = served + self.waiting * beyond(time_ms, fetched, rate, self.leaving)
        return found

    def mean_of(self, ticks: int) -> Pool:
        """The same over each so many ticks, for times of the day in which little changes."""

        def mean(values: Floats) -> Floats:
            found: Floats = values.reshape(-1, ticks).mean(axis=1)
            return found

        of = self.service
        service = Service(mean(of.fast_ms), mean(of.slow_share), mean(of.slow_ms))
        return Pool(service, mean(self.waiting), 1 / mean(1 / self.leaving))

    def cut(self, where: Ints | Flags | slice) -> Pool:
        """Those of some ticks."""
        of = self.service
        service = Service(of.fast_ms[where], of.slow_share[where], of.slow_ms[where])
        return Pool(service, self.waiting[where], self.leaving[where])

    def spread(self) -> Pool:
        """With two more axes at the end, for classes of fetching and for times."""
        return self.cut((slice(None), None, None))  # type: ignore[arg-type]


def pool(service: Service, rps: Floats, machines: Floats) -> Pool:
    """The pool that serves `rps` requests a second on so many `machines`; a fuller one than can last is taken as just not full."""
    busy = np.minimum(rps * service.mean_ms / 1000, _FULL * np.maximum(machines, 1e-9))
    leaving = (machines - busy) / service.mean_ms * (2 / (1 + service.variability))
    return Pool(service, erlang_c(machines, busy), np.maximum(leaving, 1e-6))


def erlang_c(machines: Floats, busy: Floats) -> Floats:
    """The share of requests that wait in M/M/c for a load of `busy` machines, below `machines`; arrays of one shape."""
    blocked = np.ones_like(busy)
    for count in range(1, int(machines.max(initial=0)) + 1):
        further = busy * blocked / (count + busy * blocked)
        blocked = np.where(count <= machines, further, blocked)
    found: Floats = machines * blocked / np.maximum(machines - busy * (1 - blocked), 1e-9)
    return np.where(machines > 0, np.minimum(found, 1.0), 1.0)


def beyond(time_ms: Floats | float, *rates: Floats | float) -> Floats:
    """The share of sums of independent exponential times, one of each rate, that are longer than `time_ms` (0 where that is negative).

    Hypoexponential (Ross, "Introduction to Probability Models", 5.2.4). Its formula divides by differences of rates, so equal ones
    are moved apart by a thousandth, which moves the result by less than a hundredth of itself.
    """
    time = np.maximum(np.asarray(time_ms, dtype=float), 0.0)
    apart: list[Floats] = []
    for rate in rates:
        moved = np.asarray(rate, dtype=float)
        for _ in apart:
            for other in apart:
                moved = np.where(np.abs(moved - other) < _APART * other, other * (1 + 2 * _APART), moved)
        apart.append(moved)
    total: Floats = np.zeros(1)
    for at, rate in enumerate(apart):
        weight: Floats = np.ones(1)
        for other_at, other in enumerate(apart):
            if other_at != at:
                weight = weight * other / (other - rate)
        total = total + weight * np.exp(-rate * time)
    return np.clip(total, 0.0, 1.0)
