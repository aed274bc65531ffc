"""What lies on the table in a round: code that was handed in, or a lab that was played, and what could be asked about it."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from greenroom.model.value import Prose, Slug, Value
from greenroom.model.verdict import Verdict

NOTE = "the-note-afterwards"
"""The question of a round on the incident note of a lab."""
_LINE_END = re.compile(r"\r\n|\r|\n")  # what Python counts as the end of a line, and nothing else


def lines_of(code: str) -> tuple[str, ...]:
    """The lines of Python code as Python numbers them, the first at place 0; the empty one after the last line end is none."""
    lines = _LINE_END.split(code)
    return tuple(lines if lines[-1] else lines[:-1])


class Matter(StrEnum):
    """What a question about code or a play is about; FAILURE is what goes wrong and who hears of it."""

    TIME = "time"
    MEMORY = "memory"
    FAILURE = "failure"
    SIGHT = "sight"  # what was seen in a lab, and what it told
    CAUSE = "cause"
    ACTION = "action"
    TELLING = "telling"  # who heard what


class Table(StrEnum):
    """What lies on it."""

    CODE = "code"
    RUN = "run"  # of a lab


class CodeQuestion(Value):
    """Something to ask about what lies on the table.

    `quote` is the line of number `line`, shortened; `line` 0 and `quote` "" where it is about what was measured. `worth`, 0 to 1,
    is how much an answer would tell.
    """

    matter: Matter
    ask: Prose
    worth: Annotated[float, Field(ge=0, le=1)]
    line: Annotated[int, Field(ge=0)] = 0
    quote: str = ""


class Submission(Value):
    """What was handed in for an exercise; `title` is that of the exercise, `verdict` None where it never ran to its end.

    `questions` are worth most first, no two about one line. Of a lab, `exercise` and `title` are the scenario's, and `code` is
    what was done, a line each.
    """

    id: str
    kind: Table = Table.CODE
    exercise: Slug
    title: Prose
    code: str
    verdict: Verdict | None = None
    questions: tuple[CodeQuestion, ...] = ()

    def talked_by(self, question: str) -> str:
        """The command that begins a round on it; of a lab, the one on `question`."""
        if self.kind is Table.RUN:
            note = " --note" if question == NOTE else ""
            return f"greenroom lab talk --run {self.id.split(':')[1]}{note}"
        return f"greenroom code talk {self.exercise}"

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the code, as `lines_of`."""
        return lines_of(self.code)
