"""A play as an interviewer has it on the table: what was done, line by line, and what could be asked about it.

session -> lines, questions

Nothing that is asked gives the cause away, or says whether what was done was right: the interviewer wants to hear the player think.
"""

from __future__ import annotations

from collections.abc import Iterator

from greenroom.labs.clock import shown
from greenroom.labs.collateral import changed
from greenroom.labs.commands import commands
from greenroom.labs.monitor.alerts import Alert
from greenroom.labs.session import Entry, Session
from greenroom.model.submission import CodeQuestion, Matter

_PASSING = frozenset({"wait", "think", "run-until", "finish"})
_SILENT = _PASSING | {"help", "status", "mute", "unmute", "hint", "update"}
_LONG_H = 18.0  # of nothing but waiting while an alert fires
_QUOTED = 60  # characters of a line that is asked about


def recounted(session: Session) -> tuple[str, ...]:
    """What was done, a line each: when, what, and the first line of the answer."""
    return tuple(f"{shown(one.at_h)}  {_flat(one.line)}  ->  {_first(one.said)}" for one in _told(session))


def questions(session: Session) -> tuple[CodeQuestion, ...]:
    """What could be asked about the play so far, worth most first."""
    numbered = {id(one): at for at, one in enumerate(_told(session), start=1)}
    found = (
        *_sight(session),
        *_acts(session, numbered),
        *_pauses(session, numbered),
        *_cause(session),
        *_telling(session),
    )
    return tuple(sorted(found, key=lambda one: -one.worth))


def _sight(session: Session) -> Iterator[CodeQuestion]:
    first = next((one for one in session.alerts if one.at_h <= session.now_h and _shown(session, one)), None)
    if first is None:
        ask = f"It is {_when(session.now_h)}, and no alert has reached you. What have you looked at, and what would have made you uneasy?"
        yield CodeQuestion(matter=Matter.SIGHT, ask=ask, worth=0.8)
        return
    ask = f"On {_when(first.at_h)} {first.metric} began to alert. What did that tell you, and what did it leave open?"
    yield CodeQuestion(matter=Matter.SIGHT, ask=ask, worth=0.9)


def _acts(session: Session, numbered: dict[int, int]) -> Iterator[CodeQuestion]:
    acts = changed(session)
    if not acts:
        ask = "You changed nothing so far. Which change lay nearest, and what held you back from it?"
        yield CodeQuestion(matter=Matter.ACTION, ask=ask, worth=0.6)
        return
    known = commands(session)
    before = session.log[: session.log.index(acts[0])]
    looked = any(one.verb not in _SILENT and not known[one.verb].changes for one in before)
    ask = f"On {_when(acts[0].at_h)} you gave “{_short(acts[0].line)}”. What did you expect to see after it, and when would you have taken it back?"
    yield _on(acts[0], numbered, Matter.ACTION, ask, 0.85 if looked else 1.0)
    last = acts[-1]
    after = session.log[session.log.index(last) + 1 :]
    if not any(one.verb not in _SILENT and not known[one.verb].changes for one in after):
        ask = f"After “{_short(last.line)}” you looked no closer. How did you know how it stood?"
        if len(acts) > 1:
            yield _on(last, numbered, Matter.ACTION, ask, 0.75)
        else:  # its line was asked about
            yield CodeQuestion(matter=Matter.ACTION, ask=ask, worth=0.75)
    if len(acts) > 1:
        ask = f"You made {len(acts)} changes. If you could have made one only, which, and what would you say to whoever wanted the others?"
        yield CodeQuestion(matter=Matter.ACTION, ask=ask, worth=0.7)


def _pauses(session: Session, numbered: dict[int, int]) -> Iterator[CodeQuestion]:
    for one in _told(session):
        firing = any(alert.at_h <= one.at_h < alert.until_h for alert in session.alerts)
        if firing and one.verb in _PASSING and one.done_h - one.at_h >= _LONG_H and one.verb != "finish":
            ask = f"From {_when(one.at_h)} to {_when(one.done_h)} you let time pass while something alerted. What were you waiting for, and who was paying for it meanwhile?"
            yield _on(one, numbered, Matter.CAUSE, ask, 0.65)
            return


def _cause(session: Session) -> Iterator[CodeQuestion]:
    if session.concluded is None:
        ask = "You have named no cause. Give me your two best guesses, and the one look that would tell them apart."
        yield CodeQuestion(matter=Matter.CAUSE, ask=ask, worth=0.95)
        return
    component, fault = session.concluded
    ask = f"You concluded “{component} {fault}”. What else would have looked the same at first, and what ruled it out?"
    yield CodeQuestion(matter=Matter.CAUSE, ask=ask, worth=0.95)


def _telling(session: Session) -> Iterator[CodeQuestion]:
    if not session.updates:
        ask = "Nobody outside heard of it from you. Who should have, when, and in which two sentences?"
        yield CodeQuestion(matter=Matter.TELLING, ask=ask, worth=0.8)
        return
    text = " ".join(session.updates[-1][1].split())
    ask = f"You told stakeholders: “{text[:200]}”. What will the first person who reads it ask you back?"
    yield CodeQuestion(matter=Matter.TELLING, ask=ask, worth=0.7)


def _told(session: Session) -> list[Entry]:
    """What lies on the table; that somebody thought is seen from the times."""
    return [one for one in session.log if one.verb != "think"]


def _shown(session: Session, alert: Alert) -> bool:
    """Whether the player was shown an alert: while they were muted nobody was, and to name it would tell."""
    switched = [one for one in session.log if one.verb in {"mute", "unmute"}]
    before = [one for one in switched if one.at_h < alert.at_h]
    if not before or before[-1].verb == "unmute":
        return True
    return any(one.verb == "unmute" and alert.at_h <= one.at_h < alert.until_h for one in switched)


def _on(entry: Entry, numbered: dict[int, int], matter: Matter, ask: str, worth: float) -> CodeQuestion:
    return CodeQuestion(
        matter=matter, ask=ask, worth=worth, line=numbered[id(entry)], quote=_short(entry.line)
    )


def _first(said: str) -> str:
    return said.strip().splitlines()[0] if said.strip() else ""


def _when(at_h: float) -> str:
    """A time as it is spoken: "day 3 at 14:30"."""
    return " at ".join(shown(at_h).rsplit(" ", 1))


def _flat(line: str) -> str:
    """What was typed on one line, as the table numbers it; an update may have several."""
    return " ".join(line.split())


def _short(typed: str) -> str:
    line = _flat(typed)
    return line if len(line) <= _QUOTED else f"{line[: _QUOTED - 1]}…"
