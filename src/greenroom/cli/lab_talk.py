"""greenroom lab talk: what was done in a lab, told to an interviewer, or written down as an incident note."""

from __future__ import annotations

import click

from greenroom.cli.inputs import json_option
from greenroom.cli.streams import say_json
from greenroom.cli.text import progress
from greenroom.model.ladder import Level  # only enums; keeps --help fast
from greenroom.model.persona import Persona


@click.command("talk", short_help="Talk a lab through, or write its incident note, in a mock round.")
@click.option("--run", "begun", default="", help="The run's id or its beginning (default: the newest).")
@click.option("--note", is_flag=True, help="Write the incident note instead.")
@click.option(
    "--level", type=click.Choice([level.value for level in Level]), help="The level interviewed for."
)
@click.option(
    "--persona",
    type=click.Choice([persona.value for persona in Persona if persona]),
    help="Who interviews: changes the tone and what is asked first, never the rating.",
)
@json_option
def talk(begun: str, level: str | None, persona: str | None, *, note: bool, as_json: bool) -> None:
    """Sit a mock round on what you did in a lab, as it stands: what you saw, what you thought, what you would do next.

    The interviewer has every line you gave. With --note the round is on the incident note: timeline, impact, cause, what follows.

    \b
    Examples:
      greenroom lab talk
      greenroom lab talk --note --level senior
    """
    from greenroom.bootstrap import greenroom
    from greenroom.cli.interview import sit
    from greenroom.service.lab_talking import About

    with progress() as step:
        step("Reading what you did")
        room = greenroom()
        about = About.NOTE if note else About.INCIDENT
        run = room.labs.run(begun)
        done = room.lab_talking.talk(run, about, Level(level) if level else None, Persona(persona or ""))
    if as_json:
        say_json(done.model_dump_json(indent=2))
        return
    sit(room.interviews, done)
