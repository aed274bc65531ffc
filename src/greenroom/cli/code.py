"""greenroom code: coding rounds, where what you write really runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenroom.cli.code_runs import submit, test
from greenroom.cli.inputs import json_option
from greenroom.cli.running import coding_with, python_option
from greenroom.cli.streams import say, say_json
from greenroom.cli.talk import talk
from greenroom.cli.text import Page, progress
from greenroom.model.ladder import Level

if TYPE_CHECKING:
    from greenroom.model.coding import CodingRound

_FILE = click.Path(path_type=Path)


@click.group("code")
def command() -> None:
    """Coding rounds: a task, your editor, visible and hidden tests in a sandbox, and a verdict that explains.

    \b
    Examples:
      greenroom code list
      greenroom code start merge-sorted-streams
      greenroom code submit merge-sorted-streams
      greenroom code talk merge-sorted-streams
    """


for one in (test, submit, talk):
    command.add_command(one)


@command.command("list", short_help="Show the exercises.")
@click.option("--family", help="Only those of a family: data, models, serving, debugging, assisted.")
@json_option
def list_exercises(family: str | None, *, as_json: bool) -> None:
    """Show the exercises, and how far you are with each.

    \b
    Example:
      greenroom code list --family serving
    """
    from greenroom.bootstrap import greenroom

    coding = greenroom().coding
    known = [one for one in coding.library.catalogue.exercises if family in {None, one.family.value}]
    done = {one.exercise: one for one in coding.rounds()}
    if as_json:
        rows = [
            {
                "slug": one.slug, "title": one.title, "family": one.family.value, "roles": list(one.roles), "levels": list(one.levels),
                "minutes": one.minutes, "topics": list(one.topics), "submissions": len(done[one.slug].submissions) if one.slug in done else 0,
                "solved": one.slug in done and done[one.slug].is_solved,
            }
            for one in known
        ]  # fmt: skip
        say_json(json.dumps({"exercises": rows}, indent=2))
        return
    page = Page()
    for kind in dict.fromkeys(one.family for one in known):
        page.heading(kind.label)
        for one in known:
            if one.family is kind:
                state = _state(done[one.slug]) if one.slug in done else ""
                page.item(f"{one.slug}: {one.title}, {one.minutes} minutes, {', '.join(one.levels)}{state}")
    wanted = coding.suggested()
    if wanted is not None and wanted in known:
        page.line()
        page.line(f"Next: greenroom code start {wanted.slug}")
    if not known:
        page.line("There is no such exercise. greenroom code list shows all of them.")


def _state(done: CodingRound) -> str:
    if done.is_solved:
        return " (solved)"
    return f" ({len(done.submissions)} submitted)" if done.submissions else " (begun)"


@command.command("start", short_help="Begin an exercise in a folder of its own.")
@click.argument("exercise")
@click.option("--in", "folder", type=_FILE, help="The new folder (default: the name of the exercise, here).")
@click.option(
    "--level",
    type=click.Choice([one.value for one in Level]),
    help="The level: it moves the limits of time and memory (default: the lowest it is asked at).",
)
@python_option
def start(exercise: str, folder: Path | None, level: str | None, python: Path | None) -> None:
    """Begin EXERCISE: a new folder with the statement, the file to write in, and the visible tests, which pytest runs too.

    \b
    Examples:
      greenroom code start merge-sorted-streams
      greenroom code start merge-sorted-streams --in practice/merge
    """
    from greenroom.service.coding_folder import SOLUTION, write_folder

    coding, where = coding_with(python), folder or Path(exercise)
    with progress() as step:
        step("Making the folder")
        wanted = Level(level) if level else None
        write_folder(where, coding.folder(exercise, wanted))
        begun = coding.start(exercise, wanted)
    one = coding.at_level(exercise)
    page = Page()
    page.heading(one.title)
    page.line(one.statement)
    page.line()
    if one.allowed:
        page.line(f"At {begun.level} level. {one.allowed}")
    named = "" if where == Path(exercise) else f" --file {where / SOLUTION}"
    page.line(
        f"{one.minutes} minutes. Write in {where / SOLUTION}, then: greenroom code test {exercise}{named}"
    )


@command.command("hint", short_help="Take the next hint; it costs minutes.")
@click.argument("exercise")
@json_option
def hint(exercise: str, *, as_json: bool) -> None:
    """Take the next hint of EXERCISE. It costs minutes of the round, as it says.

    \b
    Example:
      greenroom code hint merge-sorted-streams
    """
    from greenroom.bootstrap import greenroom

    taken, left = greenroom().coding.hint(exercise)
    if as_json:
        say_json(json.dumps({**taken.model_dump(), "left": left}, indent=2))
        return
    page = Page()
    page.line(taken.text)
    page.notes(
        f"This hint costs {taken.minutes} minutes. {left or 'No'} more hint{'' if left == 1 else 's'}."
    )


@command.command("ask", short_help="Ask the interviewer what the statement leaves open.")
@click.argument("exercise")
@click.argument("question")
def ask(exercise: str, question: str) -> None:
    """Ask a clarifying QUESTION about EXERCISE.

    \b
    Example:
      greenroom code ask merge-sorted-streams "Can a stream be empty?"
    """
    from greenroom.bootstrap import greenroom

    Page().line(greenroom().coding.ask(exercise, question))


@command.command("reveal", short_help="Show the reference, after a submission.")
@click.argument("exercise")
@json_option
def reveal(exercise: str, *, as_json: bool) -> None:
    """Show the reference of EXERCISE and the mistakes that are made most; only after a submission.

    \b
    Example:
      greenroom code reveal merge-sorted-streams
    """
    from greenroom.bootstrap import greenroom

    one = greenroom().coding.reveal(exercise)
    if as_json:
        say_json(json.dumps([each.model_dump(mode="json") for each in one.solutions], indent=2))
        return
    say(one.reference.code)
    page = Page()
    page.heading("Mistakes that are made")
    for each in one.solutions:
        if each is not one.reference:
            page.item(each.why)
