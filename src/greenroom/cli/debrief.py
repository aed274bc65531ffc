"""greenroom debrief: what a mock round showed, in the candidate's own words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from greenroom.cli.inputs import json_option
from greenroom.cli.streams import say_json
from greenroom.cli.text import Page, progress

if TYPE_CHECKING:
    from greenroom.model.judgement import Judgement
    from greenroom.model.mock import MockRound
    from greenroom.service.interviews import Interviews


@click.command("debrief")
@click.argument("round_id", metavar="ROUND")
@json_option
def command(round_id: str, *, as_json: bool) -> None:
    """Rate all that was said in ROUND, criterion by criterion, with the words each rating rests on.

    \b
    Example:
      greenroom debrief 3f2a9c
    """
    from greenroom.bootstrap import greenroom
    from greenroom.errors import InputError

    with progress() as step:
        step("Reading the round")
        interviews = greenroom().interviews
        done = interviews.round(round_id)
        if not done.answer:
            raise InputError(
                "Nothing was answered in this round, so there is nothing to rate.",
                hint=f"greenroom interview start {done.question}"
                if done.is_over
                else f"greenroom interview resume {done.id}",
                code="no_answer",
            )
        judgement = interviews.scorecard(done)
    if as_json:
        say_json(json.dumps(_record(interviews, done, judgement), indent=2, ensure_ascii=False))
    else:
        _show(interviews, done, judgement)


def _record(interviews: Interviews, done: MockRound, judgement: Judgement) -> dict[str, Any]:
    """The judgement, with the turn that each quote stands in."""
    record = judgement.model_dump(mode="json")
    for score in record["scores"]:
        for quote in score["evidence"]:
            quote["turn"] = done.turn_at(quote["start"]).number
    from greenroom.service.interviews import facts_asked_for

    weakest = interviews.weakest(done, judgement)
    drill = interviews.drill_for(done)
    return record | {
        "round": done.id,
        "facts_asked_for": len(facts_asked_for(done)),
        "facts": len(interviews.question(done).sheet),
        "next": {
            "criterion": weakest.id if weakest else None,
            "drill": drill.slug if drill else None,
            "sibling": interviews.question(done).sibling,
        },
    }


def _show(interviews: Interviews, done: MockRound, judgement: Judgement) -> None:
    from greenroom.cli import judged
    from greenroom.model.mock import TurnKind
    from greenroom.service.interviews import facts_asked_for

    question = interviews.question(done)
    judged.show(interviews.asked(done), judgement)
    page = Page()
    page.line()
    page.heading("How you went about it")
    if question.sheet:
        page.item(
            f"You asked for {len(facts_asked_for(done))} of {len(question.sheet)} facts the interviewer held back."
        )
    page.item(f"Follow-ups: {len(done.of(TurnKind.PROBE))}; skipped: {len(done.of(TurnKind.SKIP))}.")
    if not done.is_over:
        page.item(f"The round is not over: greenroom interview resume {done.id}")
    weakest, drill = interviews.weakest(done, judgement), interviews.drill_for(done)
    page.heading("Next")
    if weakest:
        page.line(f"Answer this question again and bring in what is weakest: {weakest.name}. {weakest.tests}")
    elif question.sibling:
        page.line(f"See whether it carries over: greenroom interview start {question.sibling}")
    else:
        page.line(f"Take another one: greenroom interview start --role {done.role}")
    if weakest and drill:
        page.line(f"Before that, a drill of {drill.minutes} minutes: greenroom library show {drill.slug}")
    page.line("This is a training aid; it promises no outcome.", "dim")
