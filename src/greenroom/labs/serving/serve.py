"""What is served: every tick's requests through gateway, feature store and predictor, good, late or failed.

tape + settings + machines -> Served

A request is good if it is answered within the SLO's time. What the network breaks off at once is tried again and may still be good; what
times out is late by then whatever comes of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from greenroom.labs.arrays import Floats, Ints
from greenroom.labs.serving.latency import Pool, Service, pool
from greenroom.labs.serving.overload import Demand, attempts, queues
from greenroom.labs.serving.state import Settings, Version
from greenroom.labs.serving.store import Store, store
from greenroom.labs.serving.tape import Tape

SLO_MS, SLO_SHARE = 120.0, 0.999
"""So many requests are to be answered within this time."""
GATEWAY_MS = 4.0
_ROOM_MS = SLO_MS - GATEWAY_MS


@dataclass(frozen=True)
class Served:
    """Arrays with one value a tick along the last axis; the first axis of two is the tenants', or champion and canary.

    Attributes:
        wanted: Requests a second by tenant, each counted once.
        bad, failed: The share of them that is not answered in time, and of these those that are not answered at all.
        stale: The share of them that is answered from features that are no longer true.
        hit: The share of them that finds its features in the cache.
        retried: Attempts beyond the first one for each request.
        share: The share of traffic of champion and canary.
        busy: Of the machines of each, the share of time they are busy; above 1 more is asked than they can do.
        drowned: The share of time in which their queue is longer than anybody waits.
        queue_ms: Work in their queue at the end of each tick.
    """

    wanted: Floats
    bad: Floats
    failed: Floats
    stale: Floats
    hit: Floats
    retried: Floats
    share: Floats
    busy: Floats
    drowned: Floats
    queue_ms: Floats
    ways: Floats
    rates: Floats
    shard_rps: Floats
    again: Floats  # the share of attempts that time out outside of a drowned queue
    pools: tuple[Pool, Pool]

    def joined(self, at: int, later: Served) -> Served:
        """These up to a tick, and others from there on."""
        made = {
            one.name: np.concatenate([getattr(self, one.name)[..., :at], getattr(later, one.name)], axis=-1)
            for one in fields(self)
            if one.name != "pools"
        }
        first, second = (_joined(old, at, new) for old, new in zip(self.pools, later.pools, strict=True))
        return Served(**made, pools=(first, second))


def serve(
    on: Tape,
    where: slice,
    told: Settings,
    machines: Floats,
    registry: Sequence[Version],
    queues_ms: Floats | None = None,
) -> Served:
    """Serve some ticks of a tape; `told` and `machines` (2, ticks) are those of these ticks, queues are what they were before them."""
    fetched = store(on, where, told)
    wanted, broken = on.rps[:, where], on.failed[where]
    let_in = wanted.sum(axis=0) * (1 - told.shed)
    share = np.stack([1 - told.share, told.share])
    services = [_service(registry, version) for version in (told.champion, told.canary)]
    weight = wanted / np.maximum(wanted.sum(axis=0), 1e-9)
    first = 1 + np.minimum(broken, told.retry_budget)
    timed_out = _by_tenant(
        fetched,
        [
            pool(of, let_in * part * first, count)
            for of, part, count in zip(services, share, machines, strict=True)
        ],
        share,
        told.timeout_ms,
    )
    failing = broken + (1 - broken) * timed_out
    fails = np.minimum((weight * (share[:, None] * failing).sum(axis=0)).sum(axis=0), 1.0)
    mine = np.minimum((weight * failing).sum(axis=1), 1.0)
    capacity = np.stack([count / of.mean_ms * 1000 for of, count in zip(services, machines, strict=True)])
    asked = Demand(
        rps=let_in,
        share=share,
        capacity=capacity,
        service_ms=np.stack([of.mean_ms for of in services]),
        failing=mine,
        timeout_ms=told.timeout_ms,
        retries=told.retries,
        allowed=told.retry_budget,
        drained=told.drained,
        room_ms=_ROOM_MS,
    )
    went = queues(asked, queues_ms)
    drowned = went.late
    failed = (share * (mine + (1 - mine) * went.timing_out)).sum(axis=0)
    tried = attempts(np.minimum(failed, 1.0), told.retries, told.retry_budget)
    arriving = share * let_in * tried
    pools = [pool(of, rps, count) for of, rps, count in zip(services, arriving, machines, strict=True)]
    slow = _by_tenant(fetched, pools, share, np.full(len(let_in), _ROOM_MS))
    up = share[:, None] * (1 - drowned[:, None])
    good = (up * (1 - slow)).sum(axis=0) * _succeeds(broken, fails, told) * (1 - on.lost[where])
    answered = (up * _succeeds(failing, fails, told)).sum(axis=0) * (1 - on.lost[where])
    through = 1 - told.shed
    return Served(
        wanted=wanted,
        bad=1 - through * good,
        failed=1 - through * np.maximum(answered, good),
        stale=through * fetched.stale * good,
        hit=fetched.hit_share,
        retried=tried - 1,
        share=share,
        busy=arriving / np.maximum(capacity, 1e-9),
        drowned=drowned,
        queue_ms=went.queue_ms,
        ways=fetched.ways,
        rates=fetched.rates,
        shard_rps=fetched.shard_rps,
        again=fails,
        pools=(pools[0], pools[1]),
    )


def by_tenant(ways: Floats, of_way: Floats) -> Floats:
    """What holds for ways of fetching (2 + tenants, ticks) as it holds for each tenant (tenants, ticks)."""
    found: Floats = ways[:, 0] * of_way[0] + ways[:, 1] * of_way[1:-1] + ways[:, 2] * of_way[-1]
    return found


def _by_tenant(fetched: Store, pools: Sequence[Pool], share: Floats, time_ms: Floats) -> Floats:
    """The share of attempts beyond a time, (pools, tenants, ticks); 0 for a pool that has none of the traffic."""
    found = np.zeros((2, *fetched.ways.shape[::2]))
    for at, of in enumerate(pools):
        used = np.flatnonzero(share[at] > 0)
        if len(used):
            beyond = of.cut(used).beyond(time_ms[used], fetched.rates[:, used])
            found[at][:, used] = by_tenant(fetched.ways[..., used], beyond)
    return found


def _succeeds(failing: Floats, fails: Floats, told: Settings) -> Floats:
    """The share of requests of which an attempt succeeds where this share of attempts fails, as far as the budget of retries lets it."""
    wanted = attempts(fails, told.retries, np.full(len(fails), np.inf)) - 1
    let = np.minimum(1.0, told.retry_budget / np.maximum(wanted, 1e-12))
    again = attempts(failing, told.retries, np.full(len(fails), np.inf)) - 1
    found: Floats = (1 - failing) * (1 + let * again)
    return found


def _service(registry: Sequence[Version], version: Ints) -> Service:
    def of(values: list[float]) -> Floats:
        found: Floats = np.array(values)[version]
        return found

    return Service(
        of([one.fast_ms for one in registry]),
        of([one.slow_share for one in registry]),
        of([one.slow_ms for one in registry]),
    )


def _joined(old: Pool, at: int, new: Pool) -> Pool:
    def both(first: Floats, second: Floats) -> Floats:
        return np.concatenate([first[:at], second])

    service = Service(
        both(old.service.fast_ms, new.service.fast_ms),
        both(old.service.slow_share, new.service.slow_share),
        both(old.service.slow_ms, new.service.slow_ms),
    )
    return Pool(service, both(old.waiting, new.waiting), both(old.leaving, new.leaving))
