"""A posting: what a job description asks, each statement citing its span."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from greenroom.model.document import Cited
from greenroom.model.ladder import Level, Role
from greenroom.model.value import Value


class Need(StrEnum):
    """How much the posting insists on a requirement."""

    MUST = "must"
    NICE = "nice"


class Requirement(Value):
    """One thing the posting asks of the candidate.

    `id` is stable for the same posting text ("r1", "r2", ... in reading order).
    `skills` are vocabulary ids named in it; `years` the least years asked for, when it says so.
    """

    id: str
    statement: Cited
    need: Need
    skills: tuple[str, ...] = ()
    years: float | None = None


class RoleReading(Value):
    """Which job family the posting is for.

    `role` is always the nearest of the four; `exact` is False when the posting is for another family
    (`named` says which, such as "data scientist"). `scores` sum to 1 over the four roles.
    """

    role: Role
    exact: bool
    named: str
    scores: dict[Role, float]
    because: tuple[Cited, ...] = ()


class LevelReading(Value):
    """The level asked for; `stated` is False when it is inferred from years and scope."""

    level: Level
    stated: bool
    because: tuple[Cited, ...] = ()


class Maturity(StrEnum):
    """How far the company is with AI."""

    STARTING = "starting"  # first models, first hires
    SCALING = "scaling"  # models in production, team growing
    MATURE = "mature"  # platform, research, many models
    UNKNOWN = "unknown"


class MaturityReading(Value):
    """The company's AI maturity, and the words it was inferred from."""

    maturity: Maturity
    because: tuple[Cited, ...] = ()


class RedFlag(Value):
    """Something in the posting a candidate should ask about; `kind` is a short name."""

    kind: str
    why: str
    claim: Cited
    ask: str


class SkillMention(Value):
    """A skill of the vocabulary that the posting names, with every place."""

    skill: str
    claims: tuple[Cited, ...]


class Posting(Value):
    """What a job description says; `unknown` lists in plain words what it does not say.

    `process` holds the steps or sentences in which the posting announces how candidates are interviewed.
    """

    language: str
    title: Cited | None = None
    company: Cited | None = None
    location: Cited | None = None
    work_mode: Cited | None = None
    salary: Cited | None = None
    role: RoleReading
    level: LevelReading
    maturity: MaturityReading
    domain: tuple[SkillMention, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    responsibilities: tuple[Cited, ...] = ()
    stack: tuple[SkillMention, ...] = ()
    red_flags: tuple[RedFlag, ...] = ()
    process: tuple[Cited, ...] = ()
    unknown: tuple[str, ...] = ()
    years: float | None = Field(default=None, ge=0)
    warnings: tuple[str, ...] = ()
