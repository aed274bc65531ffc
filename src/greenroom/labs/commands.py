"""The verbs of a lab, the same in the terminal, in the browser, in plays and in policies: the common ones, and the system's own.

line -> command -> time and money it takes -> what it does -> what is answered
"""

from __future__ import annotations

import shlex
from collections.abc import Callable
from functools import partial
from textwrap import fill

from greenroom.errors import InputError
from greenroom.labs import looking
from greenroom.labs.clock import shown
from greenroom.labs.session import Entry, Session
from greenroom.labs.system import Command, number, refusal
from greenroom.model.lab_kinds import COMPONENTS, FAULTS, Component, Fault

_WIDE = 100  # columns of an answer
_PAGE_USD = 250.0  # a team that is woken


def do(session: Session, line: str) -> Entry:
    """Carry out one line; what it answers is in the entry, which is also added to the session's log.

    Raises:
        InputError: There is no such verb, it cannot be done now, or the lab is over; nothing has changed.
    """
    if session.ended:
        raise refusal("The lab is over.", "`debrief` tells how it went.")
    words = _words(line)
    known = commands(session)
    command = known.get(words[0]) if words else None
    if command is None:
        raise refusal(
            f"There is no command {words[0] if words else 'here'}.", f"There are: {', '.join(known)}."
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


def commands(session: Session) -> dict[str, Command]:
    """All verbs that `session` understands, in the order in which help tells them."""

    def of(
        usage: str, says: str, act: Callable[[Session, list[str]], str], hours: float = 0.0, usd: float = 0.0
    ) -> Command:
        return Command(usage, says, lambda _clock, words: act(session, words), hours, usd)

    return {
        "help": of("help", "what there is to do", _help),
        "status": of("status", "where things stand", lambda s, _: looking.status(s)),
        "metrics": of("metrics", "which metrics there are", lambda s, _: looking.metrics(s)),
        "query": of("query METRIC [HOURS]", "a metric by the hour", _query),
        "logs": of("logs", "the deployment log", lambda s, _: looking.logs(s)),
        "mute": of("mute", "show no alerts", partial(_mute, muted=True)),
        "unmute": of("unmute", "show alerts again", partial(_mute, muted=False)),
        "declare": of("declare COMPONENT", "open an incident on a component", _declare),
        "page": of("page COMPONENT", "wake its team and ask what they released", _page, 0.5, _PAGE_USD),
        "conclude": of("conclude COMPONENT FAULT", "note the root cause", _conclude),
        "update": of("update TEXT", "tell stakeholders in a few sentences how things stand", _update),
        "hint": of("hint", "a colleague says what they would look at; it lowers the score", _hint),
        "wait": of("wait HOURS", "let time pass", _wait),
        "think": of("think HOURS", "what thinking took, where the lab is paced", _think),
        "run-until": of("run-until alert|+HOURS", "let time pass until an alert", _run_until),
        "finish": of("finish", "let time pass to the end", _finish),
        **session.system.commands,
    }


def _words(line: str) -> list[str]:
    if line.split(maxsplit=1)[:1] == ["update"]:  # prose, with whatever apostrophes it has
        return line.split(maxsplit=1)
    try:
        return shlex.split(line)
    except ValueError as error:
        raise refusal(f"This line cannot be read: {error}.", "Close what is quoted.") from error


def _help(session: Session, _words: list[str]) -> str:
    verbs = [
        f"{one.usage}  {one.says}" + (f" ({one.hours:g} h, {one.usd:.0f} USD)" if one.hours else "")
        for one in commands(session).values()
    ]
    system = session.scenario.system
    words = (("COMPONENT", COMPONENTS[system]), ("FAULT", FAULTS[system]))
    return "\n".join(
        [*verbs, *(fill(f"{what} is one of {', '.join(known)}.", _WIDE) for what, known in words)]
    )


def _query(session: Session, words: list[str]) -> str:
    hours = int(number(words[1:] or ["24"], "hours", 1, 240))
    return looking.query(session, words[0] if words else "", hours)


def _mute(session: Session, _words: list[str], *, muted: bool) -> str:
    session.muted = muted
    return "No alert will be shown." if muted else "Alerts are shown again."


def _component(session: Session, words: list[str]) -> Component:
    known = COMPONENTS[session.scenario.system]
    if not words or words[0] not in known:
        raise refusal(f"Which component? {', '.join(known)}.")
    return Component(words[0])


def _declare(session: Session, words: list[str]) -> str:
    session.declared.append((session.now_h, _component(session, words)))
    return f"Incident declared: {words[0]}. The team is told."


def _page(session: Session, words: list[str]) -> str:
    return looking.released_by(session, _component(session, words))


def _conclude(session: Session, words: list[str]) -> str:
    named, known = _component(session, words), FAULTS[session.scenario.system]
    if len(words) < 2 or words[1] not in known:
        raise refusal(f"Which fault? {', '.join(known)}.")
    session.concluded = (named, Fault(words[1]))
    return f"Root cause noted: {named}, {words[1]}."


def _update(session: Session, words: list[str]) -> str:
    if not words:
        raise refusal(
            "Say what stakeholders should know: what happens to whom, what you do, when you tell more."
        )
    session.updates.append((session.now_h, words[0]))
    return "Sent. It is read back to you in the debrief."


def _hint(session: Session, _words: list[str]) -> str:
    if session.hints >= len(session.scenario.hints):
        raise refusal("Your colleague knows no more than you do by now.", "Look for yourself: `help`.")
    session.hints += 1
    return session.scenario.hints[session.hints - 1]


def _wait(session: Session, words: list[str]) -> str:
    session.go(session.now_h + number(words, "hours", 0.01, session.end_h))
    return looking.status(session)


def _think(session: Session, words: list[str]) -> str:
    session.go(session.now_h + number(words, "hours", 0.0, session.end_h))
    return f"It is {shown(session.now_h)}."


def _run_until(session: Session, words: list[str]) -> str:
    """Let time pass until a metric begins to alert, or to the last hour, in which a conclusion can still be noted."""
    if words and words[0] != "alert":
        return _wait(session, words)
    ahead = next((one for one in session.alerts if one.at_h > session.now_h), None)
    if ahead is None or session.muted:
        session.go(session.end_h - 1.0)
        return f"No alert until the last hour of the lab.\n{looking.status(session)}"
    session.go(ahead.at_h)
    value, side = looking.beyond(ahead)
    return f"{ahead.metric} {value} is {side}\n{looking.status(session)}"


def _finish(session: Session, _words: list[str]) -> str:
    session.go(session.end_h)
    return "The lab is over."
