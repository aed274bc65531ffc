"""The plan as a calendar: weeks by days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from greenroom.model.report import Plan, PlanDay

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the calendar: its column (1 is Monday), its week from 1, its share of the longest day's minutes."""

    date: date
    column: int
    week: int
    day: PlanDay | None  # None on the day of the interview
    share: float

    @property
    def label(self) -> str:
        """The date as shown: "3 Dec"."""
        return short(self.date)


def calendar_days(plan: Plan) -> tuple[CalendarDay, ...]:
    """The days of the plan in their places, then the day of the interview where it is known."""
    if not plan.days:
        return ()
    first = plan.days[0].date
    most = max(1, *(day.minutes for day in plan.days))

    def placed(on: date, day: PlanDay | None) -> CalendarDay:
        week, column = divmod((on - first).days + first.weekday(), 7)
        return CalendarDay(on, column + 1, week + 1, day, day.minutes / most if day else 0)

    days = [placed(day.date, day) for day in plan.days]
    if plan.interview_on and plan.interview_on > plan.days[-1].date:
        days.append(placed(plan.interview_on, None))
    return tuple(days)


def plan_text(plan: Plan) -> str:
    """The plan in one sentence: days, hours, and the days without work."""
    total = sum(day.minutes for day in plan.days)
    free = sum(day.minutes == 0 for day in plan.days)
    until = f", interview on {short(plan.interview_on)}" if plan.interview_on else ""
    return f"{len(plan.days)} days, {total / 60:.0f} hours in all, {free} days without work{until}."


def short(day: date) -> str:
    """A date as people write it: "3 Dec"."""
    return f"{day:%d %b}".lstrip("0")
