"""The plan of a report: what to do on which day, and what mock and coding rounds changed in it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from greenroom.model.exercise import page_of, started_by
from greenroom.model.value import Value


class PlanTask(Value):
    """A thing to do on one day; `gap` names the requirement or competency it is for.

    `round` is the id of the mock round or of the submission that asks for it, "" without one; `why` says why it stands on
    this day, "" where it stands where it was first planned. An exercise says from the first why it was chosen.
    """

    kind: Literal["lesson", "drill", "question", "exercise", "story", "cv", "research", "rehearsal", "rest"]
    title: str
    minutes: int
    gap: str
    ref: str = ""  # slug or id of what it refers to
    round: str = ""
    why: str = ""

    @property
    def command(self) -> str:
        """What begins it in a terminal; "" where nothing does."""
        return started_by(self.ref) if self.kind == "exercise" else ""

    @property
    def page(self) -> str:
        """The page it is done on, from the root of Greenroom's own pages; "" where there is none."""
        return page_of(self.ref) if self.kind == "exercise" else ""


class PlanDay(Value):
    """One day of the plan."""

    day: int
    date: date
    focus: str
    tasks: tuple[PlanTask, ...]

    @property
    def minutes(self) -> int:
        """Minutes of work on this day."""
        return sum(task.minutes for task in self.tasks)


class PlanChange(Value):
    """One task that rounds put first, brought back or took out; `on` is its new day, `was` the day it was planned for."""

    what: Literal["first", "back", "dropped"]
    kind: str
    title: str
    why: str
    on: date | None = None
    was: date | None = None


class PlanUpdate(Value):
    """What a plan was made anew from: the days from `since` on hold what `rounds`, mock and coding, showed (a line each, newest first).

    `freed` are days that had work and have none any more; `before` are all days as they were first planned.
    """

    since: date
    rounds: tuple[str, ...]
    changes: tuple[PlanChange, ...]
    freed: tuple[date, ...] = ()
    before: tuple[PlanDay, ...] = ()


class Plan(Value):
    """Section 13: from tomorrow until the day before the interview, at most 30 days unless a date says so.

    `update` says what rounds changed in it; None in a plan as it was first made.
    """

    hours_a_day: float
    interview_on: date | None
    days: tuple[PlanDay, ...]
    update: PlanUpdate | None = None
