"""greenroom report: the prep report for a CV and a posting, as files."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenroom.cli.inputs import cv_argument, json_option, posting_argument, print_json, read_both
from greenroom.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable

    from greenroom.bootstrap import Greenroom
    from greenroom.model.report import Report

_FORMATS = ("html", "pdf", "json", "md", "ics", "apkg")


@click.command("report")
@cv_argument
@posting_argument
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder to write to.")
@click.option("--date", "interview_on", metavar="YYYY-MM-DD", help="Day of the interview.")
@click.option("--hours", default=2.0, show_default=True, help="Hours a day you have for preparing.")
@click.option(
    "--format",
    "formats",
    type=click.Choice(_FORMATS),
    multiple=True,
    help="Only these formats (default: all).",
)
@json_option
def command(
    cv: Path,
    posting: Path,
    out: Path | None,
    interview_on: str | None,
    hours: float,
    formats: tuple[str, ...],
    *,
    as_json: bool,
) -> None:
    """Make the prep report for CV and POSTING.

    CV: PDF, DOCX, Markdown, text, HTML or resume.json. POSTING: text, Markdown, a saved web page, PDF or DOCX.
    Either may be "-" for standard input. Writes report.html, .pdf, .json, .md, .ics and .apkg; with --json
    and no --out it prints the report and writes nothing.
    """
    from greenroom.bootstrap import greenroom
    from greenroom.service.preparation import Options

    room = greenroom()
    options = Options(made_on=date.today(), interview_on=_day(interview_on), hours_a_day=hours)  # noqa: DTZ011 - the user's day
    with _progress() as step:
        step("Reading")
        documents = read_both(room.preparation, cv, posting)
        report = room.preparation.report(*documents, options, step)
        folder = out or (None if as_json else Path("reports") / _slug(report))
        if folder is not None:
            _write(room, report, folder, formats or _FORMATS, step)
    if as_json:
        print_json(report.model_dump_json(indent=2))
    elif folder is not None:
        _say(report, folder, formats or _FORMATS)


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

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in formats:
            form = ReportFormat(name)
            step(f"Writing {form.label}")
            _write_whole(folder / f"report{form.suffix}", room.render(report, form))
    except OSError as error:
        message = (
            f"The report could not be written to {folder}: {error.strerror}.\nGive another folder with --out."
        )
        raise ConfigError(message) from error


def _write_whole(path: Path, data: bytes) -> None:
    """All of the file or none of it: a crash never leaves half a report over a whole one."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        part = Path(file.name)
        try:
            file.write(data)
            file.flush()
        except OSError:
            part.unlink(missing_ok=True)
            raise
    part.chmod(0o644)
    part.replace(path)


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """What is being done, on standard error, when someone is there to see it."""
    stderr = click.get_text_stream("stderr")
    if not stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("Starting") as status:
        yield lambda text: status.update(f"{text} …")


def _say(report: Report, folder: Path, formats: tuple[str, ...]) -> None:
    first = next((name for name in _FORMATS if name in formats), formats[0])
    click.echo(
        f"{report.candidate} for {report.position}" + (f", {report.company}" if report.company else "")
    )
    click.echo(report.overview.fit.text)
    click.echo(f"\nNext: {report.overview.next_step.action}")
    others = ", ".join(f".{name}" for name in formats if name != first)
    click.echo(
        f"\nRead it: {(folder / f'report.{first}').resolve()}" + (f"  (also {others})" if others else "")
    )


def _slug(report: Report) -> str:
    text = unicodedata.normalize("NFKC", f"{report.candidate} {report.company or report.position}").casefold()
    return re.sub(r"[^\w]+", "-", text).strip("-")[:80] or "report"
