"""What a player can do to payments: each function takes the system, the clock and the words after the verb, and answers in text.

A word that cannot be used is an InputError, and nothing has changed then.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from greenroom.labs.clock import Clock
from greenroom.labs.payments import looking, registry
from greenroom.labs.payments.ahead import NO_CANARY
from greenroom.labs.payments.faults import usual
from greenroom.labs.payments.features.definitions import TABLES
from greenroom.labs.payments.features.serving import Pipeline
from greenroom.labs.payments.paying import CATEGORIES
from greenroom.labs.payments.timeline import THRESHOLD, Decider, State
from greenroom.labs.system import number, refusal

if TYPE_CHECKING:
    from greenroom.labs.payments.system import PaymentsSystem

_DECIDERS = {
    "model": Decider.MODEL,
    "approve": Decider.APPROVE,
    "decline": Decider.DECLINE,
    "off": Decider.OFF,
}
_REVIEW_USD = 3.0  # a payment that a person looks at
_REVIEWS_AN_HOUR = 100


def rollback(of: PaymentsSystem, clock: Clock, _words: list[str]) -> str:
    """Let the version serve that served before the champion did."""
    before = _state(of, clock).before
    if not before:
        raise refusal("No version served before this one; it is the oldest there is to roll back to.")
    of.change(clock.now_h, champion=before[-1], before=before[:-1])
    return f"{of.timeline.registry[before[-1]].name} serves again."


def promote(of: PaymentsSystem, clock: Clock, words: list[str]) -> str:
    """Let a version of the registry serve."""
    at = registry.known(of, clock, words or [""])
    state = _state(of, clock)
    over = NO_CANARY if at == state.challenger else {}  # a canary that all customers have is none
    of.change(clock.now_h, champion=at, before=(*state.before, state.champion), **over)
    return f"{words[0]} is the champion."


def retrain(of: PaymentsSystem, clock: Clock, words: list[str]) -> str:
    """Train a version on what is known now; it serves nobody yet."""
    unknown = set(words) - {"recomputed", "immature", "weighted"}
    if unknown:
        raise refusal(f"retrain knows recomputed, immature and weighted, not {', '.join(sorted(unknown))}.")
    recipe = replace(
        usual(of.onset, of.scenario.fault, _pipeline(of, clock), recomputed="recomputed" in words),
        mature_only="immature" not in words,
        weighted="weighted" in words,
    )
    name = of.train(clock.now_h, recipe, recomputed="recomputed" in words)
    if not name:
        raise refusal(
            "There is nothing to learn from: nothing was let through that is old enough.",
            "Labels come days late, and what is declined never gets one.",
        )
    return f"{name} is trained; `promote {name}` lets it serve.\n{registry.lineage(of, clock, [])}"


def pin(of: PaymentsSystem, clock: Clock, _words: list[str]) -> str:
    """Serve the features of the release before the last one."""
    if max(_pipeline(of, clock).schemas) > 1:
        raise refusal("The release before wrote another schema, whose columns are gone; it cannot be pinned.")
    if not of.released(clock.now_h):
        raise refusal(
            "No release of the features has come, or it is pinned; there is nothing to pin back to."
        )
    of.pinned = True
    of.change(
        clock.now_h,
        pipeline=replace(_pipeline(of, clock), amount_scale=1.0, zeroed=frozenset(), swapped=None),
    )
    return "The features are pinned to the release before the last one."


def restart(of: PaymentsSystem, clock: Clock, _words: list[str]) -> str:
    """Write the tables up to now, and every hour from now on."""
    of.change(clock.now_h, pipeline=replace(_pipeline(of, clock), frozen_h=None))
    return "The materialiser runs again; tables up to now are written."


def dedupe(of: PaymentsSystem, clock: Clock, _words: list[str]) -> str:
    """Count every event once."""
    of.change(clock.now_h, pipeline=replace(_pipeline(of, clock), repeated_h=None, repeats=0.0))
    return "Events are counted once by their id; counters are rebuilt from the log."


def fall_back(of: PaymentsSystem, clock: Clock, words: list[str]) -> str:
    """Serve features of tables as missing, which the model takes for saying nothing; `none` serves all again."""
    left_out = frozenset[str]() if words == ["none"] else _pipeline(of, clock).left_out | set(words)
    if not words or left_out - TABLES:
        raise refusal(f"Which features? Those from tables are: {', '.join(sorted(TABLES))}; or none.")
    of.change(clock.now_h, pipeline=replace(_pipeline(of, clock), left_out=left_out))
    return f"Served as missing: {', '.join(sorted(left_out)) or 'none'}."


def threshold(of: PaymentsSystem, clock: Clock, words: list[str]) -> str:
    """Decline above a chance of theft."""
    chosen = number(words, "a chance of theft", 0.0, 1.0)
    of.change(clock.now_h, threshold=chosen)
    return f"Declined above {chosen:.3f} (least cost in theory: {THRESHOLD:.3f})."


def decide(of: PaymentsSystem, clock: Clock, words: list[str]) -> str:
    """Let the model decide, or let everything through, or nothing."""
    if not words or words[0] not in _DECIDERS:
        raise refusal(f"decide takes one of {', '.join(_DECIDERS)}.")
    of.change(clock.now_h, decider=_DECIDERS[words[0]])
    return f"From now on: {_DECIDERS[words[0]].value}."


def block(of: PaymentsSystem, clock: Clock, words: list[str]) -> str:
    """Decline a kind of merchant."""
    kind = int(number(words, "a kind of merchant", 0, CATEGORIES - 1))
    of.change(clock.now_h, blocked=_state(of, clock).blocked | {kind})
    return f"Payments to kind of merchant {kind} are declined."


def unblock(of: PaymentsSystem, clock: Clock, words: list[str]) -> str:
    """Score a kind of merchant again."""
    kind = int(number(words, "a kind of merchant", 0, CATEGORIES - 1))
    of.change(clock.now_h, blocked=_state(of, clock).blocked - {kind})
    return f"Payments to kind of merchant {kind} are scored again."


def review(of: PaymentsSystem, clock: Clock, words: list[str]) -> str:
    """Pay people to look at approved payments, which takes them time."""
    count = int(number(words or ["200"], "how many payments", 10, 1000))
    clock.spent_usd += _REVIEW_USD * count
    clock.go(clock.now_h + count / _REVIEWS_AN_HOUR)
    return looking.reviewed(of, clock.now_h, count)


def _state(of: PaymentsSystem, clock: Clock) -> State:
    return of.timeline.state_at(clock.now_h)


def _pipeline(of: PaymentsSystem, clock: Clock) -> Pipeline:
    return _state(of, clock).pipeline
