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
from greenroom.model.persona import Persona

if TYPE_CHECKING:
    from greenroom.model.mock import MockRound, Turn, TurnKind
    from greenroom.model.submission import Submission
    from greenroom.service.interviews import Interviews

_COMMANDS = ("/skip", "/stop")  # a turn of that kind
_FENCE = "```"  # between two of them, as around code, an empty line sends nothing
_PAUSE, _HELP, _SHOW = "/pause", "/help", "/code"
_COMMAND = re.compile(r"/[A-Za-z]+")  # one that is not known shows the help
_HOW = (
    "Answer in as many lines as you like; an empty line sends it. A line that is a question asks the interviewer. "
    "Put code between two lines of ```. /skip passes, /pause leaves the round for later, /stop ends it."
)


_HOW_ON_CODE = f"{_HOW} {_SHOW} shows what lies on the table again, all of it."
_HOW_TO_PLAY = (
    "Say what you would say to them, in as many lines as you like; an empty line sends it. "
    "/skip says nothing, /pause leaves the round for later, /stop ends the conversation."
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
@click.option(
    "--persona",
    type=click.Choice([persona.value for persona in Persona if persona]),
    help="Who interviews: changes the tone and what is asked first, never the rating.",
)
@click.option(
    "--report",
    metavar="REPORT",
    help="Hold what you say against the CV of this report; its id, or how that begins.",
)
@json_option
def start(
    question: str | None,
    role: str | None,
    level: str | None,
    persona: str | None,
    report: str | None,
    *,
    as_json: bool,
) -> None:
    """Begin a round on QUESTION (see `greenroom library search`), or on one you had least often of a role.

    With a --report alone the question is the likeliest that the report expects and you have not sat.
    Reports made in the browser have their id in their address: /reports/ID.

    QUESTION can also be a role-play: then the other side answers what you say, and their mind moves with it.

    \b
    Examples:
      greenroom interview start card-fraud-at-checkout
      greenroom interview start --role ai_product_manager --level senior
      greenroom interview start the-call-at-eleven
      greenroom interview start card-fraud-at-checkout --persona staff_engineer
      greenroom interview start --report 3f2a9c
    """
    from greenroom.bootstrap import greenroom

    if (question is not None and role is not None) or not (question or role or report):
        raise click.UsageError("Name a QUESTION, or a --role to pick one of, or a --report.")
    with progress() as step:
        step("Finding a question")
        interviews = greenroom().interviews
        wanted = Level(level) if level else None
        slug, who = question or "", Persona(persona or "")
        if role is not None:
            slug = interviews.pick(Role(role), wanted, random.Random()).slug  # noqa: S311 - which question is no secret
        if report is not None:
            begun = interviews.start_from(report, slug or None, wanted, who)
        else:
            begun = interviews.start(slug, wanted, who)
    if as_json:
        say_json(_shown(begun).model_dump_json(indent=2))
        return
    sit(interviews, begun)


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
    sit(interviews, interviews.resume(interviews.round(round_id).id))


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

    interviews = greenroom().interviews
    rounds, titles = interviews.rounds(), interviews.titles()
    if as_json:
        record = [
            one.model_dump(mode="json", exclude={"turns"})
            | {"title": titles.get(one.question, one.question), "over": one.is_over}
            for one in rounds
        ]
        say_json(json.dumps({"rounds": record}, indent=2, ensure_ascii=False))
        return
    page = Page()
    for one in rounds:
        state = "over" if one.is_over else "open"
        title = titles.get(one.question, one.question)
        page.line(f"{title} ({one.level}), {state}, answers: {len(one.of(TurnKind.ANSWER))}, {one.started_at:%Y-%m-%d %H:%M}",
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

    interviews = greenroom().interviews
    done = interviews.round(round_id)
    if as_json:
        say_json(_shown(done).model_dump_json(indent=2))
        return
    page, who = Page(), interviews.speakers(done)
    page.line(interviews.titles().get(done.question, done.question), "bold")
    _show_code(page, done, interviews.submission(done), whole=True)
    for turn in _shown(done).turns:
        _show(page, turn, who)


@command.command("delete", short_help="Delete a round.")
@click.argument("round_id", metavar="ROUND")
def delete(round_id: str) -> None:
    """Delete ROUND with all its turns; it cannot be brought back.

    \b
    Example:
      greenroom interview delete 3f2a9c
    """
    from greenroom.bootstrap import greenroom

    interviews = greenroom().interviews
    done = interviews.delete(round_id)
    remark(f"Deleted: {done.id}, {interviews.titles().get(done.question, done.question)}.")


def sit(interviews: Interviews, done: MockRound) -> None:
    """Sit a round turn by turn until it is over, paused, or nothing more is typed."""
    from greenroom.model.mock import TurnKind

    page, who, code = Page(), interviews.speakers(done), interviews.submission(done)
    how = _HOW_TO_PLAY if done.is_roleplay else _HOW_ON_CODE if code else _HOW
    page.line(interviews.piece(done).title, "bold")
    page.line(f"Round {done.id}: {done.level} level, {done.minutes} minutes. {how}", "dim")
    _show_code(page, done, code)
    for turn in dict.fromkeys((done.turns[0], _shown(done).conversation[-1])):
        _show(page, turn, who)
    typed = _typed()
    while not done.is_over:
        said = next(typed, _PAUSE)
        if said == _PAUSE:
            remark(f"Paused. greenroom interview resume {done.id}")
            return
        if said == _SHOW and code:
            _show_code(page, done, code, whole=True)
            continue
        if said in {_HELP, _SHOW}:
            remark(how)
            continue
        seen = len(done.turns)
        if said in _COMMANDS:
            done = interviews.say(done.id, TurnKind(said[1:]), "", number=seen + 1)
        else:
            done = interviews.say(done.id, TurnKind.ANSWER, said, number=seen + 1)
        for turn in _shown(done).turns[seen + 1 :]:
            _show(page, turn, who)
    if not sys.stdin.isatty() and next(typed, None) is not None:
        remark("The round ended before all that was handed in was read; the rest was not added.")
    page.line()
    if done.is_roleplay and done.answer:
        page.line(
            f"Rate yourself, 1 to 4, and read how it ended: greenroom debrief {done.id} --self-rating RATING",
            "bold",
        )
    else:
        page.line(f"Read what it showed: greenroom debrief {done.id}", "bold")


def _typed() -> Iterator[str]:
    """What is typed, a paragraph at a time; ends with the input."""
    lines: list[str] = []
    fenced = False
    while True:
        if sys.stdin.isatty():
            click.echo("> " if not lines else "  ", nl=False)
        line = sys.stdin.readline()
        text = line.rstrip("\n").encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        wanted = text.strip().lower()
        is_known = wanted in {*_COMMANDS, _PAUSE, _SHOW}
        # below an answer too, so that nobody's “/stop” is rated; what only looks like a command may be part of what is said
        is_command = not fenced and (is_known if lines else bool(_COMMAND.fullmatch(text.strip())))
        fenced = fenced != text.strip().startswith(_FENCE)
        if line and (text.strip() or fenced) and not is_command:
            lines.append(text)
            continue
        if lines:
            yield "\n".join(lines)
            lines = []
        if is_command:
            yield wanted if is_known else _HELP
        if not line:
            return


def _shown(done: MockRound) -> MockRound:
    from greenroom.service.roleplaying import as_seen

    return as_seen(done)


def _show_code(page: Page, done: MockRound, code: Submission | None, *, whole: bool = False) -> None:
    from greenroom.cli.talk import show_submission

    if code:
        page.line()
        show_submission(page, code, whole=whole)
    elif done.submission:
        page.notes("The code that this round is about was deleted.")


def _show(page: Page, turn: Turn, speakers: dict[TurnKind, str]) -> None:
    from greenroom.model.mock import AFTERWARDS, CANDIDATES, TurnKind

    who = "You: " if turn.kind in CANDIDATES | AFTERWARDS else f"{speakers.get(turn.kind, 'Interviewer')}: "
    if turn.kind is TurnKind.CHANGE:
        page.line()
        page.line("A requirement changes.", "bold")
    page.line()
    text = turn.text or f"({turn.kind.value})"
    if turn.kind in AFTERWARDS:
        text = f"(afterwards, {turn.kind.value.replace('_', ' ')}{f' on {turn.about}' if turn.kind is TurnKind.APPEAL else ''}) {text}"
    page.line(text, indent=13, lead=who, mark="bold")
