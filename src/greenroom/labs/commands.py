"""The verbs of a lab, the same in the terminal, in the browser, in plays and in policies.

line -> command -> time and money it takes -> what it does -> what is answered
"""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from greenroom.errors import InputError
from greenroom.labs import acting, looking
from greenroom.labs.session import Entry, Session

Act: TypeAlias = Callable[[Session, list[str]], str]
_CHANGE_USD = 150.0  # engineers' time for any change of a running system


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
        raise acting.refusal("The lab is over.", "`debrief` tells how it went.")
    words = _words(line)
    command = COMMANDS.get(words[0]) if words else None
    if command is None:
        raise acting.refusal(
            f"There is no command {words[0] if words else 'here'}.", f"There are: {', '.join(COMMANDS)}."
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
        raise acting.refusal(f"This line cannot be read: {error}.", "Close what is quoted.") from error


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
        lambda s, w: looking.query(
            s, w[0] if w else "", int(acting.number(w[1:] or ["24"], "hours", 1, 240))
        ),
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
    "review": Command("review [COUNT]", "people look at approved payments (3 USD each)", acting.review),
    "rollback": Command("rollback", "the version before serves again", acting.rollback, 0.25, _CHANGE_USD),
    "promote": Command("promote VERSION", "a version becomes champion", acting.promote, 0.25, _CHANGE_USD),
    "retrain": Command(
        "retrain [recomputed] [immature]",
        "train a version on what is known now",
        acting.retrain,
        2.0,
        2 * _CHANGE_USD,
    ),
    "pin": Command("pin", "the features of the release before the last", acting.pin, 0.25, _CHANGE_USD),
    "restart": Command(
        "restart", "restart the materialiser and write the tables", acting.restart, 0.5, _CHANGE_USD
    ),
    "dedupe": Command(
        "dedupe", "count events once and rebuild the counters", acting.dedupe, 0.5, _CHANGE_USD
    ),
    "fallback": Command(
        "fallback FEATURE...", "serve features of tables as missing", acting.fall_back, 0.25, _CHANGE_USD
    ),
    "threshold": Command("threshold CHANCE", "decline above it", acting.threshold, 0.1, _CHANGE_USD),
    "gate": Command("gate model|approve|decline|off", "who decides", acting.gate, 0.1, _CHANGE_USD),
    "block": Command("block KIND", "decline a kind of merchant", acting.block, 0.25, _CHANGE_USD),
    "unblock": Command("unblock KIND", "score a kind of merchant again", acting.unblock, 0.25, _CHANGE_USD),
    "mute": Command("mute", "show no alerts", acting.mute),
    "declare": Command("declare COMPONENT", "open an incident on a component", acting.declare),
    "conclude": Command("conclude COMPONENT FAULT", "note the root cause", acting.conclude),
    "wait": Command("wait HOURS", "let time pass", acting.wait),
    "run-until": Command("run-until alert|+HOURS", "let time pass until an alert", acting.run_until),
    "finish": Command("finish", "let time pass to the end", acting.finish),
}
