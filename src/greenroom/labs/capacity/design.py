"""A serving design and what it does under load: Design -> Performance.

Every request passes the components in their order. What a cache answers does not go on, so a component may be reached by a share of
the requests only. Those shares are nested: a request that misses goes to all that stands behind the cache, so who reaches a rarer
component has reached every more common one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from greenroom.labs.capacity.amounts import not_negative, positive, share_of_one, whole
from greenroom.labs.capacity.queueing import utilisation
from greenroom.labs.capacity.simulate import Interval, Times, batch_interval, draws, waits_of

HOURS_PER_MONTH = 730.0
"""A twelfth of 8,760."""
_WARM_UP = 0.1  # queues start empty, so the first requests have it easy


@dataclass(frozen=True, slots=True)
class Component:
    """One stage: `servers` alike behind one queue, each busy with one request at a time.

    `share` of all requests reach it. Raises ValueError for figures that cannot be.
    """

    name: str
    servers: int
    service_ms: float
    service_cv: float = 1.0
    usd_per_server_hour: float = 0.0
    share: float = 1.0

    def __post_init__(self) -> None:
        whole(f"{self.name}: servers", self.servers)
        positive(f"{self.name}: service_ms", self.service_ms)
        not_negative(f"{self.name}: service_cv", self.service_cv)
        not_negative(f"{self.name}: usd_per_server_hour", self.usd_per_server_hour)
        positive(f"{self.name}: share", share_of_one(f"{self.name}: share", self.share))

    @property
    def highest_rate_per_s(self) -> float:
        """Requests a second at the entrance of the design above which this queue grows without end."""
        return 1000 * self.servers / (self.service_ms * self.share)


@dataclass(frozen=True, slots=True)
class Design:
    """Components in the order in which a request meets them, and the traffic; raises ValueError without components."""

    components: tuple[Component, ...]
    rate_per_s: float
    arrival_cv: float = 1.0

    def __post_init__(self) -> None:
        positive("rate_per_s", self.rate_per_s)
        not_negative("arrival_cv", self.arrival_cv)
        names = [component.name for component in self.components]
        if not names or len(set(names)) < len(names):
            raise ValueError(f"a design needs components of different names, not {names}")


@dataclass(frozen=True, slots=True)
class Performance:
    """What a design does: simulated latency, and what follows from its figures alone.

    Latency is `math.inf` where the design is not stable. `utilisation` has one figure a component, in their order.
    """

    mean_ms: Interval
    p50_ms: float
    p99_ms: float
    utilisation: tuple[float, ...]
    bottleneck: str
    highest_rate_per_s: float
    usd_per_month: float
    usd_per_million_requests: float

    @property
    def is_stable(self) -> bool:
        """Whether every queue drains."""
        return max(self.utilisation) < 1


def performance(design: Design, rng: np.random.Generator, *, requests: int = 200_000) -> Performance:
    """Simulate that many requests and price the design.

    Each component draws from a stream of its own, so that two designs given generators of one seed meet the same traffic, and
    changing one component leaves the luck of the others alone.
    """
    busy = tuple(
        utilisation(design.rate_per_s * one.share, one.service_ms / 1000, one.servers)
        for one in design.components
    )
    tightest = min(design.components, key=lambda one: one.highest_rate_per_s)
    hourly_usd = sum(one.servers * one.usd_per_server_hour for one in design.components)
    mean_ms, (p50_ms, p99_ms) = _latency_ms(design, rng, requests, (0.5, 0.99), is_stable=max(busy) < 1)
    return Performance(
        mean_ms=mean_ms,
        p50_ms=p50_ms,
        p99_ms=p99_ms,
        utilisation=busy,
        bottleneck=tightest.name,
        highest_rate_per_s=tightest.highest_rate_per_s,
        usd_per_month=hourly_usd * HOURS_PER_MONTH,
        usd_per_million_requests=hourly_usd / (design.rate_per_s * 3600) * 1e6,
    )


def latencies_s(design: Design, rng: np.random.Generator, requests: int) -> Times:
    """The time each request spends in all components together, in the order of arrival; the queues start empty."""
    arriving, missing, *streams = rng.spawn(2 + len(design.components))
    arrivals = np.cumsum(draws(arriving, requests, mean=1 / design.rate_per_s, cv=design.arrival_cv))
    luck = missing.random(requests)
    leaving = arrivals.copy()
    for component, stream in zip(design.components, streams, strict=True):
        services = draws(stream, requests, mean=component.service_ms / 1000, cv=component.service_cv)
        reached = np.flatnonzero(luck < component.share)
        order = reached[
            np.argsort(leaving[reached], kind="stable")
        ]  # servers side by side let requests overtake
        if order.size:
            gaps = np.diff(leaving[order], prepend=leaving[order[0]])
            leaving[order] += waits_of(gaps, services[order], component.servers) + services[order]
    return leaving - arrivals


def _latency_ms(
    design: Design, rng: np.random.Generator, requests: int, shares: Sequence[float], *, is_stable: bool
) -> tuple[Interval, list[float]]:
    if not is_stable:
        return Interval(math.inf, math.inf, math.inf), [math.inf] * len(shares)
    steady_ms = 1000 * latencies_s(design, rng, requests)[int(_WARM_UP * requests) :]
    return batch_interval(steady_ms), [float(value) for value in np.quantile(steady_ms, shares)]
