"""What a player can do, and let pass: each function takes a session and the words after the verb, and answers in text.

A word that cannot be used is an InputError, and nothing has changed then.
"""

from __future__ import annotations

from dataclasses import replace

from greenroom.errors import InputError
from greenroom.labs import looking
from greenroom.labs.features.definitions import TABLES
from greenroom.labs.learning.trainer import Recipe
from greenroom.labs.session import Session
from greenroom.labs.system import THRESHOLD, Gate
from greenroom.labs.world.payments import CATEGORIES
from greenroom.model.lab import Component, Fault

_GATES = {"model": Gate.MODEL, "approve": Gate.APPROVE, "decline": Gate.DECLINE, "off": Gate.OFF}
_REVIEW_USD = 3.0  # a payment that a person looks at
_REVIEWS_AN_HOUR = 100


def refusal(what: str, hint: str = "`help` lists what each command takes.") -> InputError:
    """An error of a line that cannot be done."""
    return InputError(what, hint=hint, code="lab")


def number(words: list[str], what: str, low: float, high: float) -> float:
    """The first word as a number in `[low, high]`; "+6h" is 6."""
    try:
        value = float(words[0].removeprefix("+").removesuffix("h"))
    except (IndexError, ValueError):
        value = float("nan")
    if not low <= value <= high:
        raise refusal(f"Give {what}, from {low:g} to {high:g}.")
    return value


def wait(session: Session, words: list[str]) -> str:
    """Let hours pass."""
    session.go(session.now_h + number(words, "hours", 0.01, session.size.lab_h))
    return looking.status(session)


def run_until(session: Session, words: list[str]) -> str:
    """Let time pass until a metric begins to alert, or to the last hour, in which a conclusion can still be noted."""
    if words and words[0] != "alert":
        return wait(session, words)
    ahead = next((one for one in session.alerts if one.at_h > session.now_h), None)
    if ahead is None or session.muted:
        session.go(session.size.lab_h - 1.0)
        return f"No alert until the last hour of the lab.\n{looking.status(session)}"
    session.go(ahead.at_h)
    return f"{ahead.metric} {ahead.value:.3f} is {looking.beyond(ahead.value, ahead.low, ahead.high)}\n{looking.status(session)}"


def finish(session: Session, _words: list[str]) -> str:
    """Let time pass to the end of the lab."""
    session.go(session.size.lab_h)
    return "The lab is over."


def rollback(session: Session, _words: list[str]) -> str:
    """Let the version before the champion serve."""
    champion = session.system.state_at(session.now_h).champion
    if champion == 0:
        raise refusal("v1 is the oldest version there is; there is nothing to roll back to.")
    session.change(champion=champion - 1)
    return f"{session.system.registry[champion - 1].name} serves again."


def promote(session: Session, words: list[str]) -> str:
    """Let a version of the registry serve."""
    known = {one.name: at for at, one in enumerate(session.system.registry) if one.trained_h <= session.now_h}
    if not words or words[0] not in known:
        raise refusal(f"Which version? There are: {', '.join(known)}.")
    session.change(champion=known[words[0]])
    return f"{words[0]} is the champion."


def retrain(session: Session, words: list[str]) -> str:
    """Train a version on what is known now; it serves nobody yet."""
    unknown = set(words) - {"recomputed", "immature"}
    if unknown:
        raise refusal(f"retrain knows recomputed and immature, not {', '.join(sorted(unknown))}.")
    recipe = Recipe(days=7.0, mature_only="immature" not in words)
    name = session.train(recipe, recomputed="recomputed" in words)
    if not name:
        raise refusal(
            "There is nothing to learn from: nothing was let through that is old enough.",
            "Labels come days late, and what is declined never gets one.",
        )
    return f"{name} is trained; `promote {name}` lets it serve.\n{looking.lineage(session)}"


def pin(session: Session, _words: list[str]) -> str:
    """Serve the features of the release before the last one."""
    if not session.released:
        raise refusal(
            "No release of the features has come, or it is pinned; there is nothing to pin back to."
        )
    session.pinned = True
    pipeline = session.system.state_at(session.now_h).pipeline
    session.change(pipeline=replace(pipeline, amount_scale=1.0, zeroed=frozenset(), swapped=None))
    return "The features are pinned to the release before the last one."


def restart(session: Session, _words: list[str]) -> str:
    """Write the tables up to now, and every hour from now on."""
    pipeline = session.system.state_at(session.now_h).pipeline
    session.change(pipeline=replace(pipeline, frozen_h=None))
    return "The materialiser runs again; tables up to now are written."


def dedupe(session: Session, _words: list[str]) -> str:
    """Count every event once."""
    pipeline = session.system.state_at(session.now_h).pipeline
    session.change(pipeline=replace(pipeline, repeated_h=None, repeats=0.0))
    return "Events are counted once by their id; counters are rebuilt from the log."


def fall_back(session: Session, words: list[str]) -> str:
    """Serve features of tables as missing, which the model takes for saying nothing."""
    unknown = [word for word in words if word not in TABLES]
    if unknown or not words:
        raise refusal(f"Which features? Those from tables are: {', '.join(sorted(TABLES))}.")
    pipeline = session.system.state_at(session.now_h).pipeline
    session.change(pipeline=replace(pipeline, left_out=pipeline.left_out | set(words)))
    return f"Served as missing: {', '.join(words)}."


def threshold(session: Session, words: list[str]) -> str:
    """Decline above a chance of theft."""
    session.change(threshold=number(words, "a chance of theft", 0.0, 1.0))
    return f"Declined above {session.system.state.threshold:.3f} (least cost in theory: {THRESHOLD:.3f})."


def gate(session: Session, words: list[str]) -> str:
    """Let the model decide, or everything, or nothing through."""
    if not words or words[0] not in _GATES:
        raise refusal(f"gate takes one of {', '.join(_GATES)}.")
    session.change(gate=_GATES[words[0]])
    return f"From now on: {_GATES[words[0]].value}."


def block(session: Session, words: list[str]) -> str:
    """Decline a kind of merchant."""
    kind = int(number(words, "a kind of merchant", 0, CATEGORIES - 1))
    session.change(blocked=session.system.state_at(session.now_h).blocked | {kind})
    return f"Payments to kind of merchant {kind} are declined."


def unblock(session: Session, words: list[str]) -> str:
    """Score a kind of merchant again."""
    kind = int(number(words, "a kind of merchant", 0, CATEGORIES - 1))
    session.change(blocked=session.system.state_at(session.now_h).blocked - {kind})
    return f"Payments to kind of merchant {kind} are scored again."


def mute(session: Session, _words: list[str]) -> str:
    """Show no alert from now on."""
    session.muted = True
    return "No alert will be shown."


def review(session: Session, words: list[str]) -> str:
    """Pay people to look at approved payments, which takes them time."""
    count = int(number(words or ["200"], "how many payments", 10, 1000))
    session.spent_usd += _REVIEW_USD * count
    session.go(session.now_h + count / _REVIEWS_AN_HOUR)
    return looking.review(session, count)


def component(words: list[str]) -> Component:
    """The first word as a component."""
    try:
        return Component(words[0])
    except (IndexError, ValueError):
        raise refusal(f"Which component? {', '.join(Component)}.") from None


def declare(session: Session, words: list[str]) -> str:
    """Open an incident on a component."""
    session.declared.append((session.now_h, component(words)))
    return f"Incident declared: {words[0]}. The team is told."


def conclude(session: Session, words: list[str]) -> str:
    """Note the root cause."""
    named = component(words)
    try:
        fault = Fault(words[1])
    except (IndexError, ValueError):
        raise refusal(f"Which fault? {', '.join(Fault)}.") from None
    session.concluded = (named, fault)
    return f"Root cause noted: {named}, {fault}."
