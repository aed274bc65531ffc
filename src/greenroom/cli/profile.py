"""greenroom profile: what a CV says, as text or JSON Resume; --edit corrects it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenroom.cli.inputs import cv_argument, is_stdin, json_option, read_document
from greenroom.cli.streams import remark, say_json
from greenroom.cli.text import Page, place
from greenroom.errors import ConfigError

if TYPE_CHECKING:
    from greenroom.model.document import Cited, Document
    from greenroom.model.profile import Period, Profile
    from greenroom.service.preparation import Preparation


@click.command("profile")
@cv_argument
@json_option
@click.option("--edit", is_flag=True, help="Correct what was read, as YAML in your editor ($EDITOR).")
@click.option(
    "--apply",
    "edits",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Correct what was read with this file, as --edit shows it.",
)
@click.option("--reset", is_flag=True, help="Forget earlier corrections of this CV.")
def command(cv: Path, *, as_json: bool, edit: bool, edits: Path | None, reset: bool) -> None:
    """Show what CV says, and correct it where it was read wrong.

    CV: PDF, DOCX, Markdown, text, HTML or resume.json; "-" is standard input. Corrections are kept in your data
    folder, and reports for this CV use them from then on. With --json it prints JSON Resume (schema 1.0.0);
    spans and claims stand under "meta".

    \b
    Examples:
      greenroom profile cv.pdf
      greenroom profile cv.pdf --json > resume.json
      greenroom profile cv.pdf --edit
      greenroom profile cv.pdf --reset
    """
    from greenroom.bootstrap import greenroom
    from greenroom.prepare.json_resume import to_json_resume

    _check_options(cv, as_json=as_json, edit=edit, edits=edits, reset=reset)
    preparation = greenroom().preparation
    document = read_document(preparation.reader, cv, "cv")
    if reset:
        _reset(preparation, document)
    profile = preparation.read_profile(document)
    if edit or edits:
        profile = _corrected(preparation, document, profile, cv, edits)
    if as_json:
        say_json(json.dumps(to_json_resume(profile), ensure_ascii=False, indent=2))
    else:
        _show(profile, document)


def _check_options(cv: Path, *, as_json: bool, edit: bool, edits: Path | None, reset: bool) -> None:
    if edit and (as_json or edits):
        message = "--edit opens an editor. In a script, give --apply FILE, with --json or without."
        raise click.UsageError(message)
    if is_stdin(cv) and (edit or edits or reset):
        raise ConfigError("A CV from standard input cannot be corrected.\nGive the name of its file.")


def _reset(preparation: Preparation, document: Document) -> None:
    if preparation.store.correction(document.sha256) is None:
        remark("There were no corrections of this CV.")
        return
    preparation.store.delete_correction(document.sha256)
    remark("The corrections of this CV are forgotten.")


def _corrected(
    preparation: Preparation, document: Document, profile: Profile, cv: Path, edits: Path | None
) -> Profile:
    from greenroom.cli.editing import edited, read_typed
    from greenroom.prepare.corrections import to_yaml

    data = cv.read_bytes()

    def accept(text: str) -> Profile:
        corrected = preparation.edited_profile(document, profile, text)
        preparation.correct_profile(document, corrected, data)
        return corrected

    corrected = accept(read_typed(edits)) if edits else edited(to_yaml(profile), accept)
    if corrected is None:
        remark("Nothing was changed.")
        return profile
    remark("The correction is kept; reports for this CV use it from now on.")
    return corrected


def _show(profile: Profile, document: Document) -> None:
    page = Page()
    page.line(str(profile.name or "Name not found"), "bold")
    contacts = (profile.headline, profile.email, profile.phone, profile.location, *profile.links)
    page.line(" · ".join(str(part) for part in contacts if part))
    if profile.summary:
        page.line()
        page.line(profile.summary.text)
    for job in profile.jobs:
        title, employer = job.title or "title not found", job.employer or "employer not found"
        page.heading(f"{title}, {employer} ({_period(job.period)}){_page(job.title, document)}")
        for bullet in job.bullets:
            page.item(bullet.text)
    for project in profile.projects:
        page.heading(f"Project {project.name}{_page(project.name, document)}")
        for bullet in project.bullets:
            page.item(bullet.text)
    _show_lists(page, profile)
    _show_reading(page, profile, document)


def _show_lists(page: Page, profile: Profile) -> None:
    studies = []
    for study in profile.studies:
        what = " ".join(str(part) for part in (study.degree, study.area) if part)
        where = ", ".join(str(part) for part in (what, study.institution) if part)
        known = study.period.start or study.period.end
        studies.append(f"{where} ({_period(study.period)})" if known else where)
    lists = {
        "Education": studies,
        "Skills": [", ".join(str(skill.name) for skill in profile.skills if skill.listed)],
        "Publications": [item.text for item in profile.publications],
        "Certificates": [item.text for item in profile.certificates],
        "Awards": [item.text for item in profile.awards],
        "Languages": [", ".join(item.text for item in profile.languages)],
    }
    for title, items in lists.items():
        if any(items):
            page.heading(title)
        for item in filter(None, items):
            page.item(item)


def _show_reading(page: Page, profile: Profile, document: Document) -> None:
    page.heading("What was read")
    if profile.total_months is not None:
        page.item(f"Experience: {profile.total_months / 12:.1f} years")
    if profile.people_led:
        page.item(f"People led: {profile.people_led.count} (“{profile.people_led.claim}”)")
    page.item(f"Claims with a number or an effect: {len(profile.impact_claims)}")
    page.notes(*document.notes, *profile.warnings)
    page.line("Something wrong? Correct it: greenroom profile --edit CV", "dim")


def _period(period: Period) -> str:
    if period.current:
        return f"{period.start or '?'} to now"
    if period.start and period.end and period.start != period.end:
        return f"{period.start} to {period.end}"
    return period.start or period.end or "no dates found"


def _page(cited: Cited | None, document: Document) -> str:
    return f" [{place(cited, document)}]" if cited and document.pages > 1 else ""
