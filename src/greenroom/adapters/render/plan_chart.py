"""The plan as a calendar, weeks by days, and what rounds changed in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from greenroom.adapters.render import outline
from greenroom.model.plan import Plan, PlanChange, PlanDay

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


def update_text(plan: Plan) -> str:
    """What the plan was made anew from, in one sentence; "" where it is as it was first made."""
    if plan.update is None:
        return ""
    rounds = len(plan.update.rounds)
    said = "a round" if rounds == 1 else f"{rounds} rounds"
    return (
        f"Made anew from what {said} showed, last for the days from {short(plan.update.since)} on: "
        "what was weak comes first, what was good is not planned again."
    )


def changes(plan: Plan) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What was changed and from what: headings, each with its lines; those without any are left out."""
    if plan.update is None:
        return ()
    told = {
        heading: tuple(_line(one) for one in plan.update.changes if one.what == what)
        for what, heading in (("first", "Comes first"), ("back", "Comes back"), ("dropped", "Taken out"))
    }
    told["Made anew from"] = plan.update.rounds
    return tuple((heading, lines) for heading, lines in told.items() if lines)


def _line(one: PlanChange) -> str:
    """One change: "Drill: Two thresholds, 24 Nov (was 2 Dec). Round of 22 November: weakest was Rollback."."""
    when = f", {short(one.on)}" if one.on else ""
    was = f" (was {short(one.was)})" if one.was else ""
    return f"{outline.KIND_LABELS[one.kind]}: {one.title}{when}{was}. {one.why}."


def short(day: date) -> str:
    """A date as people write it: "3 Dec"."""
    return f"{day:%d %b}".lstrip("0")
