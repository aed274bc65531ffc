"""greenroom plan: the plan of a report as it is today, after the rounds since."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenroom.cli.inputs import json_option, read_report
from greenroom.cli.streams import say, say_json
from greenroom.cli.text import Page, progress
from greenroom.model.place import address

if TYPE_CHECKING:
    from datetime import date

    from greenroom.model.plan import Plan, PlanDay
    from greenroom.model.report import Report

_ENDINGS = (".html", ".pdf", ".md", ".json", ".ics", ".apkg")


def _known(_: click.Context, __: click.Parameter, files: tuple[Path, ...]) -> tuple[Path, ...]:
    """The files as given, each with an ending that names a format; told before anything is read."""
    for path in files:
        if path.suffix.lower() not in _ENDINGS:
            raise click.BadParameter(f"{path} names no format by its ending: use {', '.join(_ENDINGS)}.")
    return files


@click.command("plan")
@click.argument("report", metavar="REPORT", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--all", "whole", is_flag=True, help="Show the days gone by too.")
@click.option("--first", is_flag=True, help="Show the plan as it was first made.")
@click.option(
    "--out",
    "files",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    multiple=True,
    callback=_known,
    help="Write the report with this plan to an .html, .pdf, .md, .json, .ics or .apkg file; can be given again.",
)
@json_option
def command(report: Path, files: tuple[Path, ...], *, whole: bool, first: bool, as_json: bool) -> None:
    """Show what REPORT (report.json) plans from today on, made anew from the mock and coding rounds of its role.

    What rounds showed weak comes first: a drill, on a later day the question again; an exercise that was not solved. What
    was good, or solved, is not planned again. Days gone by stay as they were, and REPORT is not changed.

    \b
    Examples:
      greenroom plan report.json
      greenroom plan report.json --out plan.ics --out report-now.pdf
    """
    from greenroom.bootstrap import ReportFormat, greenroom
    from greenroom.cli.files import write_files

    made = read_report(report)
    room = greenroom()
    with progress() as step:
        step("Reading your rounds")
        now = _as_first_made(made) if first else room.replanning.report(made)
        written = {}
        for path in files:
            form = ReportFormat(path.suffix.lower().removeprefix("."))
            step(f"Writing {form.label}")
            written[path] = room.render(now, form)
        write_files(written)
    if as_json:
        say_json(now.plan.model_dump_json(indent=2))
    elif files:
        for path in dict.fromkeys(files):
            say(f"Read it: {path.resolve()}")  # not wrapped: it will be copied
    else:
        _show(now.plan, room.preparation.now().date(), whole=whole)


def _as_first_made(report: Report) -> Report:
    from greenroom.prepare.replan import as_first_made

    return report.model_copy(update={"plan": as_first_made(report.plan)})


def _show(plan: Plan, today: date, *, whole: bool) -> None:
    from greenroom.bootstrap import Greenroom

    page = Page()
    said, changes = Greenroom.plan_changes(plan)
    if said:
        page.line(said)
        for heading, lines in changes:
            page.heading(heading)
            for line in lines:
                page.item(line)
    days = [day for day in plan.days if whole or day.date >= today]
    for day in days:
        _day(page, day, today)
    if not days:
        page.line("The plan has no day left.")


def _day(page: Page, day: PlanDay, today: date) -> None:
    when = "Today" if day.date == today else f"{day.date:%A} {day.date.day} {day.date:%B}"
    page.heading(f"{when}: {day.focus}, {day.minutes} min")
    for task in day.tasks:
        why = f" {task.why}." if task.why else ""
        minutes = f", {task.minutes} min" if task.minutes else ""
        begin = f" Begin: {task.command}, or {address(task.page)}" if task.command else ""
        page.item(f"{task.title}{minutes}.{why}{begin}")
