"""Carries out a play that was written down in advance.

play + session -> the session, played to its end
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from greenroom.errors import InputError
from greenroom.labs.commands import do
from greenroom.labs.session import Session
from greenroom.model.lab import Play

_MARK = re.compile(r"\{(\w+)\}")
_FORGIVEN = frozenset({"roll-back-every-hour"})  # it goes on once there is nothing left to roll back to


def carry_out(play: Play, session: Session) -> Session:
    """`session` after `play`, with the rest of the lab let pass.

    Raises:
        InputError: A line of a scenario's play cannot be done.
    """
    for line in play.lines:
        if session.ended:
            break
        try:
            do(session, _filled(line, session))
        except InputError:
            if play.name not in _FORGIVEN:
                raise
            break
    session.go(session.end_h)
    return session


def carry_out_fix(session: Session) -> Session:
    """`session` after its scenario's fix at the very onset, with what only the seed knows filled in.

    Lines are done one after another, so that a `wait` puts off those after it; what the lab's end comes before is left out.
    """
    session.go(session.system.onset.at_h)
    known = session.system.known()
    for line in session.scenario.fix:
        if session.ended:
            break
        do(session, _MARK.sub(lambda mark: known.get(mark[1]) or _last(mark[1], session), line))
    return session


def _filled(line: str, session: Session) -> str:
    """`line` with what the last answer that names it says: the kind of merchant first named, the version trained."""
    return _MARK.sub(lambda mark: _last(mark[1], session), line)


def _last(word: str, session: Session) -> str:
    pattern = session.system.named.get(word)
    said: Sequence[str] = [one.said for one in session.log]
    named = next((found for one in reversed(said) if pattern and (found := pattern.search(one))), None)
    return named[1] if named else "0"
