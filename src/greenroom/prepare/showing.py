"""What one round showed, as far as a plan needs it: a mock round on a question, a coding round on an exercise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from statistics import fmean

from greenroom.model.exercise import Exercise, Family
from greenroom.model.plan import PlanTask
from greenroom.model.practice import Drill
from greenroom.model.question import Criterion, Question
from greenroom.model.verdict import Outcome, Verdict
from greenroom.prepare.plan import Key, competency
from greenroom.prepare.plan_changes import day_in_words

_NAMED = 2  # cases that failed, named in one line
_FAILED = {
    Outcome.WRONG: "wrong on",
    Outcome.ERROR: "an error on",
    Outcome.SLOW: "slow on",
    Outcome.MEMORY: "too much memory on",
    Outcome.CRASHED: "crashed on",
}


@dataclass(frozen=True)
class Showing:
    """What one mock round showed, on the day it was over; `verdict` is the committee's recommendation in words.

    `weakest` is the criterion below good that counts most, None where none is; `drill` is for it. `rehearses` is the title of
    the rehearsal that the round was, "" where it was not part of a loop.
    """

    round: str
    on: date
    question: Question
    verdict: str
    is_good: bool
    weakest: Criterion | None = None
    drill: Drill | None = None
    sibling: Question | None = None
    rehearses: str = ""

    @property
    def about(self) -> Key:
        """What it was sat on."""
        return "question", self.question.slug

    @property
    def why(self) -> str:
        """What a task that follows from it says of itself: "Round of 22 November: weakest was Rollback"."""
        showed = f"weakest was {self.weakest.name}" if self.weakest else self.verdict
        return f"Round of {day_in_words(self.on)}: {showed}"

    @property
    def line(self) -> str:
        """What it showed, in one line: "22 November, Card fraud at checkout: lean no hire, weakest was Rollback"."""
        weakest = f", weakest was {self.weakest.name}" if self.weakest else ""
        return f"{day_in_words(self.on)}, {self.question.title}: {self.verdict}{weakest}"

    @property
    def settles(self) -> str:
        """Why its question is not planned any more as it was."""
        return f"Sat on {day_in_words(self.on)}: {self.verdict}"

    def tasks(self, seen: Sequence[Showing | CodeShowing]) -> Iterator[PlanTask]:
        """What it asks for, in order; `seen` are all rounds up to then."""
        gap = competency(self.question.competencies, self.question.round)
        if self.drill is not None:
            yield PlanTask(
                kind="drill", title=self.drill.title, minutes=self.drill.minutes, gap=gap, ref=self.drill.slug,
                round=self.round, why=self.why,
            )  # fmt: skip
        wanted = self.sibling if self.is_good else self.question
        sat = {one.about for one in seen}
        if wanted is not None and not (self.is_good and ("question", wanted.slug) in sat):
            how = "Its sibling" if self.is_good else "Sit it again"
            yield PlanTask(
                kind="question", title=f"{how}: {wanted.title}", minutes=wanted.minutes, gap=gap, ref=wanted.slug,
                round=self.round, why=self.why,
            )  # fmt: skip


@dataclass(frozen=True)
class CodeShowing:
    """What a coding round had shown by the evening of a day on which something was handed in.

    `round` is the id of the submission that counts: the one that passed every case, or else the last. `others` are the
    exercises that may come next, best first.
    """

    round: str
    on: date
    exercise: Exercise
    verdict: Verdict
    others: Sequence[Exercise] = ()
    rehearses: str = ""

    @property
    def about(self) -> Key:
        """What was worked on."""
        return "exercise", self.exercise.slug

    @property
    def is_good(self) -> bool:
        """Whether it was solved."""
        return self.verdict.passed

    @property
    def share(self) -> float:
        """Of the cases, how many passed; 0 to 1."""
        return self.verdict.count / len(self.verdict.cases)

    @property
    def showed(self) -> str:
        """How it went: "solved", or "9 of 12 cases; slow on many-streams"."""
        return (
            "solved"
            if self.is_good
            else f"{self.verdict.count} of {len(self.verdict.cases)} cases; {_failures(self.verdict)}"
        )

    @property
    def line(self) -> str:
        """How it went, in one line: "22 November, Merge sorted streams: 9 of 12 cases; slow on many-streams"."""
        return f"{day_in_words(self.on)}, {self.exercise.title}: {self.showed}"

    @property
    def settles(self) -> str:
        """Why its exercise is not planned any more as it was."""
        return f"Handed in on {day_in_words(self.on)}: {self.showed}"

    def tasks(self, seen: Sequence[Showing | CodeShowing]) -> Iterator[PlanTask]:
        """What it asks for: the exercise again or, once solved, the next one of the weakest family; `seen` are all rounds up to then."""
        coded = [one for one in seen if isinstance(one, CodeShowing)]
        if not self.is_good:
            why = f"Exercise of {day_in_words(self.on)}: {self.showed}"
            yield self._task("Try it again", self.exercise, why)
            return
        family, sat = _weakest(coded), {one.about for one in coded}
        fit = (one for one in self.others if one.family is family and ("exercise", one.slug) not in sat)
        following = next(fit, None)
        if family is not None and following is not None:
            why = f"Exercise of {day_in_words(self.on)} solved; weakest so far was {family.label}"
            yield self._task("The next one", following, why)

    def _task(self, how: str, exercise: Exercise, why: str) -> PlanTask:
        return PlanTask(
            kind="exercise", title=f"{how}: {exercise.title}", minutes=exercise.minutes, gap=exercise.family.label,
            ref=exercise.slug, round=self.round, why=why,
        )  # fmt: skip


def _weakest(coded: Sequence[CodeShowing]) -> Family | None:
    """The family with the smallest mean share of cases passed; None where everything was solved."""
    shares: dict[Family, list[float]] = {}
    for one in coded:
        shares.setdefault(one.exercise.family, []).append(one.share)
    weak = [family for family in Family if family in shares and min(shares[family]) < 1]
    return min(weak, key=lambda family: fmean(shares[family]), default=None)


def _failures(verdict: Verdict) -> str:
    """What failed, most to the point first: "slow on many-streams", "wrong on ties and empty and 3 more"."""
    failed = sorted(
        (one for one in verdict.cases if one.outcome is not Outcome.PASSED),
        key=lambda one: _order(one.outcome),
    )
    told, rest = failed[:_NAMED], len(failed[_NAMED:])
    parts = [
        f"{_FAILED[outcome]} {' and '.join(one.case for one in cases)}"
        for outcome, cases in groupby(told, key=lambda one: one.outcome)
    ]
    return ", ".join(parts) + (f" and {rest} more" if rest else "")


def _order(outcome: Outcome) -> int:
    return list(_FAILED).index(outcome)
