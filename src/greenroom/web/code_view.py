"""Code that is talked about, as the pages of its round show it: with line numbers, and the lines that were asked about marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from greenroom.model.mock import MockRound, TurnKind
from greenroom.model.submission import NOTE, Submission, Table
from greenroom.practice.measured import measured_of


@dataclass(frozen=True)
class CodePart:
    """A stretch of code; `line` is its number where the interviewer asked about it, else 0."""

    text: str
    line: int = 0


@dataclass(frozen=True)
class CodeView:
    """What lies on the table; `label` says what it is, `address` where it is worked on, `numbers` are the numbers of its lines, one a line.

    `about` is what a round on a run of a lab is about ("incident", "note"), "" where it is code.
    """

    label: str
    title: str
    address: str
    about: str
    measured: tuple[str, ...]
    numbers: str
    parts: tuple[CodePart, ...]


def code_view(done: MockRound, submission: Submission | None) -> CodeView | None:
    """The code of a round; None where it is about none, or where that was deleted."""
    if submission is None:
        return None
    is_run = submission.kind is Table.RUN
    asked = {turn.text for turn in done.of(TurnKind.CODE)}
    marked = {one.line for one in submission.questions if one.line and one.ask in asked}
    return CodeView(
        label="What you did" if is_run else "The code",
        title=submission.title,
        address=f"/labs/{submission.id.split(':')[1]}" if is_run else f"/code/{submission.exercise}",
        about=("note" if done.question == NOTE else "incident") if is_run else "",
        measured=measured_of(submission),
        numbers="\n".join(str(number) for number in range(1, len(submission.lines) + 1)),
        parts=tuple(_parts(submission.lines, marked)),
    )


def _parts(lines: tuple[str, ...], marked: set[int]) -> Iterator[CodePart]:
    """The lines, each with its end; those that are not marked come together."""
    plain: list[str] = []
    for number, line in enumerate(lines, start=1):
        if number not in marked:
            plain.append(f"{line}\n")
            continue
        yield CodePart("".join(plain))
        yield CodePart(line, number)
        plain = ["\n"]
    yield CodePart("".join(plain))
