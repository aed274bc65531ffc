"""A CV as claims an interviewer can hold answers against, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from greenroom.model.profile import Month
from greenroom.model.value import Value

Kind = Literal["figure", "years", "title", "dates"]


class CvJob(Value):
    """A job as the CV words it; `dates` are its words for the period, "" where there are none, as in every text."""

    employer: str = ""
    title: str = ""
    dates: str = ""
    start: Month | None = None
    end: Month | None = None
    current: bool = False
    lines: tuple[str, ...] = ()


class CvClaims(Value):
    """What a CV claims, in its own words.

    Attributes:
        language: Two letters.
        jobs: Newest first, as the CV has them; two titles at one employer are two jobs.
        lines: Statements outside the jobs: summary, projects.
        degrees: Each degree with its field and institution.
        doctorates: First and last month of each doctorate that has both.
        text: All of the CV.
        read_on: The day for which a job that still runs was read.
    """

    language: str = "en"
    jobs: tuple[CvJob, ...] = ()
    lines: tuple[str, ...] = ()
    degrees: tuple[str, ...] = ()
    doctorates: tuple[tuple[Month, Month], ...] = ()
    text: str = ""
    read_on: date


class Difference(Value):
    """Something said that the CV says otherwise: both quotes, exactly; `job` names whose line it is, "" where none's.

    `turn` is the number of the answer it stands in, 0 where that is not known.
    """

    kind: Kind
    cv: str
    said: str
    job: str = ""
    turn: Annotated[int, Field(ge=0)] = 0


class Unlisted(Value):
    """A job or a degree claimed that the CV does not name; `name` is the employer, school or degree as it was said."""

    kind: Literal["employer", "degree"]
    name: str
    said: str
    turn: Annotated[int, Field(ge=0)] = 0


class Told(Value):
    """What stands behind a story: a job and a line of the CV, both "" where no line backs it, `line` alone where only the job is known.

    `left_out` says whether the line has figures of which the answers gave none; `no_figure` whether they gave no figure at all.
    """

    job: str = ""
    line: str = ""
    left_out: bool = False
    no_figure: bool = False


class AgainstCv(Value):
    """A round held against the CV: what differs, what is not on it, and for a told story what it stands on. It moves no rating."""

    differs: tuple[Difference, ...] = ()
    unlisted: tuple[Unlisted, ...] = ()
    story: Told | None = None
