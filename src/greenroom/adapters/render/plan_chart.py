"""The plan as a calendar: weeks by days, inline SVG."""

from __future__ import annotations

from datetime import date, timedelta

from markupsafe import Markup

from greenroom.adapters.render import svg
from greenroom.model.report import Plan, PlanDay

_DAY_W, _DAY_H, _HEAD = 96.0, 66.0, 22.0


def plan_calendar(plan: Plan) -> Markup | None:
    """Weeks by days: the date, the minutes and the focus; the heavier the day, the darker its bar."""
    if not plan.days:
        return None
    monday = plan.days[0].date - timedelta(days=plan.days[0].date.weekday())
    last = max(plan.days[-1].date, plan.interview_on or plan.days[-1].date)
    weeks = (last - monday).days // 7 + 1
    most = max(1, *(day.minutes for day in plan.days))
    body = [
        svg.text((i + 0.5) * _DAY_W, 14, name, "label")
        for i, name in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
    ]
    for day in plan.days:
        offset = (day.date - monday).days
        body.append(_day(day, (offset % 7) * _DAY_W, _HEAD + (offset // 7) * _DAY_H, most))
    if plan.interview_on and plan.interview_on > plan.days[-1].date:
        offset = (plan.interview_on - monday).days
        x, y = (offset % 7) * _DAY_W, _HEAD + (offset // 7) * _DAY_H
        body.append(svg.rect(x + 2, y + 2, _DAY_W - 4, _DAY_H - 4, "day-interview"))
        body.append(svg.text(x + 10, y + 20, _short(plan.interview_on), "day-date inverse", "start"))
        body.append(svg.text(x + _DAY_W / 2, y + 46, "Interview", "day-focus inverse always"))
    return svg.figure(
        "plan", (7 * _DAY_W, _HEAD + weeks * _DAY_H), "The plan by weeks", plan_text(plan), body
    )


def plan_text(plan: Plan) -> str:
    """The plan in one sentence: days, hours, and the days without work."""
    total = sum(day.minutes for day in plan.days)
    free = sum(day.minutes == 0 for day in plan.days)
    until = f", interview on {_short(plan.interview_on)}" if plan.interview_on else ""
    return f"{len(plan.days)} days, {total / 60:.0f} hours in all, {free} days without work{until}."


def _day(day: PlanDay, x: float, y: float, most: int) -> Markup:
    tip = f"Day {day.day}, {_short(day.date)}: {day.focus}, {day.minutes} minutes"
    css = "day" if day.minutes else "day free"
    inner = svg.rect(x + 2, y + 2, _DAY_W - 4, _DAY_H - 4, css)
    inner += svg.text(x + 10, y + 20, _short(day.date), "day-date", "start")
    if day.minutes:
        inner += svg.text(x + _DAY_W - 10, y + 20, day.minutes, "day-minutes", "end")
        inner += svg.rect(x + 10, y + _DAY_H - 12, (_DAY_W - 20) * day.minutes / most, 4, "bar", 2)
    for i, line in enumerate(svg.wrapped(day.focus, 13)):
        inner += svg.text(x + 10, y + 36 + 12 * i, line, "day-focus", "start")
    return Markup("<g><title>{}</title>{}</g>").format(tip, inner)


def _short(day: date) -> str:
    return f"{day:%d %b}".lstrip("0")
