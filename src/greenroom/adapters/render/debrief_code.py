"""The code that was talked about, as a debrief shows it: numbered, and cut where nobody would print it."""

from __future__ import annotations

from dataclasses import dataclass

from greenroom.interview.debrief_words import WORDS
from greenroom.model.submission import Submission, Table
from greenroom.practice.measured import measured_of

_MOST_LINES = 600  # ten pages; JSON has all of it
_WIDEST = 400  # characters of a line
_TAB = 4


@dataclass(frozen=True, slots=True)
class CodeView:
    """What it is, what was measured, and the lines with their numbers; `more` lines are left out."""

    label: str
    title: str
    measured: tuple[str, ...]
    lines: tuple[tuple[int, str], ...]
    more: int


def code_view(one: Submission) -> CodeView:
    """A submission as every format shows it."""
    lines = tuple(enumerate(map(_line, one.lines[:_MOST_LINES]), start=1))
    label = WORDS.played if one.kind is Table.RUN else WORDS.code
    return CodeView(label, one.title, measured_of(one), lines, len(one.lines) - len(lines))


def _line(line: str) -> str:
    shown = line.expandtabs(_TAB).rstrip()
    return shown if len(shown) <= _WIDEST else shown[:_WIDEST] + " ..."
