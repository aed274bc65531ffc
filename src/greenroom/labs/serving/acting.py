"""What a player can do to the platform: each function takes the system, the clock and the words after the verb, and answers in text.

A word that cannot be used is an InputError, and nothing has changed then.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from greenroom.labs.clock import Clock
from greenroom.labs.serving.bill import SHADOW_USD
from greenroom.labs.serving.state import (
    CANARY,
    MOST_MACHINES,
    PATIENCE_MS,
    REGISTRY,
    SLOWEST_MS,
    Canary,
    State,
)
from greenroom.labs.system import number, refusal

if TYPE_CHECKING:
    from greenroom.labs.serving.system import ServingSystem

_QUOTAS = ("serving", "shadow", "training")


def canary(of: ServingSystem, clock: Clock, words: list[str]) -> str:
    """Hold, move, take back or promote the canary."""
    state = _state(of, clock)
    version, share = state.standing_canary(clock.now_h)
    if not 0 < share < 1 or state.canary is None:
        raise refusal("No canary is out.", "`lineage` tells which versions there are.")
    name, what = REGISTRY[version].name, words[0] if words else ""
    if what == "pause":
        of.change(clock.now_h, canary=replace(state.canary, share=share))
        return f"{name} stays at {share:.0%}."
    if what == "set":
        wanted = number(words[1:], "a share of the traffic", 0.01, 0.9)
        of.change(clock.now_h, canary=replace(state.canary, share=wanted))
        return f"{name} has {wanted:.0%} of the traffic, and stays there."
    if what == "rollback":
        of.change(clock.now_h, canary=None)
        return f"{name} is taken back; {REGISTRY[state.champion].name} serves all."
    if what == "promote":
        return _lead(of, clock, version)
    raise refusal("canary takes pause, set SHARE, rollback or promote.")


def rollback(of: ServingSystem, clock: Clock, _words: list[str]) -> str:
    """Let the version serve that served before the champion did."""
    state = _state(of, clock)
    _, before = state.serving(clock.now_h)
    if not before:
        raise refusal("No version served before this one; it is the oldest there is to roll back to.")
    out = state.standing_canary(clock.now_h)[1] < 1
    of.change(clock.now_h, champion=before[-1], before=before[:-1], canary=state.canary if out else None)
    return f"{REGISTRY[before[-1]].name} is the champion again."


def promote(of: ServingSystem, clock: Clock, words: list[str]) -> str:
    """Let a version serve all."""
    known = {one.name: at for at, one in enumerate(REGISTRY) if at != CANARY or clock.now_h >= of.onset.at_h}
    if not words or words[0] not in known:
        raise refusal(f"Which version? There are: {', '.join(known)}.")
    if known[words[0]] == _state(of, clock).serving(clock.now_h)[0]:
        raise refusal(f"{words[0]} is the champion already.")
    return _lead(of, clock, known[words[0]])


def scale(of: ServingSystem, clock: Clock, words: list[str]) -> str:
    """Run so many replicas of the predictor."""
    machines = int(number(words, "how many machines (the account's quota is the most)", 0, MOST_MACHINES))
    of.change(clock.now_h, machines=machines)
    return f"{machines} machines for the predictor; a canary's come on top."


def timeout(of: ServingSystem, clock: Clock, words: list[str]) -> str:
    """Give up on an attempt after so many milliseconds."""
    wanted = number(words, "milliseconds (the SLO's time, up to what shops wait)", SLOWEST_MS, PATIENCE_MS)
    of.change(clock.now_h, timeout_ms=wanted)
    return f"An attempt is given up after {wanted:.0f} ms."


def retries(of: ServingSystem, clock: Clock, words: list[str]) -> str:
    """Try an attempt again so often at most, within a budget for all requests together."""
    most = int(number(words, "how often an attempt is tried again", 0, 9))
    state = _state(of, clock)
    budget = (
        number(words[1:], "retries for each request, all together", 0, 9) if words[1:] else state.retry_budget
    )
    of.change(clock.now_h, retries=most, retry_budget=budget)
    return f"Gateways and client libraries: {_again(most, budget)}."


def shed(of: ServingSystem, clock: Clock, words: list[str]) -> str:
    """Turn a share of the requests away at the door."""
    wanted = number(words, "a share of the requests", 0, 1)
    of.change(clock.now_h, shed=wanted)
    return f"{wanted:.0%} of the requests are turned away at the door, and told not to try again."


def drain(of: ServingSystem, clock: Clock, _words: list[str]) -> str:
    """Empty all queues."""
    of.change(clock.now_h, drained=True)
    return (
        "The circuit is broken for five minutes: what was queued is dropped, nothing is answered meanwhile."
    )


def coalesce(of: ServingSystem, clock: Clock, words: list[str]) -> str:
    """Let those who wait for one value share a read of it."""
    wanted = _switch(words)
    of.change(clock.now_h, coalesce=wanted)
    return f"A value that is not in the cache is read {'once for all who wait for it' if wanted else 'by each who asks for it'}."


def cache(of: ServingSystem, clock: Clock, words: list[str]) -> str:
    """Keep values until they are written, for so many seconds, or not at all."""
    if words == ["on"]:
        of.change(clock.now_h, cache_s=None)
        return "Values are cached until they are written."
    if words == ["off"]:
        of.change(clock.now_h, cache_s=0.0)
        return "Nothing is cached; every request reads from the shards."
    seconds = number(words, "on, off or seconds", 1, 600)
    of.change(clock.now_h, cache_s=seconds)
    return f"Values are served from the cache for {seconds:.0f} s, whatever is written meanwhile."


def shadow(of: ServingSystem, clock: Clock, words: list[str]) -> str:
    """Score a share of the requests with the next version as well."""
    wanted = number(words, "a share of the requests", 0, 1)
    of.change(clock.now_h, shadow=wanted)
    return f"{wanted:.0%} of the requests are scored by p42 too, which answers nobody."


def quota(of: ServingSystem, clock: Clock, words: list[str]) -> str:
    """Let a class of spending have so much an hour at most."""
    if not words or words[0] not in _QUOTAS:
        raise refusal(f"Which class? {', '.join(_QUOTAS)}.")
    usd = number(words[1:], "USD an hour", 0, 1000)
    of.change(clock.now_h, **{f"{words[0]}_usd": usd})
    more = f", which pays for {min(usd / SHADOW_USD, 1):.0%} of the requests" if words[0] == "shadow" else ""
    return f"{words[0]} may spend {usd:g} USD an hour{more}."


def telemetry(of: ServingSystem, clock: Clock, words: list[str]) -> str:
    """Collect metrics, or do not."""
    wanted = _switch(words)
    of.change(clock.now_h, telemetry=wanted)
    return "Metrics are collected." if wanted else "No metrics are collected but the bill."


def _again(most: int, budget: float) -> str:
    if not most:
        return "no retries"
    return f"up to {most} {'retry' if most == 1 else 'retries'} of a request" + (
        f", in all at most {budget:.0%} of the requests" if budget < most else ", without a budget"
    )


def told_retries(state: State) -> str:
    """How attempts are tried again, in words."""
    return _again(state.retries, state.retry_budget)


def _lead(of: ServingSystem, clock: Clock, version: int) -> str:
    state = _state(of, clock)
    champion, before = state.serving(clock.now_h)
    _, share = state.standing_canary(clock.now_h)
    kept: Canary | None = state.canary if share < 1 else None
    if kept is not None and kept.version == version:
        kept = None
    of.change(clock.now_h, champion=version, before=(*before, champion), canary=kept)
    return f"{REGISTRY[version].name} is the champion."


def _switch(words: list[str]) -> bool:
    if words not in (["on"], ["off"]):
        raise refusal("Say on or off.")
    return words == ["on"]


def _state(of: ServingSystem, clock: Clock) -> State:
    return of.timeline.state_at(clock.now_h)
