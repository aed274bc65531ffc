"""Policies: Python files of the user's own that play labs.

file -> play(lab) -> outcome of each seed
"""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from greenroom.errors import InputError
from greenroom.labs.commands import do
from greenroom.labs.scoring import outcome
from greenroom.labs.session import Session
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


def read_policy(path: Path) -> Policy:
    """The function `play` of a Python file.

    Raises:
        InputError: It cannot be run, or defines no such function ("policy").
    """
    hint = "It needs: def play(lab): ...; lab.do('run-until alert') gives a line and answers it."
    try:
        found = runpy.run_path(str(path)).get("play")
    except (OSError, SyntaxError, ValueError) as error:
        raise InputError(f"{path} cannot be run: {error}", hint=hint, code="policy") from error
    if not callable(found):
        raise InputError(f"{path} defines no function play.", hint=hint, code="policy")
    made: Policy = found
    return made


def outcomes(scenario: Scenario, seed: int, policy: Policy) -> dict[str, Any]:
    """The outcome of `policy` under `seed`, as plain values."""
    session = Session(scenario, seed)
    policy(Lab(session))
    session.go(session.size.lab_h)
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
