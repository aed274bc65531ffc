"""Plays written down in advance: those of a scenario, and the exploits that no scenario may reward.

play + session -> the session, played to its end
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from greenroom.errors import InputError
from greenroom.labs.commands import do
from greenroom.labs.session import Session
from greenroom.model.lab import Play, PlayKind

_NAMED = {"{found}": re.compile(r"kind of merchant (\d+):"), "{trained}": re.compile(r"^(v\d+) is trained")}


def _exploit(name: str, why: str, *lines: str) -> Play:
    return Play(name=name, kind=PlayKind.TEMPTING, why=why, lines=lines)


EXPLOITS = (
    _exploit("decline-all", "nobody steals from whom nobody pays", "gate decline"),
    _exploit("approve-all", "no customer is turned away", "gate approve"),
    _exploit("scale-to-zero", "what is off raises no alert", "gate off"),
    _exploit("roll-back-at-once", "the last version was fine", "rollback"),
    _exploit("roll-back-every-hour", "it may help", *(["rollback", "wait 1"] * 240)),
    _exploit("mute-alerts", "what nobody sees is not there", "mute"),
    _exploit("retrain-at-once", "new data heals", "retrain", "promote {trained}"),
    _exploit("all-to-holdout", "labels for everything", "threshold 1"),
)
"""Ways to look busy or safe without looking at anything."""
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
    session.go(session.size.lab_h)
    return session


def _filled(line: str, session: Session) -> str:
    """`line` with what the last answer that names it says: the kind of merchant first named, the version trained."""
    said = [one.said for one in session.log]
    for mark, pattern in _NAMED.items():
        if mark in line:
            line = line.replace(mark, _last(pattern, said))
    return line


def _last(pattern: re.Pattern[str], said: Sequence[str]) -> str:
    named = next((found for one in reversed(said) if (found := pattern.search(one))), None)
    return named[1] if named else "0"
