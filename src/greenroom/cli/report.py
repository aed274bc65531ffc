"""greenroom report: the prep report for a CV and a posting, as files."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenroom.cli.inputs import FILE, json_option, read_both
from greenroom.cli.streams import say, say_json
from greenroom.cli.text import Page, notes_of, progress
from greenroom.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable

    from greenroom.bootstrap import Greenroom
    from greenroom.model.document import Document
    from greenroom.model.report import Report

_FORMATS = ("html", "pdf", "json", "md", "ics", "apkg")


@click.command("report")
@click.argument("cv", metavar="CV", type=FILE, required=False)
@click.argument("posting", metavar="POSTING", type=FILE, required=False)
@click.option("--sample", is_flag=True, help="Use the sample CV and posting that come with Greenroom.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write to (default: one under reports/, named after the two).",
)
@click.option(
    "--date",
    "interview_on",
    metavar="YYYY-MM-DD",
    help="Day of the interview: the plan ends there (default: 30 days).",
)
@click.option("--hours", default=2.0, show_default=True, help="Hours a day you have for preparing.")
@click.option(
    "--format",
    "formats",
    type=click.Choice(_FORMATS),
    multiple=True,
    help="Only this format; can be given again (default: all).",
)
@json_option
def command(
    cv: Path | None,
    posting: Path | None,
    out: Path | None,
    interview_on: str | None,
    hours: float,
    formats: tuple[str, ...],
    *,
    sample: bool,
    as_json: bool,
) -> None:
    """Make the prep report for CV and POSTING.

    CV: PDF, DOCX, Markdown, text, HTML or resume.json. POSTING: text, Markdown, a saved web page, PDF or DOCX.
    Either may be "-" for standard input. Writes report.html, .pdf, .json, .md, .ics and .apkg; with --json
    and no --out it prints the report and writes nothing.

    \b
    Examples:
      greenroom report --sample
      greenroom report cv.pdf posting.html
      greenroom report cv.docx posting.txt --date 2026-12-15 --hours 1.5
      pbpaste | greenroom report cv.pdf - --out acme --format pdf
    """
    from greenroom.bootstrap import greenroom
    from greenroom.service.preparation import Options

    files = _files(cv, posting, sample=sample)
    room = greenroom()
    today = room.preparation.now().date()
    options = Options(made_on=today, interview_on=_day(interview_on), hours_a_day=hours)
    documents = read_both(room.preparation.reader, *files)
    with progress() as step:
        report = room.preparation.report(*documents, options, step)
        folder = out or (None if as_json else Path("reports") / _slug(report))
        if folder is not None:
            _write(room, report, folder, formats or _FORMATS, step)
    if as_json:
        say_json(report.model_dump_json(indent=2))
    elif folder is not None:
        _tell(report, folder, formats or _FORMATS, documents)


def _files(cv: Path | None, posting: Path | None, *, sample: bool) -> tuple[Path, Path]:
    from greenroom.bootstrap import sample_files

    if sample and cv is not None:
        raise click.UsageError("--sample brings its own CV and posting: leave yours out.")
    if sample:
        return sample_files()
    if cv is None or posting is None:
        missing = "CV and POSTING" if cv is None else "POSTING, the job description"
        raise click.UsageError(f"Missing {missing}. To see a report first: greenroom report --sample")
    return cv, posting


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise ConfigError(
            f"“{text}” is not a date.\nWrite it as YYYY-MM-DD, for example 2026-12-15."
        ) from None


def _write(
    room: Greenroom, report: Report, folder: Path, formats: tuple[str, ...], step: Callable[[str], None]
) -> None:
    from greenroom.bootstrap import ReportFormat
    from greenroom.cli.files import write_together

    files = {}
    for name in formats:
        form = ReportFormat(name)
        step(f"Writing {form.label}")
        files[f"report{form.suffix}"] = room.render(report, form)
    write_together(folder, files)


def _tell(report: Report, folder: Path, formats: tuple[str, ...], documents: tuple[Document, ...]) -> None:
    page = Page()
    page.notes(*notes_of(*documents))
    company = f", {report.company}" if report.company else ""
    page.line(f"{report.candidate} for {report.position}{company}", "bold")
    page.line(report.overview.fit.text)
    page.line()
    page.line(report.overview.next_step.action, indent=6, lead="Next: ")
    first, *others = (name for name in _FORMATS if name in formats)
    say(f"\nRead it: {(folder / f'report.{first}').resolve()}")  # not wrapped: it will be copied
    if others:
        say("Also:    " + ", ".join(f"report.{name}" for name in others))


def _slug(report: Report) -> str:
    text = unicodedata.normalize("NFKC", f"{report.candidate} {report.company or report.position}").casefold()
    return re.sub(r"[^\w]+", "-", text).strip("-")[:80] or "report"
