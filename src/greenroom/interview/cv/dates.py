"""More years than the dates of the CV give, or other dates at one of its employers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from greenroom.interview.cv.claimed import is_claim
from greenroom.interview.cv.employers import masked, same_employer
from greenroom.interview.plain import plain
from greenroom.model.cv import CvClaims, CvJob

_SLACK, _SLACK_SHARE = 1.0, 0.15  # years, and a share of what the CV gives
_OFF = 3  # months that a year may be off a month of the CV
_ABOUT = r"(?:(?:about|around|roughly|over|almost|nearly|close to|more than|some|at least|the last|the past|a good|well over|just over)\s)*"
_YEARS = rf"{_ABOUT}(?P<years>\d+(?:\.\d+)?)\+?\syears"
_EXPERIENCE = re.compile(
    rf"\bI(?:['’]ve|\shave|\shad|\sbring|\sgot)\s(?:got\s)?(?:\w+ly\s)?{_YEARS}['’]?\s(?:of\s(?!data|history|logs?|records|sales|transactions|prices|traffic|"
    rf"french|german|spanish|service)|in\b|as\b|with\b|doing\b|working\b|building\b|experience\b)"
    rf"|\bI(?:['’]ve|\shave)\s(?:been\s)?(?:\w+ing|in|worked|built|led|managed|done|a|an)\b[^.;]*\bfor\s{_YEARS.replace('<years>', '<long>')}\b(?!\s(?:of|worth))",
)
_STATED = re.compile(r"(\d+)\+?\s*(?:years|yrs|jahre|ans|años)", re.IGNORECASE)
_AT = r"(?:at|with|for|of)\s(?:the\s)?⟦(?P<{}>\d+)⟧"
_STAYED = re.compile(
    rf"\bI(?:['’]ve|\shave)?\s(?:was|been|am|worked|stayed|spent|taught|served)\b(?:(?!⟦|\bfor\b|\bbefore\b).){{0,60}}?(?:{_AT.format('a')}(?:(?!⟦)[^.;]){{0,40}}?\bfor\s{_YEARS}|"
    rf"\bfor\s{_YEARS.replace('<years>', '<more>')}\s{_AT.format('b')}|{_YEARS.replace('<years>', '<spent>')}\s{_AT.format('c')})"
    r"(?!\s(?:of|worth))"
)
_YEAR = r"(?P<{}>(?:19|20)\d\d)"
_JOINED = re.compile(
    rf"\bI\s(?:joined|started\sat|began\sat|came\sto|moved\sto|went\sto)\s⟦(?P<a>\d+)⟧(?:(?!⟦)[^.;,]){{0,40}}?\bin\s(?:\w+\s)?{_YEAR.format('year')}"
    rf"|\b[Ii]n\s{_YEAR.format('when')},?\sI\s(?:joined|started\sat|began\sat|came\sto|moved\sto)\s⟦(?P<b>\d+)⟧"
    rf"|\bI(?:['’]ve|\shave)\s(?:been|worked)\s(?:at|with|for)\s⟦(?P<c>\d+)⟧\ssince\s(?:\w+\s)?{_YEAR.format('since')}"
)
_FROM_TO = re.compile(
    rf"\bI\s(?:was|worked|stayed)\s(?:(?!⟦)[^.;]){{0,40}}?(?:at|with|for)\s⟦(?P<a>\d+)⟧,?\sfrom\s(?:\w+\s)?{_YEAR.format('start')}\s(?:to|until|till|-|–)\s(?:\w+\s)?{_YEAR.format('end')}"
)
_LEFT = re.compile(rf"\bI\sleft\s⟦(?P<a>\d+)⟧\s(?:(?!⟦)[^.;,]){{0,30}}?in\s(?:\w+\s)?{_YEAR.format('year')}")


def too_many_years(sentence: str, cv: CvClaims, today: date) -> CvJob | None:
    """The first job of the CV, where `sentence` claims more years of work than have gone by since it began; None else.

    Doctorates count, as do years the CV states itself; an employer's name makes it a matter of `other_dates`.
    """
    read = plain(sentence).text
    found = _EXPERIENCE.search(read)
    if found is None or not is_claim(sentence) or "⟦" in masked(read, cv.jobs):
        return None
    spans = [_span(job, today) for job in cv.jobs]
    known = [one for one in spans if one is not None]
    if not cv.jobs or len(known) < len(spans):
        return None  # a job without dates may have been a long one
    known += [
        span for one in cv.doctorates if (span := (_month(one[0], first=True), _month(one[1], first=False)))
    ]
    given = (max(end for _, end in known) - min(start for start, _ in known)) / 12
    given = max([given, *(float(one) for one in _STATED.findall(cv.text) if float(one) < 60)])
    if float(found["years"] or found["long"]) <= given + max(_SLACK, _SLACK_SHARE * given):
        return None
    return min(zip(spans, cv.jobs, strict=True), key=lambda one: one[0] or (0, 0))[1]


def other_dates(sentence: str, cv: CvClaims, today: date) -> CvJob | None:
    """The job whose dates `sentence` gives otherwise: another first or last year, or longer than it lasted; None else."""
    if not is_claim(sentence):
        return None
    read = masked(plain(sentence).text, cv.jobs)
    for pattern, is_off in (
        (_FROM_TO, _off_both),
        (_JOINED, _off_start),
        (_LEFT, _off_end),
        (_STAYED, _too_long),
    ):
        found = pattern.search(read)
        if found is None:
            continue
        given = found.groupdict()
        jobs = same_employer(int(given.get("a") or given.get("b") or given.get("c") or 0), cv.jobs)
        if all(job.dates and _span(job, today) for job in jobs) and is_off(given, jobs, today):
            return jobs[0] if pattern in {_LEFT, _STAYED} else jobs[-1]
    return None


_Given = dict[str, "str | None"]


def _off_start(given: _Given, jobs: Sequence[CvJob], today: date) -> bool:
    del today
    year = int(given.get("year") or given.get("when") or given.get("since") or given.get("start") or 0)
    return all(_off(year, job.start or "") for job in jobs)


def _off_end(given: _Given, jobs: Sequence[CvJob], today: date) -> bool:
    del today
    if any(job.current or not job.end for job in jobs):
        return False  # who left since the CV was written is right
    return all(_off(int(given.get("year") or given.get("end") or 0), job.end or "") for job in jobs)


def _off_both(given: _Given, jobs: Sequence[CvJob], today: date) -> bool:
    return _off_start(given, jobs, today) or _off_end(given, jobs, today)


def _too_long(given: _Given, jobs: Sequence[CvJob], today: date) -> bool:
    spans = [span for job in jobs if (span := _span(job, today))]
    lasted = (max(end for _, end in spans) - min(start for start, _ in spans)) / 12
    said = float(given.get("years") or given.get("more") or given.get("spent") or 0)
    return said > lasted + max(_SLACK, _SLACK_SHARE * lasted)


def _off(year: int, month: str) -> bool:
    """Whether no month of `year` is near `month`; where the CV gives a year alone, next to it is near."""
    if "-" not in month:
        return abs(year - int(month)) > 1
    at = _month(month, first=True)
    return not (year * 12 - _OFF <= at < (year + 1) * 12 + _OFF)


def _span(job: CvJob, today: date) -> tuple[int, int] | None:
    """First and last month of a job, counted from the year 0; None where one is not known."""
    end = today.strftime("%Y-%m") if job.current else job.end
    return (_month(job.start, first=True), _month(end, first=False)) if job.start and end else None


def _month(month: str, *, first: bool) -> int:
    year, _, part = month.partition("-")
    return int(year) * 12 + (int(part) - 1 if part else 0 if first else 11) + (0 if first else 1)
