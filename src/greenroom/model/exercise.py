"""A coding exercise: what is asked, the cases a submission must pass, and solutions that must and must not pass them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from greenroom.model.ladder import Level, Role
from greenroom.model.question import SheetFact
from greenroom.model.sandbox import Limits
from greenroom.model.value import Prose, Slug, Value

Source = Annotated[str, Field(min_length=1)]
"""Python."""


class Family(StrEnum):
    """What a coding round is about."""

    DATA = "data"
    MODELS = "models"
    SERVING = "serving"
    DEBUGGING = "debugging"
    ASSISTED = "assisted"

    @property
    def label(self) -> str:
        """The family as shown to people."""
        return {
            "data": "data plumbing",
            "models": "models and numerics",
            "serving": "serving and monitoring",
            "debugging": "debugging",
            "assisted": "judging an assistant's code",
        }[self.value]


def started_by(slug: str) -> str:
    """The command that begins an exercise."""
    return f"greenroom code start {slug}"


def page_of(slug: str) -> str:
    """The page of an exercise, from the root of Greenroom's own pages."""
    return f"/code/{slug}"


class Case(Value):
    """One test: `value` goes to the driver, and what comes back must be as expected.

    `expected` is what the reference gives unless it is told. `grows` names a whole number in `value` by which time is told to grow;
    such a case is run by itself and timed against the reference. `memory_mb` bounds what it may take beyond the reference.
    """

    id: Slug
    why: Prose
    shown: bool = False
    value: Mapping[str, Any]
    expected: Any = None
    grows: str = ""
    memory_mb: Annotated[int, Field(ge=1)] | None = None

    @property
    def alone(self) -> bool:
        """Whether it is run in a process of its own."""
        return bool(self.grows) or self.memory_mb is not None


class Hint(Value):
    """A hint; taking it costs minutes of the round."""

    text: Prose
    minutes: Annotated[int, Field(ge=1, le=30)]


class SolutionKind(StrEnum):
    """What a solution is there for, by the name of its file."""

    REFERENCE = "reference"
    WRONG = "wrong"
    SLOW = "slow"


class Solution(Value):
    """Code whose verdict is known; `fails` are the cases that a wrong or slow one must fail, and no others."""

    name: Slug
    kind: SolutionKind
    code: Source
    why: Prose
    fails: tuple[Slug, ...] = ()


_ALLOWED = {
    Level.ENTRY: 1.5, Level.MID: 1.5, Level.SENIOR: 1.0, Level.STAFF: 0.6, Level.DIRECTOR: 0.6,
}  # fmt: skip
"""How much of what a pack allows beyond the reference a level has: the task is the same, the limits are not."""
_LEAST_RATIO = 2.0


class Exercise(Value):
    """A coding task. `driver` is run beside a submission and calls it; `checker` judges where several answers are right.

    `ratio` is how many times the reference's processor time a timed case may take; `discussion` the question that is
    talked about afterwards; `sheet` what the interviewer tells when asked, where the statement leaves it open.
    """

    uuid: UUID
    slug: Slug
    title: Prose
    family: Family
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    topics: Annotated[tuple[Slug, ...], Field(min_length=1)]
    competencies: tuple[Prose, ...] = ()
    minutes: Annotated[int, Field(ge=5, le=90)]
    discussion: Slug
    limits: Limits = Limits()
    ratio: Annotated[float, Field(ge=2, le=50)] = 10.0
    tolerance: Annotated[float, Field(ge=0, le=0.1)] = 1e-6
    statement: Prose
    starter: Source
    driver: Source
    checker: str = ""
    cases: Annotated[tuple[Case, ...], Field(min_length=4)]
    hints: Annotated[tuple[Hint, ...], Field(min_length=1)]
    sheet: tuple[SheetFact, ...] = ()
    solutions: tuple[Solution, ...] = ()

    def at(self, level: Level | None) -> Exercise:
        """The exercise with the limits of a level; as the pack has it where there is none."""
        if level is None:
            return self
        part = _ALLOWED[level]
        cases = tuple(
            case
            if case.memory_mb is None
            else case.model_copy(update={"memory_mb": max(1, round(part * case.memory_mb))})
            for case in self.cases
        )
        return self.model_copy(update={"ratio": max(_LEAST_RATIO, part * self.ratio), "cases": cases})

    @property
    def allowed(self) -> str:
        """What timed and measured tests may take, as a sentence; "" where there are none."""
        timed = any(case.grows for case in self.cases)
        memory = sorted({case.memory_mb for case in self.cases if case.memory_mb is not None})
        parts = [f"{self.ratio:g} times the reference's processor time"] if timed else []
        parts += [f"{most} MB of memory beyond the reference's" for most in memory]
        return f"Tests of time and memory allow {', '.join(parts)}." if parts else ""

    @property
    def reference(self) -> Solution:
        """The solution that is right.

        Raises:
            StopIteration: There is none; the pack check says so.
        """
        return next(one for one in self.solutions if one.kind is SolutionKind.REFERENCE)
