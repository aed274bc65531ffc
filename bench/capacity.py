"""The capacity simulator held against closed forms.

    python bench/capacity.py [--requests 1000000] [--seed 1]

For each queue: the mean wait by formula and simulated, how far apart they are, the half width of the simulation's own 95 percent
interval (what it cannot tell), the 99th percentile of the wait, and processor nanoseconds a request. Times are in service times.
"""

from __future__ import annotations

import argparse
import time

import numpy as np

from greenroom.labs.capacity.design import Component, Design, performance
from greenroom.labs.capacity.queueing import (
    allen_cunneen_wait_s,
    kingman_wait_s,
    mean_wait_s,
    wait_quantile_s,
)
from greenroom.labs.capacity.simulate import batch_interval, simulated_waits

EXACT = ((1, 0.5), (1, 0.8), (1, 0.9), (1, 0.95), (4, 0.8), (8, 0.9), (16, 0.9))
"""Servers and busy share of M/M/c."""
APPROXIMATE = (
    (1, 0.8, 1.0, 1.5),
    (1, 0.8, 1.5, 0.7),
    (1, 0.9, 0.7, 0.7),
    (1, 0.8, 0.5, 0.5),
    (4, 0.8, 1.0, 1.5),
    (8, 0.9, 0.7, 0.7),
)
"""Servers, busy share, and the coefficients of variation of gaps and services."""


def generator(seed: int) -> np.random.Generator:
    """The same stream for every row."""
    return np.random.Generator(np.random.Philox(seed))


def row(
    name: str, formula: float, p99: float | None, seed: int, requests: int, servers: int, **queue: float
) -> None:
    """Simulate one queue and print its line; `p99` is the formula's, where there is one."""
    began = time.process_time()
    waits = simulated_waits(generator(seed), requests, service_s=1.0, servers=servers, **queue)
    cpu_ns = (time.process_time() - began) / requests * 1e9
    found = batch_interval(waits)
    tail = f"{np.quantile(waits, 0.99) / p99 - 1:+8.1%}" if p99 else f"{'':8}"
    print(
        f"{name:34} {formula:8.4f} {found.mean:9.4f} {found.mean / formula - 1:+8.1%} "
        f"{found.half_width / found.mean:8.1%} {tail} {cpu_ns:8.0f}",
        flush=True,
    )


def queues(requests: int, seed: int) -> None:
    """Queues alone: exact formulas first, then those from two moments."""
    print(
        f"{'queue':34} {'formula':>8} {'simulated':>9} {'apart':>8} {'unsure':>8} {'p99 apart':>9} {'CPU ns':>7}"
    )
    for servers, busy in EXACT:
        rate = servers * busy
        name = f"M/M/{servers} {busy:.0%} busy"
        tail = wait_quantile_s(0.99, rate, 1.0, servers)
        row(name, mean_wait_s(rate, 1.0, servers), tail, seed, requests, servers, rate_per_s=rate)
    for servers, busy, arrival_cv, service_cv in APPROXIMATE:
        rate = servers * busy
        cvs = {"arrival_cv": arrival_cv, "service_cv": service_cv}
        formula = (
            kingman_wait_s(rate, 1.0, **cvs)
            if servers == 1
            else allen_cunneen_wait_s(rate, 1.0, servers, **cvs)
        )
        name = f"G/G/{servers} {busy:.0%} busy, cv {arrival_cv:g} and {service_cv:g}"
        row(name, formula, None, seed, requests, servers, rate_per_s=rate, **cvs)


def serving_design(requests: int, seed: int) -> None:
    """A design of three stages, the last behind a cache, against the sum of Erlang's formulas."""
    design = Design(
        (Component("gateway", 1, 2), Component("features", 4, 8), Component("ranker", 3, 12, share=0.4)),
        rate_per_s=300,
    )
    exact_ms = sum(
        one.share * (one.service_ms + 1000 * mean_wait_s(300 * one.share, one.service_ms / 1000, one.servers))
        for one in design.components
    )
    began = time.process_time()
    found = performance(design, generator(seed), requests=requests)
    print(
        f"\nthree stages, the last reached by 40%: mean {exact_ms:.2f} ms by formula, {found.mean_ms.mean:.2f} simulated "
        f"(unsure {found.mean_ms.half_width:.2f}), p50 {found.p50_ms:.1f}, p99 {found.p99_ms:.1f}, "
        f"{time.process_time() - began:.2f} CPU s for {requests:,} requests"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--requests", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    queues(chosen.requests, chosen.seed)
    serving_design(chosen.requests, chosen.seed)


if __name__ == "__main__":
    main()
