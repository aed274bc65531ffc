"""What a player can look at of the versions of the predictor: the canary beside the champion, a profile, the registry.

As looking.py: each function changes nothing and answers in text, of what has happened by the player's now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from greenroom.labs.arrays import Flags, Floats
from greenroom.labs.clock import Clock
from greenroom.labs.noise import stream
from greenroom.labs.rollout.always_valid import Watch, look
from greenroom.labs.rollout.estimate import difference, of_proportion
from greenroom.labs.serving.board import latencies
from greenroom.labs.serving.looking import last_hour, ticks_of
from greenroom.labs.serving.state import CANARY, REGISTRY, SHADOWED, Version
from greenroom.labs.serving.tape import TICK_S, TICKS_PER_H
from greenroom.labs.system import refusal

if TYPE_CHECKING:
    from greenroom.labs.serving.system import ServingSystem

_PROFILED = 20_000


def compare(of: ServingSystem, clock: Clock, _words: list[str]) -> str:
    """The canary beside the champion, since it has its share."""
    served, hour = of.timeline.served, last_hour(of, clock)
    share = served.share[1].reshape(-1, TICKS_PER_H)[: hour + 1]
    if not (share[-1] > 0).all():
        return "No canary is out, or not yet for a whole hour."
    since = int(np.flatnonzero(~(share > 0).all(axis=1))[-1]) + 1
    found, told_ = latencies(served, of.timeline.settings), of.timeline.settings
    wanted = served.wanted.sum(axis=0).reshape(-1, TICKS_PER_H).sum(axis=1) * TICK_S
    told = [
        f"{'version':16}{'requests':>13}{'p50 ms':>9}{'p99 ms':>9}{'above 120 ms':>15}   of the last {hour + 1 - since} h"
    ]
    arms = []
    for at, of_version in enumerate((told_.champion, told_.canary)):
        count = (served.share[at].reshape(-1, TICKS_PER_H).mean(axis=1) * wanted)[since : hour + 1]
        late = float(np.average(found.late[at, since : hour + 1], weights=count))
        marks = np.average(found.by_pool[at, since : hour + 1], axis=0, weights=count)
        arms.append(of_proportion(round(late * count.sum()), round(count.sum())))
        name = REGISTRY[of_version[ticks_of(hour)][-1]].name
        told.append(
            f"{name + (' canary' if at else ' champion'):16}{count.sum():13,.0f}{marks[0]:9.1f}{marks[1]:9.0f}{late:15.3%}"
        )
    apart = difference(arms[1], arms[0])
    if apart.variance > 0:
        seen = look(apart, Watch(1 / apart.variance, higher_is_better=False, tolerated=0.0005))
        verdict = "worse" if seen.rolls_back else "not shown to be worse"
        told.append(f"canary - champion, above 120 ms: {seen.low:+.3%} to {seen.high:+.3%}: {verdict}")
        told.append("(95 % at all looks together; 0.05 % is tolerated)")
    return "\n".join(told)


def profile(of: ServingSystem, clock: Clock, words: list[str]) -> str:
    """Where machines spend their time on the champion, or on the canary."""
    state = of.timeline.state_at(clock.now_h)
    at, _ = state.serving(clock.now_h)
    if words == ["canary"]:
        at, share = state.standing_canary(clock.now_h)
        if not 0 < share < 1:
            raise refusal("No canary is out.")
    elif words:
        raise refusal("profile takes nothing, or canary.")
    version = of.world.registry[at]
    draw = stream(of.seed, f"profile of {version.name}")
    slow = draw.random(_PROFILED) < version.slow_share
    times = draw.exponential(np.where(slow, version.slow_ms, version.fast_ms))
    marks = np.quantile(times, (0.5, 0.9, 0.99, 0.999))
    return "\n".join(
        [
            f"{version.name}: {_PROFILED:,} calls, waiting not counted; mean {times.mean():.1f} ms",
            "  ".join(f"p{name} {mark:.1f} ms" for name, mark in zip((50, 90, 99, 99.9), marks, strict=True)),
            f"{'part':34}{'of calls':>10}{'of time':>10}",
            *(f"{part:34}{calls:10.1%}{time:10.1%}" for part, calls, time in _parts(version, times, slow)),
        ]
    )


def _parts(version: Version, times: Floats, slow: Flags) -> list[tuple[str, float, float]]:
    pauses = float(times[slow].sum() / times.sum())
    work = 1 - pauses
    parts = [("reading the request", 1.0, 0.07 * work), ("putting features in order", 1.0, 0.12 * work)]
    parts.append(("walking the trees", 1.0, 0.81 * work))
    if version.slow_share:
        parts.append(("a data frame made, garbage collected", float(slow.mean()), pauses))
    return parts


def lineage(of: ServingSystem, clock: Clock, _words: list[str]) -> str:
    """All versions of the predictor."""
    state = of.timeline.state_at(clock.now_h)
    champion, before = state.serving(clock.now_h)
    version, share = state.standing_canary(clock.now_h)
    told = []
    for at, one in enumerate(REGISTRY):
        if at == CANARY and clock.now_h < of.onset.at_h:
            continue
        does = "served before" if at in before else "serves nobody"
        if at == SHADOWED:
            does = f"in shadow on {state.shadow:.0%}; never served" if at != champion else does
        if at == version and 0 < share < 1:
            held = "held there" if state.canary and state.canary.share is not None else "goes up by itself"
            does = f"canary at {share:.0%}, {held}"
        told.append(f"{one.name}  {'champion' if at == champion else does}")
    return "\n".join(told)
