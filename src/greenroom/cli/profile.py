"""greenroom profile: what a CV says, as JSON Resume or text; --edit corrects it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenroom.cli.inputs import cv_argument, json_option, print_json, read_cv
from greenroom.errors import ConfigError

if TYPE_CHECKING:
    from greenroom.model.document import Document
    from greenroom.model.profile import Profile
    from greenroom.service.preparation import Preparation


@click.command("profile")
@cv_argument
@json_option
@click.option(
    "--edit", is_flag=True, help="Correct what was read, as YAML in your editor; the correction is kept."
)
@click.option("--reset", is_flag=True, help="Forget an earlier correction of this CV.")
def command(cv: Path, *, as_json: bool, edit: bool, reset: bool) -> None:
    """Show what CV says.

    With --json it prints JSON Resume (schema 1.0.0); spans and claims stand under "meta".
    """
    from greenroom.bootstrap import greenroom
    from greenroom.prepare.json_resume import to_json_resume

    preparation = greenroom().preparation
    document = read_cv(preparation, cv)
    if reset:
        preparation.store.delete_correction(document.sha256)
    profile = preparation.read_profile(document)
    if edit:
        profile = _edit(preparation, document, profile, cv)
    if as_json:
        print_json(json.dumps(to_json_resume(profile), ensure_ascii=False, indent=2))
    else:
        _show(profile, document)


def _edit(preparation: Preparation, document: Document, profile: Profile, cv: Path) -> Profile:
    from greenroom.prepare.corrections import apply_corrections, to_yaml

    if str(cv) == "-":
        raise ConfigError(
            "A CV from standard input cannot be edited: the correction could not be found again.\nGive the file."
        )
    before = to_yaml(profile)
    after = click.edit(before, extension=".yaml")
    if after is None or after == before:
        click.echo("Nothing changed.", err=True)
        return profile
    corrected = apply_corrections(after, profile, document)
    preparation.correct_profile(document, corrected, cv.read_bytes())
    click.echo("The correction is kept; reports for this CV use it from now on.", err=True)
    return corrected


def _show(profile: Profile, document: Document) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)

    def line(text: str, style: str = "") -> None:
        console.print(Text(text, style=style))

    line(str(profile.name or "Name not found"), "bold")
    contacts = [profile.headline, profile.email, profile.phone, profile.location]
    line(" · ".join(str(c) for c in contacts if c))
    for job in profile.jobs:
        period = f"{job.period.start or '?'} to {'now' if job.period.current else job.period.end or '?'}"
        line(f"\n{job.title or 'title not found'}, {job.employer or 'employer not found'} ({period})", "bold")
        for bullet in job.bullets:
            line(f"  - {bullet}")
    for study in profile.studies:
        line(
            f"\n{study.degree or ''} {study.area or ''}, {study.institution or ''}".replace("  ", " ").strip()
        )
    if profile.skills:
        line("\nSkills: " + ", ".join(str(s.name) for s in profile.skills if s.listed))
    if profile.total_months is not None:
        line(f"\nExperience: {profile.total_months / 12:.1f} years")
    line(f"Claims with a number or an effect: {len(profile.impact_claims)}")
    for note in (*document.notes, *profile.warnings):
        line(f"Note: {note}", "yellow")
    line("\nSomething wrong? greenroom profile --edit CV corrects it.", "dim")
