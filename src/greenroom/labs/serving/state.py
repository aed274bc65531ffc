"""How the platform is set: a state holds from a time on, and says by itself what becomes of a canary that nobody stops.

states -> Settings (one value a tick)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

import numpy as np

from greenroom.labs.arrays import Flags, Floats, Ints
from greenroom.labs.serving.tape import TICKS_PER_H, Tape


@dataclass(frozen=True)
class Version:
    """A version of the predictor as its machines feel it: most requests take about `fast_ms`, `slow_share` of them about `slow_ms`."""

    name: str
    fast_ms: float
    slow_share: float = 0.0
    slow_ms: float = 150.0


REGISTRY = (
    Version("p38", 11.0),
    Version("p39", 9.5),
    Version("p40", 8.0),
    Version("p41", 8.0),
    Version("p42", 9.0),
)
"""All versions of the predictor; older ones were slower, the last one has only been tried in shadow."""
CHAMPION, CANARY, SHADOWED = 2, 3, 4
RAMP = ((0.0, 0.1), (24.0, 0.25), (48.0, 0.5), (72.0, 1.0))
"""Hours since a canary began, and its share from then on; at 1 it is the champion."""
MACHINES, MOST_MACHINES = 12, 18
SLOWEST_MS, PATIENCE_MS = 120, 1000
"""An attempt cannot be given up sooner than the SLO allows an answer, nor waited for longer than the shops wait."""


@dataclass(frozen=True)
class Canary:
    """A version on a share of the traffic: on the ramp, or held at `share`."""

    since_h: float
    version: int = CANARY
    share: float | None = None

    def at(self, begins_h: Floats) -> Floats:
        """Its share in each tick."""
        if self.share is not None:
            return np.full(len(begins_h), self.share)
        found = np.zeros(len(begins_h))
        for after_h, share in RAMP:
            found = np.where(begins_h >= self.since_h + after_h - 1e-6, share, found)
        return found


@dataclass(frozen=True)
class State:
    """From `since_h` on.

    Attributes:
        champion: Its place in the registry; `before` are those a rollback goes back to, the last one first.
        machines: Replicas of the predictor.
        retries: How often an attempt is tried again at most; `retry_budget`: retries in all at most, for each request.
        shed: The share of requests turned away at the door; they are told not to come back at once.
        drained: Queues are emptied in the first tick of this state.
        cache_s: None where a write throws a cached value away; else it is served for so many seconds whatever is written; 0 is no cache.
        coalesce: One read of a missing value at a time, which all who wait for it share.
        shadow: The share of requests that the next version scores too.
        serving_usd, shadow_usd, training_usd: What each class may spend an hour at most.
    """

    since_h: float
    champion: int = CHAMPION
    before: tuple[int, ...] = (0, 1)
    canary: Canary | None = None
    machines: int = MACHINES
    timeout_ms: float = 250.0
    retries: int = 2
    retry_budget: float = 0.2
    shed: float = 0.0
    drained: bool = False
    cache_s: float | None = None
    coalesce: bool = False
    shadow: float = 0.05
    serving_usd: float = np.inf
    shadow_usd: float = np.inf
    training_usd: float = np.inf
    telemetry: bool = True

    def standing_canary(self, at_h: float) -> tuple[int, float]:
        """Which version is the canary at a time and its share; a share of 0 where there is none, of 1 where it has become champion."""
        if self.canary is None:
            return self.champion, 0.0
        return self.canary.version, float(self.canary.at(np.array([at_h]))[0])

    def serving(self, at_h: float) -> tuple[int, tuple[int, ...]]:
        """The champion at a time and those before it, a canary that has come to the top of its ramp included."""
        version, share = self.standing_canary(at_h)
        if share < 1:
            return self.champion, self.before
        return version, (*self.before, self.champion)


@dataclass(frozen=True)
class Settings:
    """What is set in each tick, as arrays of one length; see `State`. `share` is the canary's, 0 where there is none or it is the champion."""

    begins_h: Floats
    champion: Ints
    canary: Ints
    share: Floats
    machines: Floats
    timeout_ms: Floats
    retries: Floats
    retry_budget: Floats
    shed: Floats
    drained: Flags
    cache_s: Floats  # NaN where writes throw values away
    coalesce: Flags
    shadow: Floats
    serving_usd: Floats
    shadow_usd: Floats
    training_usd: Floats
    telemetry: Flags

    def cut(self, where: slice) -> Settings:
        """Those of some ticks."""
        return Settings(**{one.name: getattr(self, one.name)[where] for one in fields(self)})


_PLAIN: dict[str, type] = {
    "machines": float, "timeout_ms": float, "retries": float, "retry_budget": float, "shed": float, "coalesce": bool, "shadow": float,
    "serving_usd": float, "shadow_usd": float, "training_usd": float, "telemetry": bool,
}  # fmt: skip


def settings(states: Sequence[State], on: Tape) -> Settings:
    """What is set in each tick of a tape; the first state holds from its begin."""
    count = len(on.ends_h)
    begins = on.ends_h - 1 / TICKS_PER_H
    bounds = [0, *(on.tick(one.since_h) for one in states[1:]), count]
    lengths = np.diff(bounds)

    def plain(read: Callable[[State], object], kind: type) -> np.ndarray:
        return np.repeat(np.array([read(one) for one in states], dtype=kind), lengths)

    canary, share, champion = (
        np.zeros(count, dtype=np.int64),
        np.zeros(count),
        np.zeros(count, dtype=np.int64),
    )
    drained = np.zeros(count, dtype=bool)
    for one, begin, end in zip(states, bounds, bounds[1:], strict=False):
        where = slice(begin, end)
        champion[where] = one.champion
        canary[where] = one.champion
        if one.canary is not None:
            ramp = one.canary.at(begins[where])
            champion[where] = np.where(ramp >= 1, one.canary.version, one.champion)
            canary[where] = one.canary.version
            share[where] = np.where(ramp >= 1, 0.0, ramp)
        if one.drained and begin < end:
            drained[begin] = True
    return Settings(
        begins_h=begins,
        champion=champion,
        canary=canary,
        share=share,
        drained=drained,
        cache_s=plain(lambda one: np.nan if one.cache_s is None else one.cache_s, float),
        **{name: plain(lambda one, name=name: getattr(one, name), kind) for name, kind in _PLAIN.items()},  # type: ignore[misc]
    )
