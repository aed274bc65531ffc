"""Profiles and postings of a few lines, read by the real vocabulary and encoder."""

from tests.preparation import preparation

from greenroom.model.document import Cited, Span
from greenroom.model.ladder import Level, Role
from greenroom.model.match import Match, RequirementMatch
from greenroom.model.posting import (
    LevelReading,
    Maturity,
    MaturityReading,
    Need,
    Posting,
    Requirement,
    RoleReading,
)
from greenroom.model.profile import ImpactClaim, Job, PeopleLed, Period, Profile, SkillClaim, Study
from greenroom.prepare.match import match_profile


def cited(text: str, start: int = 0) -> Cited:
    return Cited(text=text, span=Span(start=start, end=start + len(text)))


def profile(
    *bullets: str,
    title: str = "Engineer",
    listed: tuple[str, ...] = (),
    measured: tuple[str, ...] = (),
    summary: str | None = None,
    months: int | None = None,
    degree: str | None = None,
    led: int | None = None,
    languages: tuple[str, ...] = (),
    language: str = "en",
) -> Profile:
    """A profile of one job; `measured` bullets carry an effect."""
    vocabulary = preparation().library.catalogue.vocabulary
    all_bullets = tuple(cited(text) for text in (*bullets, *measured))
    raw = cited("Jan 2020 - present") if months is not None else None
    job = Job(
        employer=cited("Acme"),
        title=cited(title),
        period=Period(start="2020-01" if months is not None else None, current=months is not None, raw=raw),
        bullets=all_bullets,
    )
    claims = tuple(ImpactClaim(statement=cited(text), job=0, change=cited(text)) for text in measured)
    return Profile(
        language=language,
        name=cited("Kim Example"),
        summary=cited(summary) if summary else None,
        jobs=(job,),
        skills=tuple(SkillClaim(name=cited(name), skill=vocabulary.id_of(name)) for name in listed),
        studies=(Study(institution=cited("A university"), degree=cited(degree)),) if degree else (),
        impact_claims=claims,
        people_led=PeopleLed(count=led, claim=cited(f"Led {led} people")) if led else None,
        total_months=months,
        languages=tuple(cited(name) for name in languages),
    )


def posting(*requirements: str, years: float | None = None) -> Posting:
    """A posting whose must-haves are `requirements`."""
    vocabulary = preparation().library.catalogue.vocabulary
    return Posting(
        language="en",
        title=cited("Machine Learning Engineer"),
        role=RoleReading(
            role=Role.ML_ENGINEER, exact=True, named="ml engineer", scores=dict.fromkeys(Role, 0.25)
        ),
        level=LevelReading(level=Level.SENIOR, stated=True),
        maturity=MaturityReading(maturity=Maturity.UNKNOWN),
        requirements=tuple(
            Requirement(
                id=f"r{n}",
                statement=cited(text),
                need=Need.MUST,
                skills=tuple(dict.fromkeys(m.skill for m in vocabulary.find(text))),
                years=years,
            )
            for n, text in enumerate(requirements, start=1)
        ),
    )


def held(person: Profile, job: Posting) -> Match:
    room = preparation()
    return match_profile(person, job, vocabulary=room.library.catalogue.vocabulary, encoder=room.encoder)


def one(person: Profile, requirement: str, years: float | None = None) -> RequirementMatch:
    """The match of a posting with one requirement."""
    return held(person, posting(requirement, years=years)).requirements[0]
