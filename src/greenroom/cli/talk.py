"""greenroom code talk: the code that was handed in, talked through in a mock round; and that code as the terminal shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from greenroom.cli.inputs import json_option
from greenroom.cli.streams import say_json
from greenroom.cli.text import Page, progress
from greenroom.model.ladder import Level  # only enums; keeps --help fast
from greenroom.model.persona import Persona

if TYPE_CHECKING:
    from greenroom.model.submission import Submission

_MOST_LINES = 120
_TAB = 4


@click.command("talk", short_help="Talk through the code you handed in last.")
@click.argument("exercise")
@click.option(
    "--level", type=click.Choice([level.value for level in Level]), help="The level interviewed for."
)
@click.option(
    "--persona",
    type=click.Choice([persona.value for persona in Persona if persona]),
    help="Who interviews: changes the tone and what is asked first, never the rating.",
)
@json_option
def talk(exercise: str, level: str | None, persona: str | None, *, as_json: bool) -> None:
    """Sit a mock round on the code you handed in last for EXERCISE, or go on with it where you left it.

    The interviewer has your code and how it ran: what it costs, what it holds, how it fails and what you would watch.

    \b
    Example:
      greenroom code talk merge-sorted-streams --level senior
    """
    from greenroom.bootstrap import greenroom
    from greenroom.cli.interview import sit

    with progress() as step:
        step("Reading your code")
        room = greenroom()
        done = room.talking.talk(exercise, Level(level) if level else None, Persona(persona or ""))
    if as_json:
        say_json(done.model_dump_json(indent=2))
        return
    sit(room.interviews, done)


def show_submission(page: Page, one: Submission, *, whole: bool = False) -> None:
    """What was measured, then the code with its line numbers; of long code the beginning unless the `whole` is wanted."""
    from greenroom.practice.measured import measured_of

    page.line(one.title, "bold")
    for told in measured_of(one):
        page.line(told, "dim")
    lines = one.lines
    shown = lines if whole else lines[:_MOST_LINES]
    room = len(str(len(shown))) + 2
    for number, line in enumerate(shown, start=1):
        count = f"{number:>{room - 2}}"
        if line.strip():
            page.line(line.expandtabs(_TAB), indent=room, lead=count, mark="dim")
        else:
            page.line(count, "dim")
    if len(shown) < len(lines):
        page.line(f"... and {len(lines) - len(shown):,} more lines: /code shows all of it.", "dim")
