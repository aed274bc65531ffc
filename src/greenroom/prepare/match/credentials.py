"""Years, degrees and people led: requirements that a figure in the profile answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from greenroom.model.document import Cited
from greenroom.model.match import Evidence, Strength
from greenroom.model.posting import Requirement
from greenroom.model.profile import Profile
from greenroom.prepare.match.evidence import where_of

_PEOPLE = re.compile(
    r"\b(?:manag\w+|lead\w*|led|supervis\w+|line[- ]manag\w+|coach\w*)\b[^.;]{0,60}?"
    r"\b(?:people|team of|engineers|scientists|reports|managers|direct reports|teams)\b"
    r"|\bpeople[- ]manage\w+|\bline[- ]manage\w+|encadre\w+|管理.{0,6}团队",
    re.IGNORECASE,
)
# Highest first: a doctorate answers a call for a master's.
_DEGREES = (
    (3, re.compile(r"\b(?:ph\.?\s?d|doctora\w*|d\.?phil)\b|博士", re.IGNORECASE)),
    (
        2,
        re.compile(
            r"\b(?:master\w*|m\.?sc|m\.?eng|mba|m\.?s\.?(?=\s|,|/|$)|m\.?tech|graduate degree|advanced degree"
            r"|ing[ée]nieur|dipl[ôo]me d.ing\w*)\b|硕士",
            re.IGNORECASE,
        ),
    ),
    (
        1,
        re.compile(
            r"\b(?:bachelor\w*|b\.?sc|b\.?a|b\.?eng|b\.?s\.?(?=\s|,|/|$)|b\.?tech|undergraduate"
            r"|licence|degree)\b|本科|学士",
            re.IGNORECASE,
        ),
    ),
)
_EQUIVALENT = re.compile(r"equivalent|or experience|ou équivalent", re.IGNORECASE)


@dataclass(frozen=True)
class Credentials:
    """What the profile's figures say about a requirement.

    `met` is None when the CV does not tell. `settles` is True where nothing else counts: a degree is a degree,
    whatever fields the posting lists beside it.
    """

    met: bool | None
    evidence: tuple[Evidence, ...]
    note: str
    settles: bool = False

    def combine(self, strength: Strength, *, has_topic: bool) -> Strength:
        """The strength of the whole requirement, given that of its topic.

        A figure that is met shows what the topic alone only mentions; one that is not met caps it.
        """
        if self.met is None:
            return strength
        if self.met:
            if has_topic and not self.settles and strength in {Strength.MISSING, Strength.ADJACENT}:
                return strength  # the years are there, what they were spent on is not
            return max(strength, Strength.SHOWN, key=lambda s: s.points)
        return min(strength, Strength.ADJACENT, key=lambda s: s.points) if has_topic else Strength.ADJACENT


def read_credentials(requirement: Requirement, profile: Profile) -> Credentials | None:
    """The first of people led, years and degree that `requirement` is about, or None."""
    text = requirement.statement.text
    if _PEOPLE.search(text) and profile.people_led is not None:
        return _people(profile)
    if requirement.years:
        return _years(requirement.years, profile)
    asked = _degree(text)
    return None if asked is None else _study(asked, text, profile)


def _people(profile: Profile) -> Credentials:
    assert profile.people_led is not None
    claim = profile.people_led.claim
    note = f"Your CV says you led {profile.people_led.count} people."
    return Credentials(met=True, evidence=(Evidence(quote=claim, where="your CV", nearness=1.0),), note=note)


def _years(asked: float, profile: Profile) -> Credentials:
    if profile.total_months is None:
        return Credentials(met=None, evidence=(), note="Your CV gives no dates to count years from.")
    held = profile.total_months / 12
    evidence = tuple(_dated_jobs(profile))[:2]
    note = f"The dates in your CV add up to {_in_years(held)}; the posting asks for {_in_years(asked)}."
    return Credentials(met=held + 0.25 >= asked, evidence=evidence, note=note)


def _dated_jobs(profile: Profile) -> Iterator[Evidence]:
    for job in profile.jobs:
        if job.period.raw is not None:
            yield Evidence(quote=job.period.raw, where=where_of(job), nearness=1.0)


def _in_years(years: float) -> str:
    whole = round(years, 1)
    shown = f"{whole:g}"
    return f"{shown} year" + ("" if whole == 1 else "s")


def _degree(text: str) -> int | None:
    found = [rank for rank, pattern in _DEGREES if pattern.search(text)]
    return min(found) if found else None  # "Bachelor's or Master's" asks for the lower


def _study(asked: int, text: str, profile: Profile) -> Credentials:
    best: tuple[int, Cited] | None = None
    for study in profile.studies:
        for cited in (study.degree, study.area, study.institution):
            rank = None if cited is None else _highest(cited.text)
            if cited is not None and rank is not None and (best is None or rank > best[0]):
                best = (rank, cited)
    if best is None:
        return Credentials(met=None, evidence=(), note="Your CV names no degree.")
    evidence = (Evidence(quote=best[1], where="Education", nearness=1.0),)
    if best[0] >= asked or _EQUIVALENT.search(text):
        return Credentials(met=True, evidence=evidence, note="Your education answers it.", settles=True)
    note = "The degree asked for is higher than those in your CV."
    return Credentials(met=False, evidence=evidence, note=note, settles=True)


def _highest(text: str) -> int | None:
    return next((rank for rank, pattern in _DEGREES if pattern.search(text)), None)
