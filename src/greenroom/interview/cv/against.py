"""A sentence held against the CV: what it says otherwise, and what it claims that is not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from greenroom.interview.cv.dates import other_dates, too_many_years
from greenroom.interview.cv.employers import name_of
from greenroom.interview.cv.figures import other_figures
from greenroom.interview.cv.titles import higher_title
from greenroom.interview.cv.unlisted import unlisted_degree, unlisted_employer
from greenroom.model.cv import CvClaims, CvJob, Difference, Kind, Unlisted


def differences(sentences: Sequence[str], cv: CvClaims, today: date) -> Iterator[Difference]:
    """What sentences say otherwise than the CV, in their order; at most one a sentence, and nothing where a line is said as it stands.

    Args:
        sentences: What was said.
        cv: What it is held against.
        today: Until when a job that still runs is counted.
    """
    lines = [(line, job) for job in cv.jobs for line in job.lines] + [(line, None) for line in cv.lines]
    day = max(today, cv.read_on)
    for said in sentences:
        if _stands(said, cv):
            continue
        found = _of_a_job(said, cv, day) or _figure(said, lines)
        if found:
            yield found


def unlisted(sentences: Sequence[str], cv: CvClaims, known: str = "") -> Iterator[Unlisted]:
    """Jobs and degrees that sentences claim and the CV does not name, each once.

    Args:
        sentences: What was said.
        cv: What it is held against.
        known: Other texts whose names are no claims: the question and what the interviewer told.
    """
    seen: set[str] = set()
    for said in sentences:
        employer = unlisted_employer(said, cv, known)
        degree = "" if employer else unlisted_degree(said, cv)
        name = employer or degree
        if name and name.lower() not in seen:
            seen.add(name.lower())
            yield Unlisted(kind="employer" if employer else "degree", name=name, said=said)


def _of_a_job(said: str, cv: CvClaims, day: date) -> Difference | None:
    dated = other_dates(said, cv, day)
    if dated:
        return _difference("dates", dated.dates, said, dated)
    titled = higher_title(said, cv)
    if titled:
        return _difference("title", titled.title, said, titled)
    first = too_many_years(said, cv, day)
    return _difference("years", first.dates, said, first) if first and first.dates else None


def _figure(said: str, lines: Sequence[tuple[str, CvJob | None]]) -> Difference | None:
    place = next(other_figures(said, [line for line, _ in lines]), None)
    return None if place is None else _difference("figure", lines[place][0], said, lines[place][1])


def _difference(kind: Kind, quote: str, said: str, job: CvJob | None) -> Difference:
    return Difference(kind=kind, cv=quote, said=said, job=name_of(job.employer) if job else "")


def _stands(said: str, cv: CvClaims) -> bool:
    """Whether the CV holds these words as they are."""
    words = " ".join(said.split()).casefold().rstrip(".!")
    return words in " ".join(cv.text.split()).casefold() or any(
        words in line.casefold() for job in cv.jobs for line in job.lines
    )
