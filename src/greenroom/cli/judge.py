"""greenroom judge: an answer, or a file of answers, against the criteria of its question."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenroom.cli.inputs import FILE, json_option
from greenroom.cli.plain_text import read_text, text_or_file
from greenroom.cli.second_opinion import Wish
from greenroom.cli.streams import remark, say_json
from greenroom.cli.text import progress

if TYPE_CHECKING:
    from greenroom.bootstrap import Greenroom
    from greenroom.model.judgement import Asked
    from greenroom.service.judging import Judging


@click.command("judge")
@click.option("--question", metavar="TEXT|FILE", help="The question that was asked.")
@click.option("--rubric", type=FILE, metavar="FILE", help="Its criteria, as TOML.")
@click.option("--question-id", metavar="ID", help="Instead of both: a question of the installed packs.")
@click.option("--answer", type=FILE, metavar="FILE", help='The answer, as plain text; "-" is standard input.')
@click.option("--role", default="", help="The role interviewed for.")
@click.option("--level", default="", help="The level interviewed for.")
@click.option("--round", "round_", default="", help="The round it was asked in.")
@click.option("--batch", type=FILE, metavar="FILE", help="Instead of one answer: many, as JSON Lines.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where the batch's scores go (default: standard output).",
)
@click.option(
    "--second-opinion",
    is_flag=False,
    flag_value="",
    metavar="[URL]",
    help="Ask a language model too (default: GREENROOM_LLM_URL).",
)
@click.option("--model", help="Its name there (default: GREENROOM_LLM_MODEL).")
@click.option("--samples", default=3, show_default=True, help="How often it is asked each criterion.")
@click.option("--budget-tokens", default=200_000, show_default=True, help="Tokens it may use at most.")
@click.option("--yes", is_flag=True, help="Agree to sending the text there.")
@click.option("--fresh", is_flag=True, help="Ask it again, even where its replies are kept.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    question: str | None,
    rubric: Path | None,
    question_id: str | None,
    answer: Path | None,
    role: str,
    level: str,
    round_: str,
    batch: Path | None,
    out: Path | None,
    second_opinion: str | None,
    model: str | None,
    samples: int,
    budget_tokens: int,
    *,
    yes: bool,
    fresh: bool,
    as_json: bool,
) -> None:
    """Rate an answer on each criterion of its question, with the words the rating rests on.

    A rubric is a TOML file with one [[criteria]] table a criterion: id, text, and if you like weight and must.
    The same answer gets the same rating every time. Nothing leaves this machine, unless you ask for a second opinion.

    \b
    Examples:
      greenroom judge --question asked.txt --rubric rubric.toml --answer said.txt
      greenroom judge --question-id ad-clicks-after-downsampling --answer -
      greenroom judge --batch answers.jsonl --out scored.jsonl
    """
    from greenroom.bootstrap import greenroom

    room = greenroom()
    if batch is not None:
        single = (question, rubric, question_id, answer, second_opinion)
        if any(value is not None for value in single):
            raise click.UsageError("--batch stands alone: its rows bring questions, criteria and answers.")
        ctx.exit(_judge_batch(room.judging, batch, out, as_json=as_json))
    if out is not None:
        raise click.UsageError("--out is for --batch; a single judgement is printed (--json for JSON).")
    asked = _asked(room.judging, question, rubric, question_id, answer, (role, level, round_))
    wish = None
    if second_opinion is not None:
        wish = Wish(second_opinion, model, samples, budget_tokens, yes=yes, fresh=fresh)
    _judge(room, asked, wish, as_json=as_json)


def _judge(room: Greenroom, asked: Asked, wish: Wish | None, *, as_json: bool) -> None:
    """Judge one answer and print it; the second judge is asked when the first has spoken."""
    from greenroom.cli import judged, second_opinion

    second = second_opinion.second_opinion(room, wish) if wish else None
    with progress() as step:
        step("Judging")
        judgement = room.judging.judge(asked)
    if not as_json:
        judged.show(asked, judgement)
    comparison = second_opinion.ask(second, wish, asked, judgement) if second and wish else None
    if as_json:
        say_json((comparison or judgement).model_dump_json(indent=2))
    elif comparison:
        second_opinion.show(asked, comparison)


def _asked(
    judging: Judging,
    question: str | None,
    rubric: Path | None,
    question_id: str | None,
    answer: Path | None,
    place: tuple[str, str, str],
) -> Asked:
    """What is judged; the answer is read last, since it may be typed."""
    from pydantic import ValidationError

    from greenroom.errors import InputError
    from greenroom.interview.standard import told_of
    from greenroom.model.judgement import Asked
    from greenroom.service.batch import wrong

    role, level, round_ = place
    given: tuple[str, ...] = ()
    if question_id is not None:
        if question is not None or rubric is not None:
            raise click.UsageError("--question-id brings its question and rubric: leave yours out.")
        found, criteria = judging.question(question_id)
        given = told_of(found)
        asked, role, round_ = found.statement, role or found.role.value, round_ or found.round
    elif question is None or rubric is None:
        raise click.UsageError(
            "Missing --question and --rubric, or --question-id, or --batch: what is the answer judged by?"
        )
    else:
        asked, criteria = text_or_file(question, "question"), judging.rubric(rubric)
    if answer is None:
        raise click.UsageError('Missing --answer, a text file; "-" is standard input.')
    said = read_text(answer, "answer")
    try:
        return Asked(
            question=asked, rubric=criteria, answer=said, role=role, level=level, round=round_, given=given
        )
    except ValidationError as error:
        hint = "Give the question as it was asked."
        raise InputError(
            f"The question cannot be used: {wrong(error)}.", hint=hint, code="bad_question"
        ) from None


def _judge_batch(judging: Judging, batch: Path, out: Path | None, *, as_json: bool) -> int:
    """Judge all rows, write each when it is judged, tell what could not be judged; the exit code.

    Raises:
        InputError: The file is missing or holds no row at all; then nothing is written.
    """
    from greenroom.cli.files import written_whole
    from greenroom.cli.rows import FAILED, counted, opened, tell_failures, write_row
    from greenroom.errors import InputError
    from greenroom.service.batch import Failed

    failed: list[Failed] = []
    number = 0
    with (
        progress() as step,
        opened(batch) as lines,
        written_whole(out) if out else nullcontext(sys.stdout.buffer) as file,
    ):
        for number, row in enumerate(judging.judge_batch(lines), start=1):
            step(f"Answer {number} judged")
            write_row(file, row)
            if isinstance(row, Failed):
                failed.append(row)
        if not number:
            hint = "Each line is an object with id, question, criteria and answer."
            raise InputError(f"There is no answer in {batch}.", hint=hint, code="no_answers")
        file.flush()
    if failed:
        tell_failures(failed, number, batch, as_json=as_json)
        return FAILED
    if out and not as_json:
        remark(f"{counted(number, 'answer')} judged: {out}")
    return 0
