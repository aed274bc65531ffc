"""What a player can set of a rollout, of schemas, and of what is let through to learn from.

Each function takes the system, the clock and the words after the verb, and answers in text. A word that cannot be used is an
InputError, and nothing has changed then.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from greenroom.labs.clock import Clock
from greenroom.labs.payments import registry
from greenroom.labs.payments.ahead import NO_CANARY
from greenroom.labs.system import number, refusal

if TYPE_CHECKING:
    from greenroom.labs.payments.system import PaymentsSystem

_MOST_HELD_OUT = 0.2


def canary(of: PaymentsSystem, clock: Clock, words: list[str]) -> str:
    """Begin a canary, narrow it, stop its rise, or end it either way."""
    verb = words[0] if words else ""
    if verb not in {"spare", "pause", "promote", "rollback"}:
        return _begin(of, clock, words)
    state = of.timeline.state_at(clock.now_h)
    if state.challenger is None:
        raise refusal("No canary serves anybody now.", "`canary 0.1 v4` begins one.")
    name = of.timeline.registry[state.challenger].name
    if verb == "rollback":
        of.change(clock.now_h, **NO_CANARY)
        return f"{name} serves nobody; {of.timeline.registry[state.champion].name} serves all."
    if verb == "promote":
        of.change(clock.now_h, champion=state.challenger, before=(*state.before, state.champion), **NO_CANARY)
        return f"{name} is the champion and serves all."
    if verb == "pause":
        of.change(clock.now_h, ramping=False)
        return f"{name} stays at {state.share:.0%} of customers."
    countries = of.world.payments.countries
    if words[1:2] == [] or words[1] not in countries:
        raise refusal(f"Which country? There are: {', '.join(countries)}.")
    spared = state.spared | {countries.index(words[1])}
    of.change(clock.now_h, spared=spared)
    return f"{name} serves nobody in {', '.join(countries[at] for at in sorted(spared))}."


def _begin(of: PaymentsSystem, clock: Clock, words: list[str]) -> str:
    share = number(words, "a share of customers, or spare, pause, promote or rollback", 0.01, 1.0)
    if len(words) < 2:
        raise refusal("Which version? `lineage` lists them.")
    at = registry.known(of, clock, words[1:])
    if at == of.timeline.state_at(clock.now_h).champion:
        raise refusal(f"{words[1]} is the champion and serves already.")
    of.change(clock.now_h, challenger=at, share=share, ramping=False)
    return f"{words[1]} serves {share:.0%} of customers, the same ones as long as the share stays."


def dual_write(of: PaymentsSystem, clock: Clock, _words: list[str]) -> str:
    """Write the features in every schema there has been, so that every version reads its own."""
    pipeline = of.timeline.state_at(clock.now_h).pipeline
    missing = set(range(1, max(pipeline.schemas) + 1)) - pipeline.schemas
    if not missing:
        raise refusal("There is no older schema that is not written.", "`lineage` says which there are.")
    of.change(clock.now_h, pipeline=replace(pipeline, schemas=pipeline.schemas | missing))
    return f"Features are written in schemas {' and '.join(map(str, sorted(pipeline.schemas | missing)))}."


def holdout(of: PaymentsSystem, clock: Clock, words: list[str]) -> str:
    """Let a share of payments through whatever the score, from now on."""
    share = number(words, "a share of payments", 0.0, _MOST_HELD_OUT)
    of.change(clock.now_h, holdout=share)
    return (
        f"{share:.1%} of payments are let through whatever the score; what becomes of them is told as of all."
    )


def nightly(of: PaymentsSystem, clock: Clock, words: list[str]) -> str:
    """Let versions be trained and promoted at night, or not."""
    if not of.trains_itself:
        raise refusal("Nothing is trained at night in this service.")
    if not words or words[0] not in {"on", "off"}:
        raise refusal("nightly takes on or off.")
    of.change(clock.now_h, nightly=words[0] == "on")
    return f"Nightly versions are {words[0]}."
