"""What a player can look at in the platform; each function changes nothing and answers in text.

Only what has happened by the player's now is shown: the last whole hour, beside the same hour a week ago.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from greenroom.labs.arrays import DAY_H, WEEK_H, Floats
from greenroom.labs.clock import Clock, shown
from greenroom.labs.noise import stream
from greenroom.labs.serving.acting import told_retries
from greenroom.labs.serving.bill import BUDGET_USD, CAP_SHARE, CAPPED_MACHINES, CLASSES
from greenroom.labs.serving.board import latencies
from greenroom.labs.serving.overload import QUEUE_MS
from greenroom.labs.serving.serve import GATEWAY_MS
from greenroom.labs.serving.state import REGISTRY
from greenroom.labs.serving.store import HIT_MS, SHARD_RPS, SHARDS
from greenroom.labs.serving.tape import MARKET, TENANTS, TICKS_PER_H
from greenroom.labs.system import refusal

if TYPE_CHECKING:
    from greenroom.labs.serving.system import ServingSystem

    Look: TypeAlias = Callable[[ServingSystem, Clock, list[str]], str]

_TIMES_MS = np.concatenate([[0.0], np.geomspace(0.1, 4000, 400)])
_AT_ONCE = 1e3  # a rate that takes no time, per millisecond
_ORDINARY_KEYS = (("user", 0.0011), ("user", 0.0008), ("seller", 0.0007))
_DROWNED = 0.5


def standing(of: ServingSystem, at_h: float) -> list[str]:
    """Who serves, on how many machines, and what is set beside that."""
    state = of.timeline.state_at(at_h)
    champion, _ = state.serving(at_h)
    version, share = state.standing_canary(at_h)
    canary = f", canary {REGISTRY[version].name} at {share:.0%}" if 0 < share < 1 else ""
    machines = of.timeline.bill.machines[:, min(of.timeline.tick(at_h), of.last_tick)].sum()
    cached = (
        "until written" if state.cache_s is None else f"{state.cache_s:.0f} s" if state.cache_s else "off"
    )
    return [
        f"champion {REGISTRY[champion].name}{canary}, on {machines:.0f} machines; shadow {state.shadow:.0%}",
        f"timeout {state.timeout_ms:.0f} ms, {told_retries(state)}",
        f"cache {cached}, reads {'shared' if state.coalesce else 'not shared'}, {state.shed:.0%} turned away",
    ]


def hops(of: ServingSystem, clock: Clock, _words: list[str]) -> str:
    """Time and load of each hop in the last hour, beside the same hour a week ago."""
    now, before = _hops(of, last_hour(of, clock)), _hops(of, last_hour(of, clock) - int(WEEK_H))
    told = [f"{'hop':22}{'share':>7}{'p50 ms':>9}{'p99 ms':>9}{'busy':>8}   a week ago: p99, busy"]
    for name, (share, p50, p99, busy) in now.items():
        old = before.get(name)
        was = f"{old[2]:9.1f}{_percent(old[3]):>8}" if old else f"{'-':>9}{'-':>8}"
        told.append(f"{name:22}{share:7.0%}{p50:9.1f}{p99:9.1f}{_percent(busy):>8}   {was}".rstrip())
    served, ticks = of.timeline.served, ticks_of(last_hour(of, clock))
    wanted = served.wanted[:, ticks].sum(axis=0).mean()
    told.append(
        f"{wanted:,.0f} requests a second become {wanted * (1 + served.retried[ticks].mean()):,.0f} attempts;"
        f" work queued before the predictor: {served.queue_ms[:, ticks].max():,.0f} ms"
    )
    return "\n".join(told)


def _hops(of: ServingSystem, hour: int) -> dict[str, tuple[float, float, float, float]]:
    """Each hop's share of requests, p50, p99 and busy share (NaN where there is none) in an hour."""
    served, told, ticks = of.timeline.served, of.timeline.settings, ticks_of(hour)
    weight = served.wanted[:, ticks].mean(axis=1)
    weight = weight / weight.sum()
    ways = served.ways[..., ticks].mean(axis=-1)
    rates = 1 / (1 / served.rates[:, ticks]).mean(axis=1)
    missed = np.append(weight * ways[:, 1], (weight * ways[:, 2]).sum())
    within = 1 - np.average(np.exp(-np.outer(rates[1:], _TIMES_MS)), axis=0, weights=missed)
    busy = served.shard_rps[ticks].mean() / SHARD_RPS
    found = {
        "gateway": (1.0, GATEWAY_MS, GATEWAY_MS, np.nan),
        "cache": (1 - missed.sum(), -np.log(0.5) * HIT_MS, -np.log(0.01) * HIT_MS, np.nan),
        "shards (busiest)": (missed.sum(), *_marks(within), max(busy, _calm_shards(of, ticks))),
    }
    names = (told.champion[ticks][-1], told.canary[ticks][-1])
    for at, pool in enumerate(served.pools):
        share = served.share[at, ticks].mean()
        if share <= 0:
            continue
        mean = pool.cut(ticks).mean_of(TICKS_PER_H).spread()
        marks = _marks(1 - mean.beyond(_TIMES_MS, _AT_ONCE)[0, 0])
        drowned = served.drowned[at, ticks].mean() > _DROWNED
        name = f"predictor {REGISTRY[names[at]].name}"
        found[name] = (share, *((QUEUE_MS, QUEUE_MS) if drowned else marks), served.busy[at, ticks].mean())
    return found


def _calm_shards(of: ServingSystem, ticks: slice) -> float:
    served = of.timeline.served
    reads = (served.wanted * served.ways[:, 1])[:, ticks].mean(axis=1) / SHARDS
    return float(np.delete(reads, MARKET).max() / SHARD_RPS)


def tenants(of: ServingSystem, clock: Clock, _words: list[str]) -> str:
    """Each tenant's last hour beside the same hour a week ago."""
    hour, served = last_hour(of, clock), of.timeline.served
    marks = latencies(served, of.timeline.settings).by_tenant
    told = [
        f"{'tenant':10}{'req/s':>7}{'p50 ms':>8}{'p99 ms':>8}{'bad':>9}{'hits':>7}   a week ago: p99, bad, hits"
    ]
    for at, name in enumerate(TENANTS):
        rows = []
        for each in (hour, hour - int(WEEK_H)):
            ticks = ticks_of(each)
            bad = np.average(served.bad[at, ticks], weights=served.wanted[at, ticks])
            rows.append((marks[1 + at, each, 1], bad, served.hit[at, ticks].mean()))
        (p99, bad, hit), (old_p99, old_bad, old_hit) = rows
        rps = served.wanted[at, ticks_of(hour)].mean()
        told.append(
            f"{name:10}{rps:7.0f}{marks[1 + at, hour, 0]:8.1f}{p99:8.0f}{bad:9.3%}{hit:7.1%}   {old_p99:15.0f}{old_bad:9.3%}{old_hit:7.1%}"
        )
    return "\n".join(told)


def keys(of: ServingSystem, clock: Clock, words: list[str]) -> str:
    """What a tenant's requests of the last hour were about, most frequent first."""
    if not words or words[0] not in TENANTS:
        raise refusal(f"Whose keys? {', '.join(TENANTS)}.")
    at, ticks = TENANTS.index(words[0]), ticks_of(last_hour(of, clock))
    served = of.timeline.served
    wanted = served.wanted[at, ticks].mean()
    draw = stream(of.seed, f"keys of {words[0]}")
    rows = [
        (f"{kind}:{draw.integers(1_000, 99_999)}", share * float(draw.uniform(0.8, 1.2)))
        for kind, share in _ORDINARY_KEYS
    ]
    begin = of.world.begin
    key = of.world.tape.key_rps[begin:][ticks].mean() if at == MARKET else 0.0
    seller = f"seller:{draw.integers(1_000, 99_999)}"
    told = [f"{'key':16}{'share':>8}{'asked a second':>16}{'read from its shard':>21}{'shard busy':>12}"]
    calm = (served.wanted[at, ticks] * served.ways[at, 1, ticks]).mean() / SHARDS[at]
    if key:
        reads = served.shard_rps[ticks].mean()
        told.append(_key(seller, key / wanted, key, max(reads - calm, 0.0), reads))
    told += [
        _key(name, share, share * wanted, share * wanted * served.ways[at, 1, ticks].mean(), calm)
        for name, share in rows
    ]
    return "\n".join(told)


def _key(name: str, share: float, asked: float, read: float, shard: float) -> str:
    return f"{name:16}{share:8.2%}{asked:16.2f}{read:21.2f}{shard / SHARD_RPS:12.0%}"


def budget(of: ServingSystem, clock: Clock, _words: list[str]) -> str:
    """What each class spends, what is spent, and when the cap is reached at that rate."""
    bill, until = of.timeline.bill, of.timeline.tick(clock.now_h)
    day = slice(max(until - int(DAY_H) * TICKS_PER_H, 0), until)
    week = slice(0, int(WEEK_H) * TICKS_PER_H)
    told = [f"{'class':12}{'USD/h now':>11}{'last 24 h':>11}{'week before':>13}"]
    for at, name in enumerate(CLASSES):
        each = bill.usd_per_h[at]
        told.append(f"{name:12}{each[until - 1]:11.2f}{each[day].mean():11.2f}{each[week].mean():13.2f}")
    spent = float(bill.spent_usd[until - 1])
    rate = float(np.delete(bill.usd_per_h, 2, axis=0)[:, until - 1].sum() + bill.usd_per_h[2][day].mean())
    cap = CAP_SHARE * BUDGET_USD
    at_h = clock.now_h + max(cap - spent, 0.0) / max(rate, 1e-9)
    told.append(
        f"spent {spent:,.0f} of {BUDGET_USD:,.0f} USD; {spent + rate * (of.lab_h - clock.now_h):,.0f} by the end at {rate:.1f} USD/h"
    )
    told.append(
        f"at {CAP_SHARE:.0%} ({cap:,.0f} USD) training stops and serving is held at {CAPPED_MACHINES} machines: "
        + ("that is now" if spent >= cap else shown(at_h) if at_h < of.lab_h else "not before the end")
    )
    return "\n".join(told)


def _marks(within: Floats) -> tuple[float, float]:
    """The times within which 50 and 99 of 100 are, of shares within `_TIMES_MS`."""
    return float(np.interp(0.5, within, _TIMES_MS)), float(np.interp(0.99, within, _TIMES_MS))


def _percent(share: float) -> str:
    return "" if np.isnan(share) else f"{share:.0%}"


def last_hour(of: ServingSystem, clock: Clock) -> int:
    """The last whole hour before now, counted from the week before the lab."""
    return of.timeline.tick(np.floor(clock.now_h)) // TICKS_PER_H - 1


def ticks_of(hour: int) -> slice:
    """The ticks of an hour, both counted from the week before the lab."""
    return slice(hour * TICKS_PER_H, (hour + 1) * TICKS_PER_H)
