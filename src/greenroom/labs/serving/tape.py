"""The tape of arrivals: how many requests a second every tenant sends, tick by tick, and what the network does to them.

seed + Size + Unrest -> Tape

A tick is five minutes. Times are hours; 0 is when the lab begins. Rates are what users want: what is asked again because an answer was
late is not here, it comes out of how the requests are served (overload.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from greenroom.labs.arrays import DAY_H, WEEK_H, Floats
from greenroom.labs.noise import stream

TICKS_PER_H, TICK_S = 12, 300.0
TENANTS = ("checkout", "wallet", "market", "lending", "partners")
"""Who sends requests."""
MARKET, WALLET = 2, 1
_SHARES = np.array([0.38, 0.24, 0.18, 0.12, 0.08])
_LATER_H = np.array([0.0, 1.0, 0.5, -3.0, -2.0])  # when in the day each is busiest, beside the others
_MEAN_RPS, _SWING, _BUSIEST_H = 675.0, 0.33, 19.0  # at night half of what the evening has
_BY_DAY = np.array([1.0, 0.99, 0.99, 1.0, 1.03, 0.9, 0.86])  # the lab begins on a Monday at midnight
_TICK_NOISE, _HOUR_NOISE, _HOUR_MEMORY = 0.02, 0.02, 0.7
_LOST_SHARE, _FAILED_SHARE = 2e-4, 3e-3
_SPIKE_H, _WAVE_H = 25 / 60, 48.0
_EVENING = (17.0, 22.0)
_CAMPAIGN_H = 72.0


@dataclass(frozen=True)
class Size:
    """Hours of the lab, and those before it of which a week is shown and another one is there to compare it with."""

    lab_h: float = 10 * DAY_H
    history_h: float = 2 * WEEK_H


@dataclass(frozen=True)
class Unrest:
    """What changes in the world from `onset_h` on; the default is a world that stays as it is.

    Attributes:
        spike_rps: So many requests a second more from one tenant, for 25 minutes, and again two days later.
        key_share: The share of one tenant's requests that are about one and the same seller.
        evening: By how much the evenings of the next three days are above ordinary ones, for every tenant.
    """

    onset_h: float = np.inf
    spike_rps: float = 0.0
    key_share: float = 0.0
    evening: float = 0.0


@dataclass(frozen=True)
class Tape:
    """Arrays of one value a tick, from `begin_h` on.

    Attributes:
        ends_h: When each tick ends, (ticks,).
        rps: Requests a second, (tenants, ticks).
        key_rps: Those of them that are about the one seller, all of the tenant MARKET, (ticks,).
        failed: The share of attempts that break off at once on the way to a machine, (ticks,); the next attempt may succeed.
        lost: The share of answers that are lost on the way back, whatever anybody does, (ticks,).
    """

    begin_h: float
    ends_h: Floats
    rps: Floats
    key_rps: Floats
    failed: Floats
    lost: Floats

    def tick(self, at_h: float) -> int:
        """The first tick that begins at `at_h` or later."""
        return int(np.clip(np.ceil((at_h - self.begin_h) * TICKS_PER_H - 1e-6), 0, len(self.ends_h)))


def tape(seed: int, size: Size, unrest: Unrest) -> Tape:
    """The tape of `seed`; unrest changes what comes from its onset on and nothing else."""
    hours = int(size.lab_h + size.history_h)
    ticks = hours * TICKS_PER_H
    begins = -size.history_h + np.arange(ticks) / TICKS_PER_H
    rps = np.stack([_rps(seed, at, begins) for at in range(len(TENANTS))])
    since = begins - unrest.onset_h
    if unrest.evening:
        hour = begins % DAY_H
        raised = (since >= 0) & (since < _CAMPAIGN_H) & (hour >= _EVENING[0]) & (hour < _EVENING[1])
        rps = rps * np.where(raised, 1.0 + unrest.evening, 1.0)
    if unrest.spike_rps:
        wave = np.where(since >= 0, since % _WAVE_H, np.inf)
        rps[WALLET] += np.where((wave < _SPIKE_H) & (since < 2 * _WAVE_H), unrest.spike_rps, 0.0)
    key = np.where(since >= 0, unrest.key_share, 0.0) * rps[MARKET]
    failed = _FAILED_SHARE * np.exp(0.25 * _slow(seed, "attempts that break off", hours))
    lost = _LOST_SHARE * np.exp(0.2 * _slow(seed, "answers lost", hours))
    return Tape(-size.history_h, begins + 1 / TICKS_PER_H, rps, key, failed, lost)


def _rps(seed: int, tenant: int, begins: Floats) -> Floats:
    name = f"arrivals of {TENANTS[tenant]}"
    day = _BY_DAY[np.floor(begins / DAY_H).astype(np.int64) % 7]
    hour = np.cos((begins - _BUSIEST_H - _LATER_H[tenant]) * (2 * np.pi / DAY_H))
    slow = _slow(seed, name, len(begins) // TICKS_PER_H)
    quick = stream(seed, f"{name}, tick by tick").normal(size=len(begins))
    wanted: Floats = _MEAN_RPS * _SHARES[tenant] * day * (1 + _SWING * hour)
    return wanted * np.exp(_HOUR_NOISE * slow + _TICK_NOISE * quick)


def _slow(seed: int, name: str, hours: int) -> Floats:
    """Standard normal noise that lasts for hours, a value a tick."""
    fresh = stream(seed, name).normal(size=hours) * (1 - _HOUR_MEMORY**2) ** 0.5
    level = np.empty(hours)
    last = 0.0
    for at, one in enumerate(fresh.tolist()):
        last = _HOUR_MEMORY * last + one
        level[at] = last
    return np.repeat(level, TICKS_PER_H)
