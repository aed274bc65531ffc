"""greenroom match: a CV held against a posting."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenroom.cli.inputs import cv_argument, json_option, posting_argument, read_both
from greenroom.cli.streams import say_json
from greenroom.cli.text import Page, notes_of, place, progress

if TYPE_CHECKING:
    from greenroom.model.document import Document
    from greenroom.model.match import Match, RequirementMatch

_STYLES = {
    "proven": "bold green",
    "shown": "green",
    "mentioned": "yellow",
    "adjacent": "yellow",
    "missing": "red",
}
_TEXT_FROM = 21  # columns: the longest label, "proven with impact", with room around it


@click.command("match")
@cv_argument
@posting_argument
@json_option
def command(cv: Path, posting: Path, *, as_json: bool) -> None:
    """Hold CV against POSTING, requirement by requirement.

    For each requirement: how strong the evidence is, your own words that show it, and what to do about a gap.

    \b
    Examples:
      greenroom match cv.pdf posting.txt
      pbpaste | greenroom match cv.pdf -
      greenroom match cv.pdf posting.html --json
    """
    from greenroom.bootstrap import greenroom

    preparation = greenroom().preparation
    documents = read_both(preparation.reader, cv, posting)
    with progress() as step:
        step("Matching")
        _, _, match = preparation.match(*documents)
    if as_json:
        say_json(match.model_dump_json(indent=2))
    else:
        page = Page()
        page.notes(*notes_of(*documents))
        _show(page, match, documents[0])


def _show(page: Page, match: Match, cv: Document) -> None:
    for need, title in (("must", "Must have"), ("nice", "Nice to have")):
        found = [item for item in match.requirements if item.requirement.need == need]
        if found:
            page.heading(title)
        for item in found:
            _show_requirement(page, item, cv)
    if match.stress_tests:
        page.heading("Numbers they will ask about")
    for test in match.stress_tests:
        page.line(test.attack, indent=_TEXT_FROM, lead=f"  {test.number} ")
    page.heading("In short")
    if match.coverage is not None:
        page.item(f"Must-haves covered: {match.coverage:.0%}")
    page.item(match.role_fit.summary)
    page.item(match.level_fit.why)


def _show_requirement(page: Page, item: RequirementMatch, cv: Document) -> None:
    style = _STYLES[item.strength.value] if item.label == item.strength.label else ""
    page.line(item.requirement.statement.text, indent=_TEXT_FROM, lead=f"  {item.label}", mark=style)
    for evidence in item.evidence[:1]:
        where = f"{evidence.where}; {place(evidence.quote, cv)}"
        page.line(f"“{evidence.quote}” ({where})", "dim", indent=_TEXT_FROM)
    if item.is_gap:
        page.line(item.action, indent=_TEXT_FROM + 4, lead=" " * _TEXT_FROM + "Do: ")
