"""greenroom posting: what a job description asks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenroom.cli.inputs import FILE, json_option, read_document
from greenroom.cli.streams import say_json
from greenroom.cli.text import Page

if TYPE_CHECKING:
    from greenroom.model.document import Document
    from greenroom.model.posting import Posting


@click.command("posting")
@click.argument("file", type=FILE)
@json_option
def command(file: Path, *, as_json: bool) -> None:
    """Show what the job description in FILE asks ("-" is standard input).

    FILE: text, Markdown, a saved web page, PDF or DOCX.

    \b
    Examples:
      greenroom posting job.html
      pbpaste | greenroom posting -
      greenroom posting job.txt --json
    """
    from greenroom.bootstrap import greenroom

    preparation = greenroom().preparation
    document = read_document(preparation.reader, file, "posting")
    posting = preparation.read_posting(document)
    if as_json:
        say_json(posting.model_dump_json(indent=2))
    else:
        _show(posting, document)


def _show(posting: Posting, document: Document) -> None:
    page = Page()
    page.line(_joined(posting.title, posting.company) or "Title not found", "bold")
    about = _joined(posting.location, posting.work_mode, posting.salary)
    if about:
        page.line(about)
    page.line(_role_and_level(posting))
    for need, title in (("must", "Must have"), ("nice", "Nice to have")):
        _list(page, title, [r.statement.text for r in posting.requirements if r.need == need])
    _list(page, "You would", [duty.text for duty in posting.responsibilities])
    _list(page, "Ask about", [f"{flag.kind}: “{flag.claim}” {flag.ask}" for flag in posting.red_flags])
    _list(page, "The posting does not say", list(posting.unknown))
    if document.notes or posting.warnings:
        page.line()
        page.notes(*document.notes, *posting.warnings)


def _joined(*parts: object) -> str:
    return " · ".join(dict.fromkeys(str(part) for part in parts if part))


def _role_and_level(posting: Posting) -> str:
    role, level = posting.role, posting.level
    named = "" if role.exact else f" (the posting is for “{role.named}”; this is the nearest)"
    return f"{role.role.label}{named}, {level.level.title_in(role.role)} ({'stated' if level.stated else 'inferred'})"


def _list(page: Page, title: str, items: list[str]) -> None:
    if items:
        page.heading(title)
    for item in items:
        page.item(item)
