"""Changes that helped nobody: without one of them the same play would have cost no more.

session -> lines
"""

from __future__ import annotations

from greenroom.errors import InputError
from greenroom.labs.commands import commands, do
from greenroom.labs.scoring import course
from greenroom.labs.session import Entry, Session

_MOST_JUDGED = 40  # changes of one play; a replay each
_PASSING = frozenset({"wait", "think", "run-until", "finish"})


def changed(session: Session) -> list[Entry]:
    """What a player has changed in the system, one entry a line."""
    known = commands(session)
    return [one for one in session.log if known[one.verb].changes]


def needless(session: Session) -> list[str]:
    """The changes of `session` that saved less than they cost, each judged with all the others left as they were."""
    found: list[str] = []
    for entry in changed(session)[:_MOST_JUDGED]:
        without = _without(session, entry)
        if without is not None and course(without).cost_usd <= course(session).cost_usd:
            found.append(entry.line)
    return found


def _without(session: Session, left_out: Entry) -> Session | None:
    """The play again, all at its time but for one line; None where a later line needs that one."""
    again = session.afresh()
    for entry in session.log:
        again.go(entry.at_h)
        if entry is left_out or entry.verb in _PASSING:
            again.go(entry.done_h)
            continue
        try:
            do(again, entry.line)
        except InputError:
            return None
    return again
