"""A submission as it is talked through: the code, what was measured, and what could be asked about it."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from greenroom.model.value import Prose, Slug, Value
from greenroom.model.verdict import Verdict

_LINE_END = re.compile(r"\r\n|\r|\n")  # what Python counts as the end of a line, and nothing else


def lines_of(code: str) -> tuple[str, ...]:
    """The lines of Python code as Python numbers them, the first at place 0; the empty one after the last line end is none."""
    lines = _LINE_END.split(code)
    return tuple(lines if lines[-1] else lines[:-1])


class Matter(StrEnum):
    """What a question about code is about; FAILURE is what goes wrong and who hears of it."""

    TIME = "time"
    MEMORY = "memory"
    FAILURE = "failure"


class CodeQuestion(Value):
    """Something to ask about a submission.

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

    `questions` are worth most first, no two about one line.
    """

    id: str
    exercise: Slug
    title: Prose
    code: str
    verdict: Verdict | None = None
    questions: tuple[CodeQuestion, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the code, as `lines_of`."""
        return lines_of(self.code)
