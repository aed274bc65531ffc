"""What every system under a player's hands has, whether it scores payments, ranks a feed or answers requests.

A system is a timeline: what is set holds from a time on, and what lies ahead is always there as if nobody did anything more. Looking
ahead (run until an alert) and going there are therefore the same numbers, and a play is made again from its lines alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, Self, TypeAlias

from greenroom.errors import InputError
from greenroom.labs.arrays import Floats
from greenroom.labs.clock import Clock
from greenroom.labs.monitor.board import Board, Metric
from greenroom.labs.onset import Onset
from greenroom.model.lab import Play
from greenroom.model.lab_kinds import Component

Act: TypeAlias = Callable[[Clock, list[str]], str]
CHANGE_USD = 150.0
"""Engineers' time for any change of a running system."""


@dataclass(frozen=True)
class Command:
    """A verb: how it is written, what it does, and what it takes before it is done.

    `changes` says that it sets the system otherwise; the others only look, note or let time pass.
    """

    usage: str
    says: str
    act: Act
    hours: float = 0.0
    usd: float = 0.0
    changes: bool = False


@dataclass(frozen=True)
class Line:
    """A line of the deployment log; `of` is the component whose team released it, NONE where it is nobody's of these."""

    at_h: float
    text: str
    of: Component = Component.NONE


@dataclass(frozen=True)
class Course:
    """What one play cost by the hour, `harm_usd`, and what was spent; `counts` says in words whom it hurt, and how many."""

    harm_usd: Floats  # one value an hour, from the lab's begin to its end
    spent_usd: float
    counts: Mapping[str, int]

    @property
    def cost_usd(self) -> float:
        """All of it."""
        return float(self.harm_usd.sum()) + self.spent_usd


class System(Protocol):
    """A system on one seed with what goes wrong in it."""

    @property
    def lab_h(self) -> float:
        """Hours from the lab's begin to its end."""
        ...

    @property
    def onset(self) -> Onset:
        """What goes wrong, and when."""
        ...

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """All there are, on `board`."""
        ...

    @property
    def commands(self) -> Mapping[str, Command]:
        """Its own verbs; the common ones are in commands.py."""
        ...

    @property
    def exploits(self) -> tuple[Play, ...]:
        """Ways to look busy or safe without looking at anything; none may pay in any scenario."""
        ...

    @property
    def named(self) -> Mapping[str, re.Pattern[str]]:
        """Words that a play's line may hold in braces, each with the pattern that finds it in the last answer that tells it."""
        ...

    @property
    def happened(self) -> tuple[Line, ...]:
        """The deployment log of the whole lab."""
        ...

    @property
    def changes(self) -> int:
        """Goes up with whatever is set, so that what was computed before is known to be old."""
        ...

    def untouched(self, *, twin: bool = False) -> Self:
        """The same system as it was before anybody touched it; in the twin nothing goes wrong."""
        ...

    def board(self) -> Board:
        """All metrics, from a quiet time before the lab to its end."""
        ...

    def course(self, spent_usd: float) -> Course:
        """What the whole lab costs as things are set."""
        ...

    def touched(self) -> bool:
        """Whether it is set otherwise than if nobody had done anything."""
        ...

    def known(self) -> Mapping[str, str]:
        """What a scenario's fix may hold in braces: what only the seed knows."""
        ...

    def standing(self, at_h: float) -> list[str]:
        """How it is set at `at_h`, in lines."""
        ...


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
