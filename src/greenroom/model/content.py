"""What packs hold, typed: loops, questions, rubrics, concepts, drills, frameworks, questions to ask."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from greenroom.model.ladder import Level, Role
from greenroom.model.posting import Maturity
from greenroom.model.skills import SkillVocabulary
from greenroom.model.value import Value

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Prose = Annotated[str, StringConstraints(min_length=2, strip_whitespace=True)]
Rating = Annotated[int, Field(ge=1, le=4)]
"""1 poor, 2 mixed, 3 good, 4 excellent."""
Weight = Annotated[float, Field(gt=0, le=1)]


class PackInfo(Value):
    """pack.toml: who a pack is and what may be done with it."""

    id: Slug
    title: Prose
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    licence: Prose
    roles: tuple[Role, ...] = ()


class Pillar(Value):
    """One thing a loop judges."""

    id: Slug
    name: Prose
    weight: Weight
    judged: Prose
    strong: Prose
    weak: Prose


class Round(Value):
    """One interview slot with one focus."""

    id: Slug
    title: Prose
    minutes: Annotated[int, Field(ge=10, le=240)]
    weight: Weight
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    pillars: Annotated[tuple[Slug, ...], Field(min_length=1)]
    looks_for: Annotated[tuple[Prose, ...], Field(min_length=2)]
    not_expected: Annotated[tuple[Prose, ...], Field(min_length=1)]


class LevelExpectation(Value):
    """What is expected of one level of a role, and what is not needed there."""

    level: Level
    title: Prose
    scope: Prose
    expected: Annotated[tuple[Prose, ...], Field(min_length=3)]
    not_needed: Annotated[tuple[Prose, ...], Field(min_length=1)]
    bar: Prose


class Fact(Value):
    """A figure about the market or the process, with its year and source, or marked as reported."""

    text: Prose
    year: Annotated[int, Field(ge=2015, le=2100)]
    source: str = ""
    reported: bool = False
    topic: Literal["compensation", "loop", "process"]
    levels: tuple[Level, ...] = ()


class Loop(Value):
    """loop.toml: all the rounds of one role's hiring process, and what they judge."""

    role: Role
    summary: Prose
    pillars: Annotated[tuple[Pillar, ...], Field(min_length=3)]
    rounds: Annotated[tuple[Round, ...], Field(min_length=3)]
    levels: Annotated[tuple[LevelExpectation, ...], Field(min_length=3)]
    facts: tuple[Fact, ...] = ()

    def rounds_at(self, level: Level) -> tuple[Round, ...]:
        """The rounds one meets at `level`, in order."""
        return tuple(r for r in self.rounds if level in r.levels)

    def expectation(self, level: Level) -> LevelExpectation:
        """The expectation at `level`, or at the nearest level the role has."""
        return min(self.levels, key=lambda e: (abs(e.level.rank - level.rank), e.level.rank))


class Anchors(Value):
    """Observable evidence for each rating."""

    poor: Prose
    mixed: Prose
    good: Prose
    excellent: Prose

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
    """What is asked, what it tests, how an answer is rated and probed."""

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
    statement: Prose
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=3)]
    followups: Annotated[tuple[FollowUp, ...], Field(min_length=1)]
    exemplars: tuple[Exemplar, ...] = ()


class Concept(Value):
    """A short lesson."""

    uuid: UUID
    slug: Slug
    title: Prose
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    topics: Annotated[tuple[Slug, ...], Field(min_length=1)]
    prerequisites: tuple[Slug, ...] = ()
    minutes: Annotated[int, Field(ge=1, le=60)]
    lesson: Prose


class Drill(Value):
    """A short exercise done alone."""

    uuid: UUID
    slug: Slug
    title: Prose
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    topics: Annotated[tuple[Slug, ...], Field(min_length=1)]
    competencies: tuple[Prose, ...] = ()
    minutes: Annotated[int, Field(ge=1, le=60)]
    task: Prose


class FrameworkPart(Value):
    """One field of a framework to fill in."""

    name: Prose
    prompt: Prose
    minutes: Annotated[float, Field(gt=0)] | None = None


class Framework(Value):
    """A way of structuring an answer, as a fill-in tool."""

    uuid: UUID
    slug: Slug
    title: Prose
    purpose: Prose
    minutes: Annotated[float, Field(gt=0)]
    roles: tuple[Role, ...] = ()
    parts: Annotated[tuple[FrameworkPart, ...], Field(min_length=2)]
    use: Prose


class Ask(Value):
    """A question the candidate asks them."""

    uuid: UUID
    text: Prose
    why: Prose
    good_sign: Prose
    warning_sign: Prose
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    audience: Literal["recruiter", "hiring_manager", "peer", "executive"]
    maturity: Annotated[tuple[Maturity, ...], Field(min_length=1)]
    topics: tuple[Slug, ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """Everything the installed packs hold, in a stable order."""

    packs: tuple[PackInfo, ...]
    loops: Mapping[Role, Loop]
    questions: tuple[Question, ...]
    concepts: tuple[Concept, ...]
    drills: tuple[Drill, ...]
    frameworks: tuple[Framework, ...]
    asks: tuple[Ask, ...]
    vocabulary: SkillVocabulary
