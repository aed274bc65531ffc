"""A report: everything a candidate needs for one posting, as one JSON-able value.

Every text that is not fixed wording is a `Statement`: it says where it comes from. Renderers add layout
and nothing else; the JSON Schema of `Report` is published in docs/reference/report.schema.json.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import Field

from greenroom.model.content import Fact
from greenroom.model.document import Cited
from greenroom.model.exercise import Family, page_of, started_by
from greenroom.model.ladder import Level, Role
from greenroom.model.match import LevelFit, Match, RoleFit, StressTest
from greenroom.model.plan import Plan
from greenroom.model.posting import Posting
from greenroom.model.practice import Framework
from greenroom.model.profile import Profile
from greenroom.model.value import Value

SCHEMA_VERSION: Final = 1


class Source(StrEnum):
    """Where a statement comes from; shown to the reader on every statement."""

    CV = "cv"
    POSTING = "posting"
    INFERRED = "inferred"
    GENERAL = "general"

    @property
    def label(self) -> str:
        """The source as shown to people."""
        return {
            "cv": "from your CV",
            "posting": "from the posting",
            "inferred": "inferred",
            "general": "general knowledge",
        }[self.value]


class Quote(Value):
    """Words of one of the two documents, with their place."""

    document: Literal["cv", "posting"]
    cited: Cited


class Statement(Value):
    """A sentence with its source; `quotes` are the words it rests on."""

    text: str
    source: Source
    quotes: tuple[Quote, ...] = ()


class NextStep(Value):
    """The one thing to do next."""

    action: str
    why: str
    minutes: int


class Overview(Value):
    """Section 1, one screen. `fit` is a reading in words; `coverage` the share of must-haves covered."""

    fit: Statement
    coverage: float | None
    strengths: tuple[Statement, ...]  # up to 3
    risks: tuple[Statement, ...]  # up to 3
    next_step: NextStep
    unknown: tuple[str, ...]  # what the posting does not say


class PillarView(Value):
    """A pillar of the loop, and how the CV stands on it (0 to 1; None when nothing can be said)."""

    name: str
    weight: float
    judged: str
    strong: str
    weak: str
    standing: float | None


class RoundView(Value):
    """A round to expect; `stated` is True when the posting itself announces it, `coding` when code is written in it."""

    title: str
    minutes: int
    weight: float
    looks_for: tuple[str, ...]
    not_expected: tuple[str, ...]
    stated: bool = False
    coding: bool = False


class LoopView(Value):
    """Section 2: what this loop judges."""

    summary: Statement
    level_title: str
    scope: str
    expected: tuple[str, ...]
    not_needed: tuple[str, ...]
    bar: str
    pillars: tuple[PillarView, ...]
    rounds: tuple[RoundView, ...]
    facts: tuple[Fact, ...]


class ExpectedQuestion(Value):
    """Section 3: a question to expect. `rank` counts from 1, likeliest and most telling first."""

    rank: int
    slug: str
    title: str
    statement: str
    round: str
    minutes: int
    tests: str
    why_you: Statement
    story: Statement | None  # which of the stories answers it, or None with `story_gap`
    story_id: str | None
    story_gap: str | None
    followups: tuple[str, ...]
    weak: tuple[str, ...]
    strong: tuple[str, ...]
    competencies: tuple[str, ...]


class StoryPart(Value):
    """A part of a STAR draft: the candidate's own words, or a blank to fill (never filled for them)."""

    name: Literal["Situation", "Task", "Action", "Result"]
    statements: tuple[Statement, ...]
    blanks: tuple[str, ...]


class Story(Value):
    """Section 4: a STAR draft built only from the candidate's bullets; `id` is "s1", "s2", ..."""

    id: str
    title: str
    where: str
    parts: tuple[StoryPart, ...]
    answers: tuple[str, ...]  # titles of the questions it answers
    complete: Annotated[float, Field(ge=0, le=1)]


class RewriteHint(Value):
    """Section 6: a bullet that lacks impact, and what to add."""

    bullet: Statement
    lacks: tuple[str, ...]
    add: str
    pattern: str  # the bullet's own words with blanks where figures belong


class ConceptView(Value):
    """Section 7: a concept to master."""

    slug: str
    title: str
    minutes: int
    why: Statement
    lesson: str  # Markdown


class ExerciseView(Value):
    """Sections 2 and 8: an exercise for the coding round."""

    slug: str
    title: str
    family: Family
    minutes: int
    why: Statement

    @property
    def command(self) -> str:
        """What begins it in a terminal."""
        return started_by(self.slug)

    @property
    def page(self) -> str:
        """The page it is done on, from the root of Greenroom's own pages."""
        return page_of(self.slug)


class DrillView(Value):
    """Section 8: a drill for a gap; `exercise` is the slug of an exercise on the same topic, "" where there is none."""

    slug: str
    title: str
    minutes: int
    why: Statement
    task: str  # Markdown
    exercise: str = ""

    @property
    def command(self) -> str:
        """What begins that exercise in a terminal; "" where there is none."""
        return started_by(self.exercise) if self.exercise else ""

    @property
    def page(self) -> str:
        """The page of that exercise, from the root of Greenroom's own pages; "" where there is none."""
        return page_of(self.exercise) if self.exercise else ""


class AskView(Value):
    """Section 9: a question to ask them."""

    text: str
    why: str
    good_sign: str
    warning_sign: str
    audience: str
    because: Statement


class Skeleton(Value):
    """Section 10 and 12: a text to finish: the candidate's facts in place, blanks where only they know."""

    title: str
    paragraphs: tuple[Statement, ...]
    blanks: tuple[str, ...]
    seconds: int | None = None


class RiskRow(Value):
    """Section 11: a risk of this candidacy and what to do about it."""

    risk: Statement
    likelihood: Literal["low", "medium", "high"]
    impact: Literal["low", "medium", "high"]
    mitigation: str
    say: str  # how to speak about it, with blanks
    proof: Statement | None


class FilledPart(Value):
    """A field of a framework with what the CV gives for it, or a blank."""

    name: str
    statement: Statement | None
    blank: str | None


class ProjectSummary(Value):
    """Section 11: one page on the strongest project."""

    title: str
    where: str
    parts: tuple[FilledPart, ...]


class PocketCard(Value):
    """Section 14: what to read in the last fifteen minutes."""

    opening: Statement
    numbers: tuple[Statement, ...]
    stories: tuple[str, ...]
    watch_out: tuple[str, ...]
    ask: tuple[str, ...]


class Inputs(Value):
    """What the report was made from."""

    cv_name: str
    cv_sha256: str
    cv_text: str
    cv_notes: tuple[str, ...]
    posting_name: str
    posting_sha256: str
    posting_text: str
    posting_notes: tuple[str, ...]


class Report(Value):
    """Everything for one candidate and one posting, in the order it is read."""

    schema_version: Literal[1] = SCHEMA_VERSION
    greenroom_version: str
    made_on: date
    role: Role
    level: Level
    level_title: str
    candidate: str  # name, or "you" when the CV gives none
    position: str  # title of the posting, or the role
    company: str  # "" when unknown
    inputs: Inputs
    profile: Profile
    posting: Posting
    match: Match
    overview: Overview
    loop: LoopView
    questions: tuple[ExpectedQuestion, ...]
    stories: tuple[Story, ...]
    rewrites: tuple[RewriteHint, ...]
    concepts: tuple[ConceptView, ...]
    drills: tuple[DrillView, ...]
    exercises: tuple[ExerciseView, ...] = ()  # none where the loop has no coding round
    asks: tuple[AskView, ...]
    skeletons: tuple[Skeleton, ...]  # walk me through your CV, why this role, why now
    risks: tuple[RiskRow, ...]
    project: ProjectSummary | None
    frameworks: tuple[Framework, ...]
    follow_up: Skeleton
    plan: Plan
    pocket: PocketCard

    @property
    def role_fit(self) -> RoleFit:
        """Shortcut to the match's role fit."""
        return self.match.role_fit

    @property
    def level_fit(self) -> LevelFit:
        """Shortcut to the match's level fit."""
        return self.match.level_fit

    @property
    def stress_tests(self) -> tuple[StressTest, ...]:
        """Shortcut to the match's stress tests."""
        return self.match.stress_tests
