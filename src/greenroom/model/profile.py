"""A profile: what a CV says, each statement citing its span."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from greenroom.model.document import Cited
from greenroom.model.value import Value

Month = Annotated[str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2]))?$")]
"""A date as a CV gives it: "2021-03", or "2021" where only the year is known."""


class Period(Value):
    """From `start` to `end`; `current` when it still runs (then `end` is None)."""

    start: Month | None = None
    end: Month | None = None
    current: bool = False
    raw: Cited | None = None


class Job(Value):
    """One position held. Two titles at one employer are two jobs."""

    employer: Cited | None
    title: Cited | None
    period: Period = Period()
    location: Cited | None = None
    bullets: tuple[Cited, ...] = ()


class Study(Value):
    """One education entry."""

    institution: Cited | None
    degree: Cited | None = None
    area: Cited | None = None
    period: Period = Period()
    notes: tuple[Cited, ...] = ()


class SkillClaim(Value):
    """A skill the CV names; `skill` is its id in the vocabulary where it is known there.

    `listed` is True when it stands in a skills section, False when it was found in running text.
    """

    name: Cited
    group: str = ""
    skill: str | None = None
    listed: bool = True


class Project(Value):
    """A project outside the jobs."""

    name: Cited
    period: Period = Period()
    bullets: tuple[Cited, ...] = ()


class ImpactClaim(Value):
    """A bullet or sentence that claims an effect, taken apart; a part that is not there is None.

    `statement` is the whole claim; the parts cite the words inside it.
    """

    statement: Cited
    job: int | None  # index into Profile.jobs, None for projects and summary
    metric: Cited | None = None  # what was measured: "false positives", "p99 latency"
    change: Cited | None = None  # how far it moved: "by 30%", "from 120 to 80 ms"
    baseline: Cited | None = None  # from where: "from 120 ms"
    scale: Cited | None = None  # how big: "40M users", "a team of 6"
    period: Cited | None = None  # how fast: "in two quarters"
    own_role: Cited | None = None  # what the person did: "Led", "Designed and shipped"

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the parts that an interviewer will ask for, in the order they usually ask."""
        parts = ("metric", "change", "baseline", "scale", "period", "own_role")
        return tuple(part for part in parts if getattr(self, part) is None)


class PeopleLed(Value):
    """The largest number of people the CV says were led."""

    count: int
    claim: Cited


class Profile(Value):
    """What a CV says.

    `language` is a two-letter code; `warnings` are plain sentences about what could not be read.
    `total_months` counts months in any job once (overlaps merged) up to the day of reading;
    `recent_months` only the last 60 months of those. None when no job has dates.
    """

    language: str
    name: Cited | None = None
    headline: Cited | None = None
    email: Cited | None = None
    phone: Cited | None = None
    location: Cited | None = None
    links: tuple[Cited, ...] = ()
    summary: Cited | None = None
    jobs: tuple[Job, ...] = ()
    studies: tuple[Study, ...] = ()
    skills: tuple[SkillClaim, ...] = ()
    projects: tuple[Project, ...] = ()
    publications: tuple[Cited, ...] = ()
    certificates: tuple[Cited, ...] = ()
    awards: tuple[Cited, ...] = ()
    languages: tuple[Cited, ...] = ()
    impact_claims: tuple[ImpactClaim, ...] = ()
    people_led: PeopleLed | None = None
    total_months: int | None = Field(default=None, ge=0)
    recent_months: int | None = Field(default=None, ge=0)
    warnings: tuple[str, ...] = ()

    def statements(self) -> tuple[Cited, ...]:
        """Every sentence-like statement that can serve as evidence: bullets, project bullets, summary."""
        out: list[Cited] = [] if self.summary is None else [self.summary]
        for job in self.jobs:
            out.extend(job.bullets)
        for project in self.projects:
            out.extend(project.bullets)
        out.extend(self.publications)
        return tuple(out)
