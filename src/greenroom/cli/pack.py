"""greenroom pack: the content packs that reports are made from."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenroom.cli.inputs import json_option
from greenroom.cli.streams import remark, say, say_json
from greenroom.cli.text import Page, progress
from greenroom.model.ladder import Role  # only enum; keeps --help fast

if TYPE_CHECKING:
    from greenroom.content.summary import RoleSummary, Summary
    from greenroom.errors import PackIssue

_FOLDER = click.Path(path_type=Path)
_FAILED = 2


@click.group("pack")
def command() -> None:
    """List, check or start content packs.

    A pack is a folder of plain text files: questions with rubrics, concepts, drills, loops. Your own stand in the
    folder that GREENROOM_PACKS names, or in "packs" in your data folder.

    \b
    Examples:
      greenroom pack list
      greenroom pack new my-packs/acme-loop --role ml_engineer
      greenroom pack check my-packs/acme-loop
    """


@command.command("list", short_help="Show the installed packs.")
@json_option
def list_packs(*, as_json: bool) -> None:
    """Show the installed packs, what they hold for each role, and what is missing.

    \b
    Example:
      greenroom pack list --json
    """
    from greenroom.bootstrap import greenroom
    from greenroom.content.summary import summarise

    library = greenroom().library
    summary = summarise(library.catalogue)
    if as_json:
        say_json(summary.model_dump_json(indent=2))
    else:
        _show(summary, (*library.packs, *library.own))


@command.command("check", short_help="Check packs: all installed, or those in FOLDERS.")
@click.argument("folders", type=_FOLDER, nargs=-1)
@click.option(
    "--thorough", is_flag=True, help="Also rate the graded answers, and compare what is said by meaning."
)
@json_option
@click.pass_context
def check(ctx: click.Context, folders: tuple[Path, ...], *, thorough: bool, as_json: bool) -> None:
    """Check the packs in FOLDERS beside those that come with Greenroom; without FOLDERS, all that are installed.

    Each FOLDER is a pack, or holds packs. Every issue is printed as file:line:column, and then the exit code is 2;
    warnings alone leave it 0. With --thorough the graded answers in FOLDERS are rated by the judge, half a second a
    question, what means the same in other words is found, and the solutions of exercises are run, twice.

    \b
    Examples:
      greenroom pack check
      greenroom pack check my-packs/acme-loop --thorough
    """
    from greenroom.bootstrap import greenroom
    from greenroom.content.checks import check_packs
    from greenroom.content.read import pack_folders

    roots = _beside(folders)
    packs = pack_folders(roots)
    today = greenroom().preparation.now().date()
    found = [*check_packs(roots, today=today), *(_thorough(roots, folders or roots) if thorough else ())]
    issues = tuple(_from_here(issue, packs) for issue in found)
    if as_json:
        _print_issues(issues)
    else:
        for issue in issues:
            say(str(issue))
        said = _counted(issues)
        (remark if issues else say)(f"{len(packs)} packs checked: {said}.")
    if any(not issue.warning for issue in issues):
        ctx.exit(_FAILED)


@command.command("new", short_help="Start a pack in FOLDER.")
@click.argument("folder", type=_FOLDER)
@click.option(
    "--role", type=click.Choice([role.value for role in Role]), required=True, help="Whom the pack is for."
)
@click.option("--draft", is_flag=True, help="One question with its rubric and two answers, and nothing else.")
@click.option("--title", help="Its name as people say it (default: from the name of FOLDER).")
@json_option
def new(folder: Path, role: str, title: str | None, *, draft: bool, as_json: bool) -> None:
    """Start a pack in FOLDER: a small complete one that passes the checks, for you to change.

    The name of FOLDER is the pack's id: lower-case words joined by hyphens. With --draft it is as short as a question
    can be that is rated and practised; greenroom pack check then lists what would finish it.

    \b
    Examples:
      greenroom pack new my-packs/first-try --role ai_pm --draft
      greenroom pack new my-packs/acme-loop --role ml_engineer
      greenroom pack new my-packs/voice-ai --role ai_engineer --title "Voice AI"
    """
    from greenroom.bootstrap import pack_folders
    from greenroom.content.new import start_pack
    from greenroom.service.library import Library

    pack_id = folder.resolve().name
    loops = Library(pack_folders()).catalogue.loops
    written = start_pack(
        folder.resolve(),
        pack_id=pack_id,
        title=title or pack_id.replace("-", " ").capitalize(),
        role=Role(role),
        loop=loops.get(Role(role)),
        draft=draft,
    )
    if as_json:
        import json

        say_json(json.dumps({"id": pack_id, "files": [str(path) for path in written]}, indent=2))
        return
    say("\n".join(str(path) for path in written))
    say(f"\nChange them, then: greenroom pack check {folder}")


def _counted(issues: tuple[PackIssue, ...]) -> str:
    warnings = sum(issue.warning for issue in issues)
    broken = f"{len(issues) - warnings} issue(s)" if len(issues) > warnings else "no issue"
    return broken + (f", {warnings} warning(s)" if warnings else "")


def _thorough(roots: tuple[Path, ...], own: tuple[Path, ...]) -> tuple[PackIssue, ...]:
    """What needs the judge and the encoder; answers are rated only in the packs that are `own`."""
    from greenroom.bootstrap import greenroom
    from greenroom.content.read import read_packs
    from greenroom.service.alike import alike
    from greenroom.service.exemplars import judged
    from greenroom.service.solutions import run_solutions

    room = greenroom()
    with progress() as step:
        step("Comparing what is said")
        found = tuple(alike(read_packs(roots, exemplars=False), room.preparation.encoder))
        step("Rating the graded answers")
        graded = tuple(judged(shelf := read_packs(own), room.judging))
        step("Running the solutions of exercises")
        return (*found, *graded, *(run_solutions(shelf, room.grading) if shelf.exercises else ()))


def _beside(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """What is checked together: packs build on those that come with Greenroom, unless these are the given ones."""
    from greenroom.bootstrap import greenroom, own_packs, pack_folders
    from greenroom.content.read import pack_folders as packs_in

    if not folders:
        return (*pack_folders(), *own_packs(greenroom().data_folder))
    own = {folder.name for folder in packs_in(folders)}
    shipped = packs_in(pack_folders())
    return (*(folder for folder in shipped if folder.name not in own), *folders)


def _from_here(issue: PackIssue, packs: tuple[Path, ...]) -> PackIssue:
    """The issue with its file as seen from the working directory, so that an editor can open it."""
    for folder in packs:
        if issue.file.split("/")[0] == folder.name:
            path = os.path.relpath(folder.resolve().parent / issue.file)
            return replace(issue, file=path)
    return issue


def _print_issues(issues: tuple[PackIssue, ...]) -> None:
    import json

    from greenroom.cli.failures import issue_json

    say_json(json.dumps({"issues": [issue_json(issue) for issue in issues]}, ensure_ascii=False, indent=2))


def _show(summary: Summary, folders: tuple[Path, ...]) -> None:
    page = Page()
    for pack in summary.packs:
        page.line(f"{pack.title} ({pack.version}, {pack.licence})", indent=26, lead=pack.id + " ")
    say("\nFrom: " + "\n      ".join(str(folder) for folder in folders))
    page.heading("For each role")
    for role in summary.roles:
        page.line(_counts(role), indent=26, lead=f"{role.role.label} ")
    page.heading("In all")
    page.line(summary.said)


def _counts(role: RoleSummary) -> str:
    held = (
        f"{role.questions} questions, {role.lessons} lessons, {role.concepts} concepts, {role.drills} drills, "
        f"{role.estimations} estimates, {role.roleplays} role-plays, {role.asks} to ask them"
    )
    return held + (f"; {len(role.gaps)} rounds at a level without a question" if role.gaps else "")
