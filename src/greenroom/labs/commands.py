"""The verbs of a lab, the same in the terminal, in the browser, in plays and in policies.

line -> command -> time and money it takes -> what it does -> what is answered
"""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from greenroom.errors import InputError
from greenroom.labs import looking
from greenroom.labs.features.definitions import TABLES
from greenroom.labs.learning.trainer import Recipe
from greenroom.labs.session import Entry, Session
from greenroom.labs.system import THRESHOLD, Gate
from greenroom.labs.world.payments import CATEGORIES
from greenroom.model.lab import Component, Fault

Act: TypeAlias = Callable[[Session, list[str]], str]
_SEE_HELP = "`help` lists what each command takes."
_CHANGE_USD = 150.0  # engineers' time for any change of a running system
_GATES = {"model": Gate.MODEL, "approve": Gate.APPROVE, "decline": Gate.DECLINE, "off": Gate.OFF}


@dataclass(frozen=True)
class Command:
    """A verb: how it is written, what it does, and what it takes before it is done."""

    usage: str
    says: str
    act: Act
    hours: float = 0.0
    usd: float = 0.0


def do(session: Session, line: str) -> Entry:
    """Carry out one line; what it answers is in the entry, which is also added to the session's log.

    Raises:
        InputError: There is no such verb, it cannot be done now, or the lab is over; nothing has changed.
    """
    if session.ended:
        raise InputError("The lab is over.", hint="`debrief` tells how it went.", code="lab")
    words = _words(line)
    command = COMMANDS.get(words[0]) if words else None
    if command is None:
        raise InputError(
            f"There is no command {words[0] if words else 'here'}.",
            hint=f"There are: {', '.join(COMMANDS)}.",
            code="lab",
        )
    began, spent = session.now_h, session.spent_usd
    try:
        session.go(session.now_h + command.hours)
        said = command.act(session, words[1:])
    except InputError:
        session.now_h, session.spent_usd, session.ended = began, spent, False
        raise
    session.spent_usd += command.usd
    entry = Entry(line.strip(), began, session.now_h, said)
    session.log.append(entry)
    return entry


def replay(session: Session, lines: tuple[str, ...]) -> Session:
    """`session` after `lines`; a line that cannot be done is an error, since a log holds only what was done."""
    for line in lines:
        do(session, line)
    return session


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError as error:
        raise InputError(
            f"This line cannot be read: {error}.", hint="Close what is quoted.", code="lab"
        ) from error


def _number(words: list[str], what: str, low: float, high: float) -> float:
    try:
        value = float(words[0].removeprefix("+").removesuffix("h"))
    except (IndexError, ValueError):
        value = float("nan")
    if not low <= value <= high:
        raise InputError(
            f"Give {what}, from {low:g} to {high:g}.",
            hint=_SEE_HELP,
            code="lab",
        )
    return value


def _wait(session: Session, words: list[str]) -> str:
    session.go(session.now_h + _number(words, "hours", 0.01, session.size.lab_h))
    return looking.status(session)


def _run_until(session: Session, words: list[str]) -> str:
    if words and words[0] != "alert":
        return _wait(session, words)
    firing = {one.metric for one in looking.active(session)}
    ahead = next((a for a in session.alerts if a.at_h > session.now_h and a.metric not in firing), None)
    session.go(ahead.at_h if ahead and not session.muted else session.size.lab_h)
    if ahead is None or session.muted:
        return "No alert until the end of the lab."
    return f"{ahead.metric} {ahead.value:.3f} is {looking.beyond(ahead.value, ahead.low, ahead.high)}\n{looking.status(session)}"


def _finish(session: Session, _words: list[str]) -> str:
    session.go(session.size.lab_h)
    return "The lab is over."


def _rollback(session: Session, _words: list[str]) -> str:
    champion = session.system.state_at(session.now_h).champion
    if champion == 0:
        raise InputError(
            "v1 is the oldest version there is; there is nothing to roll back to.",
            hint=_SEE_HELP,
            code="lab",
        )
    session.change(champion=champion - 1)
    return f"{session.system.registry[champion - 1].name} serves again."


def _promote(session: Session, words: list[str]) -> str:
    known = {one.name: at for at, one in enumerate(session.system.registry) if one.trained_h <= session.now_h}
    if not words or words[0] not in known:
        raise InputError(
            f"Which version? There are: {', '.join(known)}.",
            hint=_SEE_HELP,
            code="lab",
        )
    session.change(champion=known[words[0]])
    return f"{words[0]} is the champion."


def _retrain(session: Session, words: list[str]) -> str:
    unknown = set(words) - {"recomputed", "immature"}
    if unknown:
        raise InputError(
            f"retrain knows recomputed and immature, not {', '.join(sorted(unknown))}.",
            hint=_SEE_HELP,
            code="lab",
        )
    recipe = Recipe(days=7.0, mature_only="immature" not in words)
    name = session.train(recipe, recomputed="recomputed" in words)
    if not name:
        raise InputError(
            "There is nothing to learn from: nothing was let through that is old enough.",
            hint="Labels come days late, and what is declined never gets one.",
            code="lab",
        )
    return f"{name} is trained; `promote {name}` lets it serve.\n{looking.lineage(session)}"


def _pin(session: Session, _words: list[str]) -> str:
    if not session.released:
        raise InputError(
            "The features run on their last release but none; there is nothing to pin back to.",
            hint=_SEE_HELP,
            code="lab",
        )
    session.pinned = True
    pipeline = session.system.state_at(session.now_h).pipeline
    session.change(pipeline=replace(pipeline, amount_scale=1.0, zeroed=frozenset(), swapped=None))
    return "The features are pinned to the release before the last one."


def _restart(session: Session, _words: list[str]) -> str:
    pipeline = session.system.state_at(session.now_h).pipeline
    session.change(pipeline=replace(pipeline, frozen_h=None))
    return "The materialiser runs again; tables up to now are written."


def _dedupe(session: Session, _words: list[str]) -> str:
    pipeline = session.system.state_at(session.now_h).pipeline
    session.change(pipeline=replace(pipeline, repeated_h=None, repeats=0.0))
    return "Events are counted once by their id; counters are rebuilt from the log."


def _fall_back(session: Session, words: list[str]) -> str:
    unknown = [word for word in words if word not in TABLES]
    if unknown or not words:
        raise InputError(
            f"Which features? Those from tables are: {', '.join(sorted(TABLES))}.",
            hint=_SEE_HELP,
            code="lab",
        )
    pipeline = session.system.state_at(session.now_h).pipeline
    session.change(pipeline=replace(pipeline, left_out=pipeline.left_out | set(words)))
    return f"Served as missing: {', '.join(words)}."


def _threshold(session: Session, words: list[str]) -> str:
    session.change(threshold=_number(words, "a chance of theft", 0.0, 1.0))
    return f"Declined above {session.system.state.threshold:.3f} (least cost in theory: {THRESHOLD:.3f})."


def _gate(session: Session, words: list[str]) -> str:
    if not words or words[0] not in _GATES:
        raise InputError(
            f"gate takes one of {', '.join(_GATES)}.",
            hint=_SEE_HELP,
            code="lab",
        )
    session.change(gate=_GATES[words[0]])
    return f"From now on: {_GATES[words[0]].value}."


def _block(session: Session, words: list[str]) -> str:
    kind = int(_number(words, "a kind of merchant", 0, CATEGORIES - 1))
    session.change(blocked=session.system.state_at(session.now_h).blocked | {kind})
    return f"Payments to kind of merchant {kind} are declined."


def _unblock(session: Session, words: list[str]) -> str:
    kind = int(_number(words, "a kind of merchant", 0, CATEGORIES - 1))
    session.change(blocked=session.system.state_at(session.now_h).blocked - {kind})
    return f"Payments to kind of merchant {kind} are scored again."


def _mute(session: Session, _words: list[str]) -> str:
    session.muted = True
    return "No alert will be shown."


def _review(session: Session, words: list[str]) -> str:
    count = int(_number(words or ["200"], "how many payments", 10, 1000))
    session.spent_usd += 3.0 * count
    session.go(session.now_h + count / 100)
    return looking.review(session, count)


def _component(words: list[str]) -> Component:
    try:
        return Component(words[0])
    except (IndexError, ValueError):
        raise InputError(
            f"Which component? {', '.join(Component)}.",
            hint=_SEE_HELP,
            code="lab",
        ) from None


def _declare(session: Session, words: list[str]) -> str:
    session.declared.append((session.now_h, _component(words)))
    return f"Incident declared: {words[0]}. The team is told."


def _conclude(session: Session, words: list[str]) -> str:
    component = _component(words)
    try:
        fault = Fault(words[1])
    except (IndexError, ValueError):
        raise InputError(f"Which fault? {', '.join(Fault)}.", hint=_SEE_HELP, code="lab") from None
    session.concluded = (component, fault)
    return f"Root cause noted: {component}, {fault}."


def _help(_session: Session, _words: list[str]) -> str:
    return "\n".join(
        f"{one.usage}  {one.says}" + (f" ({one.hours:g} h, {one.usd:.0f} USD)" if one.hours else "")
        for one in COMMANDS.values()
    )


COMMANDS = {
    "help": Command("help", "what there is to do", _help),
    "status": Command("status", "where things stand", lambda s, _: looking.status(s)),
    "metrics": Command("metrics", "which metrics there are", lambda _s, _: looking.metrics()),
    "query": Command(
        "query METRIC [HOURS]",
        "a metric by the hour",
        lambda s, w: looking.query(s, w[0] if w else "", int(_number(w[1:] or ["24"], "hours", 1, 240))),
    ),
    "logs": Command("logs", "the deployment log", lambda s, _: looking.logs(s), hours=0.1),
    "lineage": Command("lineage", "the registry of models", lambda s, _: looking.lineage(s), hours=0.1),
    "compare": Command(
        "compare FEATURE",
        "a feature as served, as it was, and recomputed",
        lambda s, w: looking.compare(s, w[0] if w else ""),
        hours=0.25,
        usd=20,
    ),
    "audit": Command(
        "audit", "recompute the last hours' features", lambda s, _: looking.audit(s), hours=0.5, usd=60
    ),
    "review": Command("review [COUNT]", "people look at approved payments (3 USD each)", _review),
    "rollback": Command("rollback", "the version before serves again", _rollback, 0.25, _CHANGE_USD),
    "promote": Command("promote VERSION", "a version becomes champion", _promote, 0.25, _CHANGE_USD),
    "retrain": Command(
        "retrain [recomputed] [immature]",
        "train a version on what is known now",
        _retrain,
        2.0,
        2 * _CHANGE_USD,
    ),
    "pin": Command("pin", "the features of the release before the last", _pin, 0.25, _CHANGE_USD),
    "restart": Command(
        "restart", "restart the materialiser and write the tables", _restart, 0.5, _CHANGE_USD
    ),
    "dedupe": Command("dedupe", "count events once and rebuild the counters", _dedupe, 0.5, _CHANGE_USD),
    "fallback": Command(
        "fallback FEATURE...", "serve features of tables as missing", _fall_back, 0.25, _CHANGE_USD
    ),
    "threshold": Command("threshold CHANCE", "decline above it", _threshold, 0.1, _CHANGE_USD),
    "gate": Command("gate model|approve|decline|off", "who decides", _gate, 0.1, _CHANGE_USD),
    "block": Command("block KIND", "decline a kind of merchant", _block, 0.25, _CHANGE_USD),
    "unblock": Command("unblock KIND", "score a kind of merchant again", _unblock, 0.25, _CHANGE_USD),
    "mute": Command("mute", "show no alerts", _mute),
    "declare": Command("declare COMPONENT", "open an incident on a component", _declare),
    "conclude": Command("conclude COMPONENT FAULT", "note the root cause", _conclude),
    "wait": Command("wait HOURS", "let time pass", _wait),
    "run-until": Command("run-until alert|+HOURS", "let time pass until an alert", _run_until),
    "finish": Command("finish", "let time pass to the end", _finish),
}
