"""Policies: Python files of the user's own that play labs.

file -> play(lab) -> outcome of each seed
"""

from __future__ import annotations

import runpy
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from greenroom.errors import InputError
from greenroom.labs.commands import do
from greenroom.labs.scoring import outcome
from greenroom.labs.session import Session
from greenroom.labs.systems import begin
from greenroom.model.lab import Scenario


class Lab:
    """What a policy has in its hands: the same lines as a person, and nothing else."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def do(self, line: str) -> str:
        """Give a line; its answer.

        Raises:
            InputError: It cannot be done; nothing has changed.
        """
        return do(self._session, line).said

    @property
    def now_h(self) -> float:
        """Hours since the lab began."""
        return self._session.now_h

    @property
    def ended(self) -> bool:
        """Whether the lab is over."""
        return self._session.ended


Policy: TypeAlias = Callable[[Lab], object]
_HINT = "It needs: def play(lab): ...; lab.do('run-until alert') gives a line and answers it."


def read_policy(path: Path) -> Policy:
    """The function `play` of a Python file; what it raises, now or when it plays, is an InputError.

    Raises:
        InputError: It cannot be run, or defines no such function ("policy").
    """
    with _theirs(path):
        found = runpy.run_path(str(path)).get("play")
    if not callable(found):
        raise InputError(f"{path} defines no function play.", hint=_HINT, code="policy")

    def play(lab: Lab) -> None:
        with _theirs(path):
            found(lab)

    return play


@contextmanager
def _theirs(path: Path) -> Iterator[None]:
    """What the user's own program raises is told as theirs, with its place in their file."""
    try:
        yield
    except InputError:
        raise
    except Exception as error:
        places = [
            one.lineno for one in traceback.extract_tb(error.__traceback__) if one.filename == str(path)
        ]
        where = f"{path}, line {places[-1]}" if places else str(path)
        what = f"{where} cannot be run: {type(error).__name__}: {error}"
        raise InputError(what, hint=_HINT, code="policy") from error


def outcomes(scenario: Scenario, seed: int, policy: Policy) -> dict[str, Any]:
    """The outcome of `policy` under `seed`, as plain values."""
    session = begin(scenario, seed)
    policy(Lab(session))
    session.go(session.end_h)
    found = outcome(session)
    return {
        "seed": seed,
        "score": round(found.score, 4),
        "cost_usd": found.you.cost_usd,
        "detected_h": found.detected_h,
        "mitigated_h": found.mitigated_h,
        "diagnosis": found.diagnosis,
        "lines": [entry.line for entry in session.log],
    }
