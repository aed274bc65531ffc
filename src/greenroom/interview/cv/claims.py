"""A profile as the claims answers are held against."""

from __future__ import annotations

import re
from datetime import date

from greenroom.model.cv import CvClaims, CvJob
from greenroom.model.document import Cited
from greenroom.model.profile import Job, Profile, Study

DOCTORATE = re.compile(r"\bph\.?\s?d|\bd\.?phil|\bdoctor(?:ate|al)?\b|\bdr\b", re.IGNORECASE)


def claims_of(profile: Profile, text: str, read_on: date) -> CvClaims:
    """What the CV claims, word for word.

    Args:
        profile: What was read of it, corrections included.
        text: All of its text.
        read_on: The day it was read for.
    """
    outside = [one for project in profile.projects for one in (project.name, *project.bullets)]
    return CvClaims(
        language=profile.language,
        jobs=tuple(map(_job, profile.jobs)),
        lines=tuple(map(_words, [*([profile.summary] if profile.summary else []), *outside])),
        degrees=tuple(filter(None, map(_degree, profile.studies))),
        doctorates=tuple(
            (one.period.start, one.period.end)
            for one in profile.studies
            if one.period.start and one.period.end and DOCTORATE.search(_degree(one))
        ),
        text=text,
        read_on=read_on,
    )


def _job(job: Job) -> CvJob:
    return CvJob(
        employer=_words(job.employer), title=_words(job.title), dates=_words(job.period.raw), start=job.period.start,
        end=job.period.end, current=job.period.current, lines=tuple(map(_words, job.bullets)),
    )  # fmt: skip


def _degree(study: Study) -> str:
    return ", ".join(filter(None, map(_words, (study.degree, study.area, study.institution))))


def _words(cited: Cited | None) -> str:
    return " ".join(cited.text.split()) if cited else ""
