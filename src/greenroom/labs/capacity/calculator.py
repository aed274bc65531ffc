"""A design of one's own, tried: what it does under load, part by part, beside what the formulas say.

design -> Tried (simulated latency, and for every component how busy it is, its wait by formula, and what more traffic it bears)
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from greenroom.labs.capacity.amounts import not_negative, positive
from greenroom.labs.capacity.design import HOURS_PER_MONTH, Component, Design, Performance, performance
from greenroom.labs.capacity.queueing import allen_cunneen_wait_s, response_quantile_s, utilisation

_REQUESTS = 100_000
_SEED = 1  # the same design gets the same figures


@dataclass(frozen=True, slots=True)
class Part:
    """One component of a tried design.

    `wait_ms` is the mean wait by formula (M/M/c, or Allen-Cunneen where times are not exponential), `p99_ms` the 99th percentile
    of wait and service by M/M/c, None where it does not hold; both infinite where the queue never drains.
    """

    component: Component
    busy_share: float
    wait_ms: float
    p99_ms: float | None
    usd_per_month: float


@dataclass(frozen=True, slots=True)
class Tried:
    """A design and what it does."""

    design: Design
    found: Performance
    parts: tuple[Part, ...]


def tried(design: Design) -> Tried:
    """Simulate `design`; the same figures for the same design on every machine."""
    found = performance(design, np.random.Generator(np.random.Philox(_SEED)), requests=_REQUESTS)
    return Tried(design, found, tuple(_part(design, one) for one in design.components))


def designed(components: Iterable[str], rate_per_s: float, arrival_cv: float) -> Design:
    """A design from components as `component` reads them.

    Raises:
        ValueError: Something in it cannot be; the message says what.
    """
    positive("requests a second", rate_per_s)
    not_negative("spread", arrival_cv)
    return Design(tuple(map(component, components)), rate_per_s, arrival_cv)


def _part(design: Design, one: Component) -> Part:
    rate_per_s, service_s = design.rate_per_s * one.share, one.service_ms / 1000
    exponential = design.arrival_cv == one.service_cv == 1.0
    wait_s = allen_cunneen_wait_s(
        rate_per_s, service_s, one.servers, arrival_cv=design.arrival_cv, service_cv=one.service_cv
    )
    return Part(
        component=one,
        busy_share=utilisation(rate_per_s, service_s, one.servers),
        wait_ms=1000 * wait_s,
        p99_ms=1000 * response_quantile_s(0.99, rate_per_s, service_s, one.servers) if exponential else None,
        usd_per_month=one.servers * one.usd_per_server_hour * HOURS_PER_MONTH,
    )


MOST_COMPONENTS, _MOST_SERVERS = 12, 2000
_HINT = "Write NAME:SERVERS:MILLISECONDS, then if you like :USD_PER_SERVER_HOUR, :SHARE_OF_REQUESTS and :CV, as in scorer:4:12:0.35."


def component(written: str) -> Component:
    """A component from `NAME:SERVERS:MS[:USD[:SHARE[:CV]]]`.

    Raises:
        ValueError: It is not written so, or its figures cannot be; the message says which.
    """
    name, *figures = (part.strip() for part in written.split(":"))
    if not name or not 2 <= len(figures) <= len(_FIGURES):
        raise ValueError(f"{written!r} is no component. {_HINT}")
    given = dict(_FIGURES)
    for key, figure in zip(_FIGURES, figures, strict=False):
        given[key] = _number(name, key, figure)
    servers = given["servers"]
    if servers != int(servers) or not 1 <= servers <= _MOST_SERVERS:
        raise ValueError(
            f"{name}: servers is {servers:g}; it must be a whole number from 1 to {_MOST_SERVERS}"
        )
    return Component(
        name,
        int(servers),
        given["milliseconds"],
        given["cv"],
        given["USD per server and hour"],
        given["share"],
    )


_FIGURES = {"servers": 1.0, "milliseconds": 1.0, "USD per server and hour": 0.0, "share": 1.0, "cv": 1.0}
"""What is written after the name, in its order, and what holds where it is left out."""


def _number(name: str, key: str, figure: str) -> float:
    try:
        value = float(figure)
    except ValueError:
        raise ValueError(f"{name}: {key} is {figure!r}, which is no number. {_HINT}") from None
    if not math.isfinite(value):
        raise ValueError(f"{name}: {key} is {figure!r}, which is no number. {_HINT}")
    return value
