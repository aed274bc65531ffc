"""The dashboard: metrics by the hour, from what was served.

timeline -> Board (metric -> one value an hour, the week before the lab included)

Percentiles are read from histograms with fixed bounds, as Prometheus does, of all requests that were let in. Where telemetry is off
there is nothing but the bill.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from greenroom.labs.arrays import DAY_H, WEEK_H, Floats
from greenroom.labs.monitor.board import Board, Metric, rolling
from greenroom.labs.monitor.burn import RULES, burn_rate, firing
from greenroom.labs.monitor.latency import quantiles_s
from greenroom.labs.serving.latency import Pool
from greenroom.labs.serving.serve import GATEWAY_MS, SLO_MS, SLO_SHARE, Served, by_tenant
from greenroom.labs.serving.state import Settings
from greenroom.labs.serving.tape import TENANTS, TICK_S, TICKS_PER_H
from greenroom.labs.serving.timeline import QUIET_H, Timeline, hourly

BOUNDS_MS = np.array(
    [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 23, 26, 30, 35, 40, 45, 50, 60, 70, 80, 90, 100, 120, 150, 200, 300, 500,
     800, 1200, 2000, 4000, np.inf]
)  # fmt: skip
_SLO_AT = int(np.flatnonzero(BOUNDS_MS == SLO_MS)[0])
_BILL_H = 24

METRICS = (
    Metric("requests_per_second", "requests, each counted once", "both", 1.0, relative=True, headline=True),
    Metric("requests_week_over_week", "requests over those of the same hour a week ago", "both", 0.25),
    Metric("latency_p50_ms", "half of the requests are answered within this time", "high", 2.0),
    Metric("latency_p99_ms", "99 of 100 requests are answered within this time", "high", 20.0, headline=True),
    *(
        Metric(f'latency_p99_ms{{tenant="{name}"}}', f"99 of 100 requests of {name} are", "high", 20.0)
        for name in TENANTS
    ),
    Metric("canary_p50_excess_ms", "by how much p50 is above the champion's on the canary, if one is out", "high", 2.0),
    Metric("canary_p99_excess_ms", "by how much p99 is above the champion's on the canary, if one is out", "high", 20.0),
    Metric("bad_per_1000", "of 1,000 requests, those late (above 120 ms) or without an answer", "high", 0.5, headline=True),
    Metric("failed_per_1000", "of 1,000 requests, those that got no answer at all", "high", 0.5),
    Metric("slo_burn_1h", "how many times too fast the error budget of 0.1 % went, over an hour", "high", 2.0),
    Metric("slo_burn_6h", "the same over six hours", "high", 1.0),
    Metric("slo_page", "1 while a burn-rate rule would wake somebody (14.4 over 1 h, 6 over 6 h)", "high", 0.5),
    Metric("retries_per_request", "attempts beyond the first one", "high", 0.05),
    *(
        Metric(f'cache_hit_share{{tenant="{name}"}}', f"share of {name}'s requests with all features in the cache", "low", 0.03)
        for name in TENANTS
    ),
    Metric("predictor_busy_share", "share of the champion's machines that are busy; above 1 more is asked", "high", 0.15),
    Metric("predictor_machines", "replicas of the predictor, the canary's included", "both", 3.0),
    Metric("cost_usd_per_hour", "what the platform cost an hour, over a day", "high", 0.25, relative=True, headline=True),
)  # fmt: skip


def board(of: Timeline) -> Board:
    """Every metric from the week before the lab to its end, as if nothing more were done."""
    served, told = of.served, of.settings
    hours = len(told.begins_h) // TICKS_PER_H
    wanted = served.wanted.sum(axis=0)
    bad = (served.wanted * served.bad).sum(axis=0)
    rps = hourly(wanted).mean(axis=-1)
    found = latencies(served, told)
    quantiles, out = found.by_tenant, hourly(served.share[1]).mean(axis=-1) > 0
    excess = np.where(out[:, None], found.by_pool[1] - found.by_pool[0], 0.0)
    values: dict[str, Floats] = {
        "requests_per_second": rps,
        "requests_week_over_week": _over_last_week(of, rps),
        "latency_p50_ms": quantiles[0, :, 0],
        "latency_p99_ms": quantiles[0, :, 1],
        "canary_p50_excess_ms": excess[:, 0],
        "canary_p99_excess_ms": excess[:, 1],
        "bad_per_1000": 1000 * hourly(bad).sum(axis=-1) / hourly(wanted).sum(axis=-1),
        "failed_per_1000": 1000
        * hourly((served.wanted * served.failed).sum(axis=0)).sum(axis=-1)
        / hourly(wanted).sum(axis=-1),
        "retries_per_request": hourly(served.retried).mean(axis=-1),
        "predictor_busy_share": hourly(served.busy[0]).mean(axis=-1),
        "predictor_machines": hourly(of.bill.machines.sum(axis=0)).mean(axis=-1),
        **_burns(bad, wanted),
    }
    for at, name in enumerate(TENANTS):
        values[f'latency_p99_ms{{tenant="{name}"}}'] = quantiles[1 + at, :, 1]
        values[f'cache_hit_share{{tenant="{name}"}}'] = hourly(served.hit[at]).mean(axis=-1)
    dark = ~hourly(told.telemetry).any(axis=-1)
    values = {name: np.where(dark, np.nan, one) for name, one in values.items()}
    usd = hourly(of.bill.usd_per_h.sum(axis=0)).mean(axis=-1)
    full = np.minimum(np.arange(1, hours + 1), _BILL_H)
    values["cost_usd_per_hour"] = rolling(usd, _BILL_H) / full
    return Board(QUIET_H + np.arange(1.0, hours + 1), values, settling=int(DAY_H))


@dataclass(frozen=True)
class Latencies:
    """By the hour: p50 and p99 in milliseconds of all requests and of each tenant's, (1 + tenants, hours, 2).

    The same of champion and canary, (2, hours, 2), and the share of their requests that takes longer than the SLO allows, (2, hours).
    """

    by_tenant: Floats
    by_pool: Floats
    late: Floats


def latencies(served: Served, told: Settings) -> Latencies:
    """Latencies of all requests that were let in, from histograms with fixed bounds."""
    wanted = hourly(served.wanted).mean(axis=-1)
    share = hourly(served.share).mean(axis=-1)
    each = np.zeros((2, *wanted.shape, len(BOUNDS_MS) - 1))
    for at, of in enumerate(served.pools):
        used = np.flatnonzero(share[at] > 0)
        if len(used):
            each[at][:, used] = _beyond(served, told, at, of, used)
    within = 1 - (share[:, None, :, None] * each).sum(axis=0)
    everybody = np.average(within, axis=0, weights=_alike(wanted, within))
    pools = np.stack([np.average(one, axis=0, weights=_alike(wanted, one)) for one in each])
    return Latencies(
        _quantiles(np.concatenate([everybody[None], within])), _quantiles(1 - pools), pools[..., _SLO_AT]
    )


def _alike(wanted: Floats, values: Floats) -> Floats:
    return np.broadcast_to(wanted[..., None], values.shape)


def _beyond(served: Served, told: Settings, at: int, of: Pool, used: np.ndarray) -> Floats:
    """The share of requests of a pool that take longer than each bound, (tenants, used hours, bounds)."""

    def mean(values: Floats) -> Floats:
        found: Floats = hourly(values).mean(axis=-1)[..., used]
        return found

    pool = of.mean_of(TICKS_PER_H).cut(used).spread()
    rates = (1 / mean(1 / served.rates)).T[..., None]
    timeout, retries = mean(told.timeout_ms)[:, None, None], mean(told.retries)[:, None, None]
    time = BOUNDS_MS[:-1] - GATEWAY_MS
    given_up = np.minimum(np.floor(time / timeout), retries)
    timed_out = pool.beyond(timeout, rates)
    found = timed_out**given_up * pool.beyond(time - given_up * timeout, rates)  # (hours, ways, bounds)
    ways = np.moveaxis(found, 1, 0).reshape(found.shape[1], -1)
    mixed = mean(served.ways)[..., None]
    shape = (*mixed.shape[:-1], len(time))
    calm = by_tenant(np.broadcast_to(mixed, shape).reshape(*shape[:2], -1), ways).reshape(
        len(served.wanted), -1, len(time)
    )
    drowned = mean(served.drowned[at])[:, None]
    never = time < (timeout * (1 + mean(served.retried)[:, None, None]))[:, 0]
    return (1 - drowned) * calm + drowned * never


def _quantiles(within: Floats) -> Floats:
    counts = np.diff(within, axis=-1, prepend=0.0, append=1.0).clip(0.0)
    return quantiles_s(counts, BOUNDS_MS)


def _burns(bad: Floats, wanted: Floats) -> dict[str, Floats]:
    failed, total = np.minimum(bad, wanted) * TICK_S, wanted * TICK_S
    budget = 1 - SLO_SHARE
    pages = firing(
        failed, total, tick_s=TICK_S, budget_share=budget, rules=[one for one in RULES if one.page]
    )

    def burn(hours: int) -> Floats:
        rate = burn_rate(failed, total, window_ticks=hours * TICKS_PER_H, budget_share=budget)
        found: Floats = np.maximum(hourly(rate)[..., -1], 0.0)
        return found

    return {
        "slo_burn_1h": burn(1),
        "slo_burn_6h": burn(6),
        "slo_page": hourly(np.any(pages, axis=0))[..., -1].astype(float),
    }


def _over_last_week(of: Timeline, rps: Floats) -> Floats:
    week = int(WEEK_H)
    before = of.world.tape.rps[:, : of.world.begin].sum(axis=0)
    earlier: Floats = np.concatenate([hourly(before).mean(axis=-1)[-week:], rps[:-week]])
    found: Floats = rps / earlier
    return found
