"""greenroom loop: all the rounds of one hiring process, sat over days, and the committee's debrief of all of them."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from greenroom.cli.inputs import json_option, read_report
from greenroom.cli.streams import remark, say_json
from greenroom.cli.text import Page, progress
from greenroom.model.ladder import Level, Role  # only enums; keeps --help fast

if TYPE_CHECKING:
    from greenroom.model.mock import MockLoop
    from greenroom.service.loops import Loops


@click.group("loop")
def command() -> None:
    """Sit a whole loop: every round held for a role at a level, one after the other, when it suits you.

    \b
    Examples:
      greenroom loop start --role ai_engineer --level senior
      greenroom loop next
      greenroom loop debrief
    """


@command.command("start", short_help="Begin a loop.")
@click.option("--role", type=click.Choice([role.value for role in Role]), help="The role interviewed for.")
@click.option(
    "--level", type=click.Choice([level.value for level in Level]), help="The level interviewed for."
)
@click.option(
    "--report",
    metavar="REPORT",
    help="A report, by its id or as JSON in a file: its role, level and questions.",
)
@json_option
def start(role: str | None, level: str | None, report: str | None, *, as_json: bool) -> None:
    """Begin a loop for a --role and --level, or the one of a prep report: then its questions are those the report expects.

    With the id of a report made in the browser, what you say is held against its CV as well; a file is not kept.

    \b
    Examples:
      greenroom loop start --role ml_engineer --level staff
      greenroom loop start --report report.json
      greenroom loop start --report 3f2a9c
    """
    from greenroom.bootstrap import greenroom

    if (report is None) == (role is None or level is None):
        raise click.UsageError("Give --role and --level, or a --report.")
    with progress() as step:
        step("Choosing the questions")
        loops, draw = greenroom().loops, random.Random()  # noqa: S311 - which question is no secret
        if report is None:
            begun = loops.start(Role(role or ""), Level(level or ""), draw)
        elif Path(report).is_file():
            begun = loops.start_from(read_report(Path(report)), Path(report).name, draw)
        else:
            kept = loops.interviews.reports.named(report)
            begun = loops.start_from(loops.interviews.reports.read(kept), kept.id, draw)
    if as_json:
        say_json(json.dumps(_record(loops, begun), indent=2, ensure_ascii=False))
    else:
        _show(loops, begun)


@command.command("list", short_help="Show your loops.")
@json_option
def list_loops(*, as_json: bool) -> None:
    """Show your loops, newest first.

    \b
    Example:
      greenroom loop list
    """
    from greenroom.bootstrap import greenroom

    loops = greenroom().loops
    if as_json:
        record = {"loops": [_record(loops, one) for one in loops.loops()]}
        say_json(json.dumps(record, indent=2, ensure_ascii=False))
        return
    page = Page()
    for one in loops.loops():
        over = sum(done is not None and done.is_over for done in loops.rounds(one))
        page.line(
            f"{one.role.label} ({one.level}), {over} of {len(one.slots)} rounds over, {one.started_at:%Y-%m-%d}",
            indent=14, lead=one.id + " ",
        )  # fmt: skip
    if not loops.loops():
        page.line("You have no loops yet. greenroom loop start --role ROLE --level LEVEL begins one.")


@command.command("show", short_help="Show the rounds of a loop.")
@click.argument("loop_id", metavar="[LOOP]", required=False)
@json_option
def show(loop_id: str | None, *, as_json: bool) -> None:
    """Show the rounds of LOOP, or of the newest one.

    \b
    Example:
      greenroom loop show
    """
    from greenroom.bootstrap import greenroom

    loops = greenroom().loops
    loop = _newest(loops, loop_id)
    if as_json:
        say_json(json.dumps(_record(loops, loop), indent=2, ensure_ascii=False))
    else:
        _show(loops, loop)


@command.command("next", short_help="Sit the next round.")
@click.argument("loop_id", metavar="[LOOP]", required=False)
def next_round(loop_id: str | None) -> None:
    """Sit the next round of LOOP, or of the newest one; an open round is taken up again.

    \b
    Example:
      greenroom loop next
    """
    from greenroom.bootstrap import greenroom
    from greenroom.cli.interview import sit

    loops = greenroom().loops
    loop = _newest(loops, loop_id)
    begun = loops.next_round(loop.id)
    if begun is None:
        remark(f"All rounds of this loop are over: greenroom loop debrief {loop.id}")
        return
    sit(loops.interviews, begun)


@command.command("debrief", short_help="Read what the rounds showed together.")
@click.argument("loop_id", metavar="[LOOP]", required=False)
@json_option
def debrief(loop_id: str | None, *, as_json: bool) -> None:
    """Show what the committee makes of all rounds of LOOP that are over, or of the newest loop.

    \b
    Example:
      greenroom loop debrief
    """
    from greenroom.bootstrap import greenroom
    from greenroom.cli.debrief import show_signals
    from greenroom.interview.overall import VERDICTS

    with progress() as step:
        step("Reading the rounds")
        loops = greenroom().loops
        loop = _newest(loops, loop_id)
        read = loops.debrief(loop)
    if as_json:
        say_json(read.model_dump_json(indent=2))
        return
    page, advised = Page(), read.recommendation
    page.line(
        f"{loop.role.label}: {VERDICTS[advised] if advised else 'not scored'}, {read.level} level", "bold"
    )
    page.line(read.why)
    page.heading("Rounds")
    named = {
        slot.round_id: f"{focus} ({title})"
        for slot, (focus, title) in zip(loop.slots, loops.titles(loop), strict=True)
    }
    for round_id in read.rounds:
        own = [card for card in read.cards if card.round == round_id]
        votes = "; ".join(f"{card.title.lower()} {card.judgement.overall or 'not scored'}" for card in own)
        page.item(f"{named.get(round_id, round_id)}: {votes}. greenroom debrief {round_id}")
    if len(read.rounds) > 1 and read.signals:
        page.heading("In most rounds")
        show_signals(page, read)
    missing = len(loop.slots) - len(read.rounds)
    if missing:
        page.line(f"Rounds not over yet: {missing}. greenroom loop next {loop.id}")
    page.line("This is a training aid; it promises no outcome.", "dim")


@command.command("delete", short_help="Delete a loop.")
@click.argument("loop_id", metavar="LOOP")
def delete(loop_id: str) -> None:
    """Delete LOOP; its rounds stay.

    \b
    Example:
      greenroom loop delete 3f2a9c
    """
    from greenroom.bootstrap import greenroom

    gone = greenroom().loops.delete(loop_id)
    remark(f"Deleted: {gone.id}. Its rounds stay: greenroom interview list")


def _newest(loops: Loops, loop_id: str | None) -> MockLoop:
    from greenroom.errors import InputError

    if loop_id is not None:
        return loops.loop(loop_id)
    every = loops.loops()
    if not every:
        hint = "greenroom loop start --role ROLE --level LEVEL begins one."
        raise InputError("You have no loop yet.", hint=hint, code="no_loop")
    return every[0]


def _record(loops: Loops, loop: MockLoop) -> dict[str, Any]:
    """The loop as JSON, each slot with the titles of its kind of round and of what it asks."""
    record = loop.model_dump(mode="json")
    for slot, (focus, title) in zip(record["slots"], loops.titles(loop), strict=True):
        slot |= {"focus_title": focus, "title": title}
    return record


def _show(loops: Loops, loop: MockLoop) -> None:
    page = Page()
    page.line(f"Loop {loop.id}: {loop.role.label}, {loop.level} level", "bold")
    named = zip(loop.slots, loops.rounds(loop), loops.titles(loop), strict=True)
    for slot, done, (focus, title) in named:
        state = "to come" if done is None else "over" if done.is_over else "open"
        # the question of a round to come stays unseen, as it would be
        which = "" if done is None else f": {title} ({done.id})"
        page.line(f"{focus}, {state}{which}", indent=5, lead=f"  {slot.place}.")
    page.line(f"Sit the next round: greenroom loop next {loop.id}")
