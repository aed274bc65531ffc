"""A profile as JSON Resume (schema 1.0.0), with spans, claims and warnings under `meta`."""

from __future__ import annotations

from typing import Any

from greenroom.model.document import Cited
from greenroom.model.profile import Job, Period, Profile, Project, SkillClaim, Study

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


def to_json_resume(profile: Profile) -> dict[str, Any]:
    """The profile as a JSON Resume object; parts that are unknown are left out, never made up.

    `meta.greenroom` holds the whole profile with its spans under `profile`.
    """
    return _without_empty(
        {
            "$schema": SCHEMA,
            "basics": _basics(profile),
            "work": [_work(job) for job in profile.jobs],
            "education": [_education(study) for study in profile.studies],
            "skills": _skills(profile.skills),
            "projects": [_project(project) for project in profile.projects],
            "publications": [{"name": item.text} for item in profile.publications],
            "certificates": [{"name": item.text} for item in profile.certificates],
            "awards": [{"title": item.text} for item in profile.awards],
            "languages": [{"language": item.text} for item in profile.languages],
            "meta": {"version": "v1.0.0", "greenroom": {"profile": profile.model_dump(mode="json")}},
        }
    )


def _basics(profile: Profile) -> dict[str, Any]:
    return _without_empty(
        {
            "name": _text(profile.name),
            "label": _text(profile.headline),
            "email": _text(profile.email),
            "phone": _text(profile.phone),
            "summary": _text(profile.summary),
            "location": {"address": profile.location.text} if profile.location else None,
            "profiles": [{"url": link.text} for link in profile.links],
        }
    )


def _work(job: Job) -> dict[str, Any]:
    return _without_empty(
        {
            "name": _text(job.employer),
            "position": _text(job.title),
            "location": _text(job.location),
            **_dates(job.period),
            "highlights": [bullet.text for bullet in job.bullets],
        }
    )


def _education(study: Study) -> dict[str, Any]:
    return _without_empty(
        {
            "institution": _text(study.institution),
            "studyType": _text(study.degree),
            "area": _text(study.area),
            **_dates(study.period),
            "courses": [note.text for note in study.notes],
        }
    )


def _skills(claims: tuple[SkillClaim, ...]) -> list[dict[str, Any]]:
    """Listed skills by group in the order of the CV; those found in running text stay under `meta`."""
    groups: dict[str, list[str]] = {}
    for claim in claims:
        if claim.listed:
            groups.setdefault(claim.group, []).append(claim.name.text)
    return [{"name": group or "Skills", "keywords": names} for group, names in groups.items()]


def _project(project: Project) -> dict[str, Any]:
    return _without_empty(
        {
            "name": project.name.text,
            **_dates(project.period),
            "highlights": [bullet.text for bullet in project.bullets],
        }
    )


def _dates(period: Period) -> dict[str, str | None]:
    return {"startDate": period.start, "endDate": period.end}


def _text(cited: Cited | None) -> str | None:
    return cited.text if cited else None


def _without_empty(value: dict[str, Any]) -> dict[str, Any]:
    return {key: item for key, item in value.items() if item not in (None, "", [], {})}
