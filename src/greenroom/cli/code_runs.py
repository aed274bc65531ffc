"""greenroom code test and submit: what was written, run against the tests."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenroom.cli.inputs import json_option
from greenroom.cli.running import coding_with, python_option
from greenroom.cli.streams import say, say_json
from greenroom.cli.text import progress
from greenroom.cli.verdict import show_verdict
from greenroom.errors import InputError

if TYPE_CHECKING:
    from greenroom.model.exercise import Exercise

_FAILED = 1
_FILE = click.Path(path_type=Path)
_given = click.option(
    "--file", "file", type=_FILE, help="What you wrote (default: solution.py in the folder of the exercise; - reads it from standard input)."
)  # fmt: skip


@click.command("test", short_help="Run the visible tests.")
@click.argument("exercise")
@_given
@python_option
@json_option
@click.pass_context
def test(ctx: click.Context, exercise: str, file: Path | None, python: Path | None, *, as_json: bool) -> None:
    """Run what you wrote against the visible tests of EXERCISE; nothing is kept. The exit code is 0 where all pass, else 1.

    \b
    Example:
      greenroom code test merge-sorted-streams
    """
    coding = coding_with(python)
    coding.exercise(exercise)  # before a file of it is looked for
    with progress() as step:
        step("Running the visible tests")
        verdict = coding.test(exercise, _code(file, exercise))
    if as_json:
        say_json(verdict.model_dump_json(indent=2))
    else:
        show_verdict(verdict, submitted=False)
    ctx.exit(0 if verdict.passed else _FAILED)


@click.command("submit", short_help="Hand in what you wrote: all tests, the hidden ones too.")
@click.argument("exercise")
@_given
@python_option
@json_option
@click.pass_context
def submit(
    ctx: click.Context, exercise: str, file: Path | None, python: Path | None, *, as_json: bool
) -> None:
    """Hand in what you wrote for EXERCISE. It is kept, then run against all tests; the exit code is 0 where all pass, else 1.

    \b
    Example:
      greenroom code submit merge-sorted-streams
    """
    coding = coding_with(python)
    coding.exercise(exercise)  # as above
    with progress() as step:
        step("Running all tests")
        done = coding.submit(exercise, _code(file, exercise))
    assert done.verdict is not None
    if as_json:
        say_json(done.model_dump_json(indent=2))
    else:
        show_verdict(done.verdict, submitted=True)
        used = coding.round(exercise).minutes_used(coding.exercise(exercise), coding.now())
        say(f"{used:.0f} of {coding.exercise(exercise).minutes} minutes used.")
        say(_next(coding.exercise(exercise), passed=done.verdict.passed))
    ctx.exit(0 if done.verdict.passed else _FAILED)


def _next(one: Exercise, *, passed: bool) -> str:
    if passed:
        return f"Next, talk it through: greenroom code talk {one.slug}"
    return f"Next: mend it and submit again. Stuck? greenroom code hint {one.slug}. Out of time? greenroom code talk {one.slug}"


def _code(file: Path | None, exercise: str) -> str:
    """What was written: in `file`, or where `start` put it.

    Raises:
        InputError: It is not there, or no text ("no_file").
    """
    from greenroom.service.coding_folder import SOLUTION

    if file is not None and str(file) == "-":
        return sys.stdin.read()
    here = file or next(
        (one for one in (Path(exercise) / SOLUTION, Path(SOLUTION)) if one.is_file()),
        Path(exercise) / SOLUTION,
    )
    try:
        return here.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8 text"
        how = f"Name your file with --file, or begin with: greenroom code start {exercise}"
        raise InputError(f"{here} cannot be read: {why}.", hint=how, code="no_file") from error
