"""greenroom interview: mock rounds in the terminal, which can be left at any time and taken up again."""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from greenroom.cli.inputs import json_option
from greenroom.cli.streams import remark, say_json
from greenroom.cli.text import Page, progress
from greenroom.model.ladder import Level, Role  # only enums; keeps --help fast

if TYPE_CHECKING:
    from greenroom.model.mock import MockRound, Turn
    from greenroom.service.interviews import Interviews

_COMMANDS = ("/skip", "/stop")  # a turn of that kind
_PAUSE, _HELP = "/pause", "/help"
_COMMAND = re.compile(r"/[A-Za-z]+")  # one that is not known shows the help
_HOW = (
    "Answer in as many lines as you like; an empty line sends it. A line that is a question asks the interviewer. "
    "/skip passes, /pause leaves the round for later, /stop ends it."
)


@click.group("interview")
def command() -> None:
    """Sit a mock round: the interviewer holds facts back, probes what you said, and changes a requirement.

    Every turn is kept before the next one is shown, so a round can be left at any time and taken up again.

    \b
    Examples:
      greenroom interview start --role ml_engineer
      greenroom interview resume
      greenroom debrief 3f2a9c
    """


@command.command("start", short_help="Begin a round.")
@click.argument("question", required=False)
@click.option(
    "--role", type=click.Choice([role.value for role in Role]), help="Pick a question of this role."
)
@click.option(
    "--level", type=click.Choice([level.value for level in Level]), help="The level interviewed for."
)
@json_option
def start(question: str | None, role: str | None, level: str | None, *, as_json: bool) -> None:
    """Begin a round on QUESTION (see `greenroom library search`), or on one you had least often of a role.

    \b
    Examples:
      greenroom interview start card-fraud-at-checkout
      greenroom interview start --role ai_product_manager --level senior
    """
    from greenroom.bootstrap import greenroom

    if (question is None) == (role is None):
        raise click.UsageError("Name a QUESTION, or a --role to pick one of.")
    with progress() as step:
        step("Finding a question")
        interviews = greenroom().interviews
        wanted = Level(level) if level else None
        slug = question or interviews.pick(Role(role or ""), wanted, random.Random()).slug  # noqa: S311 - which question is no secret
        begun = interviews.start(slug, wanted)
    if as_json:
        say_json(begun.model_dump_json(indent=2))
        return
    _sit(interviews, begun)


@command.command("resume", short_help="Take up a round again.")
@click.argument("round_id", metavar="[ROUND]", required=False)
def resume(round_id: str | None) -> None:
    """Take up ROUND where it was left, or the newest one that is not over.

    \b
    Example:
      greenroom interview resume
    """
    from greenroom.bootstrap import greenroom
    from greenroom.errors import InputError

    interviews = greenroom().interviews
    if round_id is None:
        open_ = [one for one in interviews.rounds() if not one.is_over]
        if not open_:
            raise InputError(
                "No round is open.", hint="greenroom interview start --role ROLE begins one.", code="no_round"
            )
        round_id = open_[0].id
    _sit(interviews, interviews.resume(interviews.round(round_id).id))


@command.command("list", short_help="Show your rounds.")
@json_option
def list_rounds(*, as_json: bool) -> None:
    """Show your rounds, newest first.

    \b
    Example:
      greenroom interview list
    """
    from greenroom.bootstrap import greenroom
    from greenroom.model.mock import TurnKind

    rounds = greenroom().interviews.rounds()
    if as_json:
        say_json(
            json.dumps(
                {
                    "rounds": [
                        one.model_dump(mode="json", exclude={"turns"}) | {"over": one.is_over}
                        for one in rounds
                    ]
                },
                indent=2,
            )
        )
        return
    page = Page()
    for one in rounds:
        state = "over" if one.is_over else "open"
        page.line(f"{one.question} ({one.level}), {state}, answers: {len(one.of(TurnKind.ANSWER))}, {one.started_at:%Y-%m-%d %H:%M}",
                  indent=14, lead=one.id + " ")  # fmt: skip
    if not rounds:
        page.line("You have no rounds yet. greenroom interview start --role ROLE begins one.")


@command.command("show", short_help="Show the turns of a round.")
@click.argument("round_id", metavar="ROUND")
@json_option
def show(round_id: str, *, as_json: bool) -> None:
    """Show every turn of ROUND.

    \b
    Example:
      greenroom interview show 3f2a9c
    """
    from greenroom.bootstrap import greenroom

    done = greenroom().interviews.round(round_id)
    if as_json:
        say_json(done.model_dump_json(indent=2))
        return
    page = Page()
    for turn in done.turns:
        _show(page, turn)


@command.command("delete", short_help="Delete a round.")
@click.argument("round_id", metavar="ROUND")
def delete(round_id: str) -> None:
    """Delete ROUND with all its turns; it cannot be brought back.

    \b
    Example:
      greenroom interview delete 3f2a9c
    """
    from greenroom.bootstrap import greenroom

    done = greenroom().interviews.delete(round_id)
    remark(f"Deleted: {done.id}, {done.question}.")


def _sit(interviews: Interviews, done: MockRound) -> None:
    """Turn by turn until the round is over, paused, or nothing more is typed."""
    from greenroom.model.mock import TurnKind

    page = Page()
    page.line(f"Round {done.id}: {done.level} level, {done.minutes} minutes. {_HOW}", "dim")
    for turn in dict.fromkeys((done.turns[0], done.turns[-1])):
        _show(page, turn)
    typed = _typed()
    while not done.is_over:
        said = next(typed, _PAUSE)
        if said == _PAUSE:
            remark(f"Paused. greenroom interview resume {done.id}")
            return
        if said == _HELP:
            remark(_HOW)
            continue
        seen = len(done.turns)
        if said in _COMMANDS:
            done = interviews.say(done.id, TurnKind(said[1:]), "", number=seen + 1)
        else:
            done = interviews.say(done.id, TurnKind.ANSWER, said, number=seen + 1)
        for turn in done.turns[seen + 1 :]:
            _show(page, turn)
    page.line()
    page.line(f"Read what it showed: greenroom debrief {done.id}", "bold")


def _typed() -> Iterator[str]:
    """What is typed, a paragraph at a time; ends with the input."""
    lines: list[str] = []
    while True:
        if sys.stdin.isatty():
            click.echo("> " if not lines else "  ", nl=False)
        line = sys.stdin.readline()
        text = line.rstrip("\n").encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        is_command = not lines and bool(_COMMAND.fullmatch(text.strip()))
        if line and text.strip() and not is_command:
            lines.append(text)
            continue
        if lines:
            yield "\n".join(lines)
            lines = []
        if is_command:
            wanted = text.strip().lower()
            yield wanted if wanted in {*_COMMANDS, _PAUSE} else _HELP
        if not line:
            return


def _show(page: Page, turn: Turn) -> None:
    from greenroom.model.mock import CANDIDATES, TurnKind

    who = "You: " if turn.kind in CANDIDATES else "Interviewer: "
    if turn.kind is TurnKind.CHANGE:
        page.line()
        page.line("A requirement changes.", "bold")
    page.line()
    text = turn.text or f"({turn.kind.value})"
    page.line(text, indent=13, lead=who, mark="bold")
