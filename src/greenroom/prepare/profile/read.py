"""Puts the profile together from the readers of its parts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from greenroom.model.document import Document
from greenroom.model.profile import Job, Profile
from greenroom.model.skills import SkillVocabulary
from greenroom.prepare.language import SUPPORTED, detect_language, unsupported_language
from greenroom.prepare.profile import contacts, lists
from greenroom.prepare.profile.experience import months_of, people_led
from greenroom.prepare.profile.headings import Kind
from greenroom.prepare.profile.impact import impact_claims
from greenroom.prepare.profile.outline import outline_of
from greenroom.prepare.profile.sections import rows_of_kind
from greenroom.prepare.profile.skills import listed_skills, mentioned_skills, skill_rows
from greenroom.prepare.profile.studies import studies_of

_LEAST_LETTERS = 400  # below this the language cannot be told with certainty, and English is assumed


def read_profile(document: Document, *, vocabulary: SkillVocabulary, today: date) -> Profile:
    """What the CV in `document` says, each statement with its place.

    Args:
        document: The CV.
        vocabulary: Gives skills their ids and finds those named in running text.
        today: The day on which periods that still run are taken to end.

    Raises:
        InputError: The CV is in a language whose structure is not understood (`unsupported_language`).
    """
    language = _language(document)
    outline = outline_of(document)
    name, sections, jobs = outline.name, outline.sections, outline.jobs
    projects = lists.projects_of(document, rows_of_kind(sections, Kind.PROJECTS))
    summary = lists.summary_of(document, sections)
    skills = listed_skills(document, skill_rows(sections), vocabulary)
    months, recent = months_of(jobs, today)
    profile = Profile(
        language=language,
        name=document.cite(name.piece.start, name.piece.end) if name else None,
        headline=contacts.find_headline(name, sections, document),
        email=contacts.find_email(document, sections),
        phone=contacts.find_phone(document, sections),
        location=contacts.find_location(document, sections, name),
        links=contacts.find_links(document, sections),
        summary=summary,
        jobs=jobs,
        studies=studies_of(document, rows_of_kind(sections, Kind.EDUCATION)),
        projects=projects,
        publications=lists.items_in(document, rows_of_kind(sections, Kind.PUBLICATIONS)),
        certificates=lists.items_in(document, rows_of_kind(sections, Kind.CERTIFICATES)),
        awards=lists.items_in(document, rows_of_kind(sections, Kind.AWARDS)),
        languages=lists.languages_of(document, rows_of_kind(sections, Kind.LANGUAGES)),
        impact_claims=impact_claims(document, jobs=jobs, projects=projects, summary=summary),
        total_months=months,
        recent_months=recent,
    )
    statements = profile.statements()
    return profile.model_copy(
        update={
            "skills": (*skills, *mentioned_skills(statements, vocabulary, skills, document)),
            "people_led": people_led(document, statements),
            "warnings": _warnings(profile, len(skills), headed=outline.headed),
        }
    )


def _language(document: Document) -> str:
    language = detect_language(document.text)
    if language in SUPPORTED:
        return language
    if language == "und" or len(document.text) < _LEAST_LETTERS:
        return "en"
    raise unsupported_language(document.name, language)


def _warnings(profile: Profile, listed: int, *, headed: bool) -> tuple[str, ...]:
    out: list[str] = []
    if profile.name is None:
        out.append("No name was found.")
    if profile.email is None:
        out.append("No e-mail address was found.")
    if not profile.jobs:
        out.append("No jobs were found: neither a heading such as “Experience” nor titles with dates.")
    elif not headed:
        out.append("No heading for work experience was found; the jobs were told by their titles and dates.")
    out.extend(_job_warnings(profile.jobs))
    if not listed:
        out.append("No skills section was found; only skills named in running text are known.")
    if not profile.studies:
        out.append("No education was found.")
    return tuple(out)


def _job_warnings(jobs: Sequence[Job]) -> list[str]:
    lacks = {
        "title": [job for job in jobs if job.title is None],
        "employer": [job for job in jobs if job.employer is None],
        "start date": [job for job in jobs if job.period.start is None],
    }
    return [
        f"{len(missing)} of {len(jobs)} {'job has' if len(jobs) == 1 else 'jobs'}"
        f"{'' if len(jobs) == 1 else ' have' if len(missing) > 1 else ' has'} no {what} that could be read."
        for what, missing in lacks.items()
        if missing
    ]
