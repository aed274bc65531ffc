"""Queues in closed form: how long requests wait for a free server.

One queue, first come first served, `servers` alike, no limit on its length, nobody gives up. M/M/c means Poisson arrivals and
exponential service times, and is exact (Erlang 1917; Kleinrock, "Queueing Systems" vol. 1, 1975). For other times there are
approximations from two moments only: Kingman (1961) for one server, Allen-Cunneen (Allen, 1990) for several.

An overloaded queue is an answer, not an error: it waits for ever, `math.inf`.
"""

from __future__ import annotations

import math

from greenroom.labs.capacity.amounts import positive, share_below_one, whole

_HALVINGS = 200  # far beyond what a float can tell apart


def utilisation(rate_per_s: float, service_s: float, servers: int = 1) -> float:
    """The share of time a server is busy; 1 or more means that the queue grows without end."""
    return positive("rate_per_s", rate_per_s) * positive("service_s", service_s) / whole("servers", servers)


def erlang_b(servers: int, load: float) -> float:
    """The share of requests turned away where nobody can wait, for a `load` in erlangs (rate times service time)."""
    blocked = 1.0
    for count in range(1, whole("servers", servers) + 1):  # Jagerman's recursion: factorials would overflow
        blocked = load * blocked / (count + load * blocked)
    return blocked


def erlang_c(servers: int, load: float) -> float:
    """The share of requests that must wait in M/M/c; 1.0 where the load is not below the number of servers."""
    if positive("load", load) >= servers:
        return 1.0
    blocked = erlang_b(servers, load)
    return servers * blocked / (servers - load * (1 - blocked))


def mean_wait_s(rate_per_s: float, service_s: float, servers: int = 1) -> float:
    """The mean time in the queue of M/M/c, before service begins."""
    if utilisation(rate_per_s, service_s, servers) >= 1:
        return math.inf
    load = rate_per_s * service_s
    return erlang_c(servers, load) * service_s / (servers - load)


def wait_quantile_s(share: float, rate_per_s: float, service_s: float, servers: int = 1) -> float:
    """The wait that a `share` of requests do not exceed in M/M/c; 0 where that share need not wait at all."""
    if utilisation(rate_per_s, service_s, servers) >= 1:
        return math.inf
    load = rate_per_s * service_s
    waiting = erlang_c(servers, load)
    beyond = 1 - share_below_one("share", share)
    return 0.0 if beyond >= waiting else math.log(waiting / beyond) * service_s / (servers - load)


def response_beyond(time_s: float, rate_per_s: float, service_s: float, servers: int = 1) -> float:
    """The share of requests of M/M/c that take longer than `time_s`, waiting and service together."""
    if utilisation(rate_per_s, service_s, servers) >= 1:
        return 1.0
    load = rate_per_s * service_s
    waiting = erlang_c(servers, load)
    served, drained = (
        1 / service_s,
        (servers - load) / service_s,
    )  # rates of the service and of a wait that is not 0
    alone = math.exp(-served * time_s)
    # Both in turn: served * (alone - exp(-drained t)) / (drained - served), written so that it neither overflows nor is 0 / 0.
    gap = abs(drained - served) * time_s
    slower = math.exp(-min(served, drained) * time_s)
    both = slower * served * time_s * (-math.expm1(-gap) / gap if gap else 1.0)
    return alone + waiting * both


def response_quantile_s(share: float, rate_per_s: float, service_s: float, servers: int = 1) -> float:
    """The time, waiting and service together, within which a `share` of requests of M/M/c are answered."""
    beyond = 1 - share_below_one("share", share)
    if utilisation(rate_per_s, service_s, servers) >= 1:
        return math.inf
    low, high = 0.0, service_s
    while response_beyond(high, rate_per_s, service_s, servers) > beyond:
        low, high = high, 2 * high
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if middle in {low, high}:
            break
        late = response_beyond(middle, rate_per_s, service_s, servers) > beyond
        low, high = (middle, high) if late else (low, middle)
    return high


def kingman_wait_s(rate_per_s: float, service_s: float, *, arrival_cv: float, service_cv: float) -> float:
    """About the mean wait of G/G/1, from the coefficients of variation of the gaps and of the service times.

    Exact for Poisson arrivals (there it is Pollaczek-Khinchine), best under heavy load. It knows two moments only: where both kinds
    of times vary little it is too high (by a fifth at 80 percent busy and coefficients of 0.5).
    """
    return allen_cunneen_wait_s(rate_per_s, service_s, arrival_cv=arrival_cv, service_cv=service_cv)


def allen_cunneen_wait_s(
    rate_per_s: float, service_s: float, servers: int = 1, *, arrival_cv: float, service_cv: float
) -> float:
    """About the mean wait of G/G/c: that of M/M/c times the mean of both squared coefficients of variation."""
    variability = (arrival_cv**2 + service_cv**2) / 2
    wait_s = mean_wait_s(rate_per_s, service_s, servers)
    return wait_s * variability if math.isfinite(wait_s) else math.inf


def fewest_servers(rate_per_s: float, service_s: float, *, mean_response_s: float) -> int:
    """The fewest servers behind one queue (M/M/c) with which a request takes `mean_response_s` on average, or less.

    Raises:
        ValueError: The service alone takes that long: no number of servers helps.
    """
    if mean_response_s <= service_s:
        raise ValueError(f"mean_response_s is {mean_response_s:g}, and the service alone takes {service_s:g}")
    servers = math.floor(rate_per_s * service_s) + 1
    while service_s + mean_wait_s(rate_per_s, service_s, servers) > mean_response_s:
        servers += 1
    return servers
