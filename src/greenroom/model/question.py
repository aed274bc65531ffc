"""A question, how an answer to it is rated, what the interviewer holds back, and graded answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from greenroom.model.ladder import Level, Role
from greenroom.model.value import Prose, Rating, Slug, Value, Weight


class Anchors(Value):
    """Observable evidence for each rating; a draft may leave out poor and mixed."""

    poor: str = ""
    mixed: str = ""
    good: Prose
    excellent: Prose

    def above(self, rating: int) -> str:
        """What the next rating above `rating` asks, 1 to 3; a draft goes on to good."""
        return ((self.mixed or self.good), self.good, self.excellent_in_full)[rating - 1]

    @property
    def excellent_in_full(self) -> str:
        """The excellent anchor where it stands alone: one that leans on the good one is told with it."""
        beyond = self.excellent.removeprefix("As good")
        if beyond != self.excellent:
            return self.good.rstrip(" .") + beyond
        return f"{self.good} {self.excellent}" if _LEANS.match(self.excellent) else self.excellent


_LEANS = re.compile(r"(?:Does (?:so|this|both)|Also|Adds?|And|Then|In addition|Beyond)\b")


class Criterion(Value):
    """One dimension on which an answer is rated."""

    id: Slug
    name: Prose
    weight: Weight
    tests: Prose
    anchors: Anchors
    red_flags: tuple[Prose, ...] = ()
    level_notes: Mapping[Level, Prose] = Field(default_factory=dict)


class FollowUp(Value):
    """A probe, tied to what was missing, vague or wrong on a criterion."""

    criterion: Slug
    when: Literal["missing", "vague", "wrong"]
    ask: Prose


class SheetFact(Value):
    """Something the interviewer knows and tells when asked for it."""

    id: Slug
    about: Prose
    asks: Annotated[tuple[Prose, ...], Field(min_length=1)]
    tell: Prose


class Change(Value):
    """A requirement that changes in the middle of the question, and what a good answer does with it."""

    after_min: Annotated[int, Field(ge=1, le=240)]
    say: Prose
    moves: Annotated[tuple[Slug, ...], Field(min_length=1)]
    good: Prose


class ExemplarKind(StrEnum):
    """What a graded answer stands for; all but strong and adequate are decoys."""

    STRONG = "strong"
    ADEQUATE = "adequate"
    WEAK = "weak"
    FLUENT_EMPTY = "fluent_empty"
    WRONG = "wrong"
    ADVERSARIAL = "adversarial"


class Exemplar(Value):
    """A graded answer to a question: its text and the rating every criterion must get."""

    kind: ExemplarKind
    expected: Mapping[Slug, Rating]
    note: Prose
    text: Prose


class Question(Value):
    """What is asked, what it tests, how an answer is rated and probed.

    `sibling` is another question on the same competency in another domain: practice on one can be tested on it.
    `sheet` holds what is told only when asked for; `design` is for those who write and review questions.
    A `draft` can be practised, though it is not finished: follow-ups and sheet may be missing. One `after_code` is about code that
    was just handed in, so it is asked of nobody else.
    """

    uuid: UUID
    slug: Slug
    title: Prose
    role: Role
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    round: Slug
    minutes: Annotated[int, Field(ge=2, le=90)]
    tests: Prose
    topics: Annotated[tuple[Slug, ...], Field(min_length=1)]
    concepts: tuple[Slug, ...] = ()
    competencies: Annotated[tuple[Prose, ...], Field(min_length=1)]
    story: Prose
    sibling: Slug | None = None
    draft: bool = False
    after_code: bool = False
    statement: Prose
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=3)]
    followups: tuple[FollowUp, ...] = ()
    change: Change | None = None
    sheet: tuple[SheetFact, ...] = ()
    design: str = ""
    exemplars: tuple[Exemplar, ...] = ()
