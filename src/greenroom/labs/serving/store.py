"""The feature store: shards, a cache before them, and what happens when everybody asks for the same value.

tape + settings -> how often each tenant's requests find their features in the cache, and how long the others wait for a shard

Every tenant has shards of its own. A shard is M/M/1, whose response time is exponential with the rate of what it could serve more; its
queue is bounded. Writes throw a value out of the cache, and whoever asks until it has been read again reads it too (a cache stampede;
Nishtala et al., "Scaling Memcache at Facebook", NSDI 2013, section 3.2.1), so the slower a shard is, the more often it is asked.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from greenroom.labs.arrays import Floats
from greenroom.labs.serving.state import Settings
from greenroom.labs.serving.tape import MARKET, Tape

HIT_MS, SHARD_RPS = 1.5, 80.0
SHARDS = np.array([3.0, 2.0, 2.0, 1.0, 1.0])
_HIT_SHARES = np.array([0.94, 0.92, 0.93, 0.91, 0.90])
_LONGEST_MS = 400.0  # behind the bounded queue of a shard
_WRITES_PER_READ = 1 / 3  # a seller's sums change with each of its payments; the others only ask for a score
_REWRITTEN_S = 600.0  # how long an ordinary value is true


@dataclass(frozen=True)
class Store:
    """What fetching features is like, one value a tick.

    Attributes:
        ways: The share of each tenant's requests that find all in the cache, miss, or wait for the one seller, (tenants, 3, ticks).
        rates: How fast each is answered, per millisecond: the cache, a shard of each tenant, the seller's shard, (2 + tenants, ticks).
        shard_rps: Reads a second of the seller's shard, its others included, (ticks,).
        stale: The share of each tenant's requests that are answered from a value that has been written since, (tenants, ticks).
    """

    ways: Floats
    rates: Floats
    shard_rps: Floats
    stale: Floats

    @property
    def hit_share(self) -> Floats:
        """The share of requests that find all in the cache, (tenants, ticks)."""
        return self.ways[:, 0]


def store(on: Tape, where: slice, told: Settings) -> Store:
    """Fetching in some ticks of a tape."""
    rps, key = on.rps[:, where] * (1 - told.shed), on.key_rps[where] * (1 - told.shed)
    cached = told.cache_s != 0
    hit = np.where(cached, _HIT_SHARES[:, None], 0.0)
    ordinary = rps.copy()
    ordinary[MARKET] -= key
    missing = ordinary * (1 - hit) / SHARDS[:, None]
    rates = np.empty((2 + len(rps), rps.shape[1]))
    rates[0] = 1 / HIT_MS
    rates[1:-1] = _rate(SHARD_RPS - missing)
    reads, waiting, rates[-1] = _seller(key, SHARD_RPS - missing[MARKET], told)
    rates[1 + MARKET] = (
        rates[1 + MARKET] + _rate(SHARD_RPS - missing[MARKET] - reads)
    ) / 2  # one of its two shards
    ways = np.stack([hit, 1 - hit, np.zeros_like(hit)], axis=1)
    share = np.where(rps[MARKET] > 0, key / np.maximum(rps[MARKET], 1e-9), 0.0)
    ways[MARKET] = ways[MARKET] * (1 - share)
    ways[MARKET, 0] += share * (1 - waiting)
    ways[MARKET, 2] = share * waiting
    return Store(ways, rates, missing[MARKET] + reads, _stale(told, ways, share, key))


def _seller(key: Floats, spare: Floats, told: Settings) -> tuple[Floats, Floats, Floats]:
    """Reads a second of the seller's value from its shard, the share of its requests that wait for one, and the rate of such a wait.

    Asked x times and written w times a second, all at random, a value is in the cache if since the last write somebody asked for it and
    a read came back: with the chance x / (x + w) * r / (r + w), where r = spare - m is how fast reads come back. Each request that
    does not find it reads: m = x (1 - that), a quadratic for r, whose larger root is where it stays. Where there is none every request
    reads, and the shard is full. Where reads are shared there is one at a time, and the next begins when the value is asked for
    without being there: m = 1 / (1 / r + 1 / x + r / (r + w) / w). Both agree with reads simulated one by one (tests).
    """
    kept = np.where(np.isnan(told.cache_s), np.inf, 1 / np.maximum(told.cache_s, 1e-9))
    asked = np.maximum(key, 1e-9)
    writes = np.maximum(np.minimum(key * _WRITES_PER_READ, kept), 1e-9)
    seen = asked / (asked + writes)
    slope = spare - asked - writes + asked * seen
    inside = slope**2 + 4 * writes * (spare - asked)
    returning = (slope + np.sqrt(np.maximum(inside, 0.0))) / 2
    crowd = np.where((inside >= 0) & (returning > 0), spare - returning, key)
    alone = np.zeros_like(key)
    for _ in range(25):  # a contraction: a longer wait means fewer reads
        returning = np.maximum(spare - alone, 1.0)
        alone = 1 / (1 / returning + 1 / asked + returning / (returning + writes) / writes)
    shares = told.coalesce & (told.cache_s != 0)
    reads = np.clip(np.where(shares, alone, np.where(told.cache_s == 0, key, crowd)), 0.0, key)
    rate = _rate(spare - reads)
    there = reads / (rate * 1000 + writes) * rate * 1000 / writes
    waiting = np.where(shares, 1 - there, reads / asked)
    return reads, np.where(key > 0, np.clip(waiting, 0.0, 1.0), 0.0), rate


def _rate(spare: Floats) -> Floats:
    """How fast a shard answers that could serve so many more a second, per millisecond."""
    return np.maximum(spare / 1000, 1 / _LONGEST_MS)


def _stale(told: Settings, ways: Floats, share: Floats, key: Floats) -> Floats:
    """Where values are kept for a time whatever is written, many hits are on what is no longer true."""
    kept = np.where(np.isnan(told.cache_s), 0.0, told.cache_s)
    found: Floats = ways[:, 0] * _overwritten(kept / _REWRITTEN_S)
    writes = key * _WRITES_PER_READ * kept
    found[MARKET] = ways[MARKET, 0] * (
        (1 - share) * _overwritten(kept / _REWRITTEN_S) + share * _overwritten(writes)
    )
    return found


def _overwritten(writes: Floats) -> Floats:
    """The share of a keeping time in which a value has been written since, for so many writes in it, which come at random."""
    return np.where(writes > 1e-6, 1 + np.expm1(-writes) / np.maximum(writes, 1e-12), writes / 2)
