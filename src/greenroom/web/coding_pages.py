"""What the pages of coding rounds show: one record a page, as in `contexts`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from greenroom.model.coding import CodingRound
from greenroom.model.exercise import Exercise, Hint
from greenroom.model.verdict import Verdict
from greenroom.web.contexts import Problem


@dataclass(frozen=True)
class ExerciseRow:
    """An exercise in the list, and how far one is with it."""

    slug: str
    title: str
    facts: str
    state: str


@dataclass(frozen=True)
class Shelf:
    """The exercises of one family."""

    label: str
    rows: tuple[ExerciseRow, ...]


@dataclass(frozen=True)
class CodingPage:
    """All exercises, by family, and the one to do next."""

    template: ClassVar[str] = "coding.html.j2"
    shelves: tuple[Shelf, ...]
    next: ExerciseRow | None = None


@dataclass(frozen=True)
class DiffLine:
    """A line of what changed since the attempt before: "added", "taken" or "kept"."""

    kind: str
    text: str


@dataclass(frozen=True)
class ExercisePage:
    """One exercise: statement, editor, and what the last run said.

    `code` is what stands in the editor; `ran` what was run last, `submitted` whether that was handed in; `hints` those taken;
    `talk` is what its button says, "" before anything was handed in, and where no pack has the question.
    """

    template: ClassVar[str] = "exercise.html.j2"
    exercise: Exercise
    statement: Markup
    done: CodingRound
    code: str
    hints: tuple[Hint, ...]
    seconds_used: int
    is_revealed: bool  # whether the reference was shown
    ran: Verdict | None = None
    submitted: bool = False
    changed: tuple[DiffLine, ...] = ()
    asked: str = ""
    told: str = ""
    problem: Problem | None = None
    talk: str = ""
