"""A coding round: what was done on one exercise, step by step."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from greenroom.model.exercise import Exercise
from greenroom.model.ladder import Level
from greenroom.model.mock import AWAY
from greenroom.model.value import Slug, Value
from greenroom.model.verdict import Verdict


class StepKind(StrEnum):
    """What was done."""

    STARTED = "started"
    HINT = "hint"
    SUBMITTED = "submitted"
    REVEALED = "revealed"


class CodingStep(Value):
    """One thing that was done on an exercise; `code` and `verdict` are a submission's, the verdict None until it has run.

    `level` is that at which it was started; None for other steps.
    """

    id: str
    exercise: Slug
    kind: StepKind
    at: datetime
    code: str = ""
    verdict: Verdict | None = None
    level: Level | None = None


class CodingRound(Value):
    """What was done since an exercise was last started, in order; all else follows from it."""

    exercise: Slug
    steps: tuple[CodingStep, ...]

    def of(self, kind: StepKind) -> tuple[CodingStep, ...]:
        """The steps of a kind."""
        return tuple(step for step in self.steps if step.kind is kind)

    @property
    def level(self) -> Level | None:
        """At which level it was started; None where none was chosen."""
        return next((step.level for step in self.of(StepKind.STARTED)), None)

    @property
    def submissions(self) -> tuple[CodingStep, ...]:
        """What was handed in, oldest first."""
        return self.of(StepKind.SUBMITTED)

    @property
    def counted(self) -> tuple[CodingStep, ...]:
        """The submissions with a verdict that were handed in before the reference was shown, oldest first."""
        return tuple(s for s in self.submissions if s.verdict is not None and not self._revealed_before(s))

    @property
    def is_solved(self) -> bool:
        """Whether a submission passed every case before the reference was shown."""
        return any(step.verdict is not None and step.verdict.passed for step in self.counted)

    def minutes_used(self, exercise: Exercise, now: datetime) -> float:
        """Minutes that have gone by until it was solved or `now`, long breaks left out, with what the hints cost."""
        taken = self.of(StepKind.HINT)
        costs = sum(hint.minutes for hint in exercise.hints[: len(taken)])
        last = next((s.at for s in self.steps if s.verdict is not None and s.verdict.passed), now)
        moments = [step.at for step in self.steps if step.at <= last] + [last]
        gaps = (after - before for before, after in pairwise(moments))
        return costs + sum((gap for gap in gaps if gap <= AWAY), timedelta()) / timedelta(minutes=1)

    def _revealed_before(self, step: CodingStep) -> bool:
        return any(shown.at < step.at for shown in self.of(StepKind.REVEALED))


def rounds_of(steps: Iterable[CodingStep]) -> tuple[CodingRound, ...]:
    """Steps, oldest first, as the rounds they belong to: a new one each time an exercise is started."""
    rounds: list[list[CodingStep]] = []
    current: dict[str, list[CodingStep]] = {}
    for step in steps:
        if step.kind is StepKind.STARTED or step.exercise not in current:
            current[step.exercise] = []
            rounds.append(current[step.exercise])
        current[step.exercise].append(step)
    return tuple(CodingRound(exercise=some[0].exercise, steps=tuple(some)) for some in rounds)
