"""The plan as a calendar file: one all-day event a day of work, and the interview itself.

A plan that was made anew is a newer version of the same events; a day that has no work any more is cancelled.

Two renders of one report are equal: identifiers come from the two documents and the date, and the time
stamp is the day the report was made, or its plan made anew. Importing a newer report of the same documents updates the same events.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from greenroom.adapters.render import outline
from greenroom.model.place import address
from greenroom.model.plan import PlanDay
from greenroom.model.report import Report


def render_calendar(report: Report) -> bytes:
    """The plan of `report` as iCalendar, UTF-8 with CRLF line ends."""
    calendar = Calendar()
    calendar.add("prodid", "-//Greenroom//Interview plan//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _line(f"Preparation: {outline.target(report)}"))
    for day in report.plan.days:
        if day.minutes or (report.plan.update and day.date in report.plan.update.freed):
            calendar.add_component(_day(report, day))
    if report.plan.interview_on:
        calendar.add_component(_interview(report, report.plan.interview_on))
    return bytes(calendar.to_ical())


def _day(report: Report, day: PlanDay) -> Event:
    event = _event(report, day.date, "day")
    event.add("summary", _line(f"Prepare: {day.focus} ({outline.duration(day.minutes)})"))
    event.add("description", "\n".join(_task_lines(day)))
    event.add("categories", ["Interview preparation"])
    if not day.minutes:
        event.add("status", "CANCELLED")
    return event


def _interview(report: Report, on: date) -> Event:
    event = _event(report, on, "interview")
    event.add("summary", _line(f"Interview: {outline.target(report)}"))
    card = report.pocket
    lines = [f"Open with: {card.opening.text}", *(f"Watch out: {item}" for item in card.watch_out)]
    event.add("description", "\n".join(map(_line, lines)))
    event.add("categories", ["Interview"])
    return event


def _event(report: Report, on: date, kind: str) -> Event:
    event = Event()
    event.add(
        "uid",
        f"{report.inputs.cv_sha256[:12]}-{report.inputs.posting_sha256[:12]}-{kind}-{on:%Y%m%d}@greenroom",
    )
    update = report.plan.update
    event.add("dtstamp", datetime.combine(update.since if update else report.made_on, time(), UTC))
    if update:  # a later day, or one round more, is a newer version
        event.add("sequence", 100 * (update.since - report.made_on).days + min(99, len(update.rounds)))
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("transp", "TRANSPARENT" if kind == "day" else "OPAQUE")
    return event


def _task_lines(day: PlanDay) -> list[str]:
    return [
        _line(
            f"{outline.KIND_LABELS[task.kind]}: {task.title}"
            + (f", {outline.duration(task.minutes)}" if task.minutes else "")
            + (f" (for: {task.gap})" if task.gap else "")
            + (f". {task.why}" if task.why else "")
            + (f". Begin: {task.command}, or {address(task.page)}" if task.command else "")
        )
        for task in day.tasks
    ]


def _line(text: str) -> str:
    """`text` on one line: a line break in a document is not one in the calendar."""
    return " ".join(text.split())
