"""Corrections: a profile as YAML that people edit, and what they changed put back into it.

Only what was read is shown, without spans. Text that is still in the document keeps its span; text that the
user typed has none (`span` is None), so a report can mark it as a correction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from greenroom.errors import InputError
from greenroom.model.document import Cited, Document
from greenroom.model.profile import Job, Month, Period, Profile, Project, SkillClaim, Study
from greenroom.model.skills import SkillVocabulary
from greenroom.prepare.profile.experience import months_of, people_led
from greenroom.prepare.profile.impact import impact_claims
from greenroom.prepare.profile.skills import mentioned_skills

_HEADER = """\
# What was read from your CV. Change what is wrong, save and close.
# Dates are 2021-03 or 2021; a job you still hold has "current: true" and no end.
# An empty value means: not known. Leave the names before the colons as they are.
"""


def _as_text(value: object) -> object:
    """YAML reads 2021 as a number and 2021-03-01 as a date; both are meant as text."""
    if isinstance(value, date):
        return value.isoformat()[:7]
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Text = Annotated[str, BeforeValidator(_as_text)]
When = Annotated[Month | None, BeforeValidator(_as_text)]


class _Edited(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _EditedJob(_Edited):
    title: Text | None = None
    employer: Text | None = None
    start: When = None
    end: When = None
    current: bool = False
    location: Text | None = None
    bullets: list[Text] = []


class _EditedStudy(_Edited):
    institution: Text | None = None
    degree: Text | None = None
    area: Text | None = None
    start: When = None
    end: When = None
    notes: list[Text] = []


class _EditedProject(_Edited):
    name: Text
    start: When = None
    end: When = None
    current: bool = False
    bullets: list[Text] = []


class _EditedProfile(_Edited):
    name: Text | None = None
    headline: Text | None = None
    email: Text | None = None
    phone: Text | None = None
    location: Text | None = None
    links: list[Text] = []
    summary: Text | None = None
    jobs: list[_EditedJob] = []
    studies: list[_EditedStudy] = []
    skills: dict[str, list[Text]] = {}
    projects: list[_EditedProject] = []
    publications: list[Text] = []
    certificates: list[Text] = []
    awards: list[Text] = []
    languages: list[Text] = []


def to_yaml(profile: Profile) -> str:
    """The profile as YAML for the user to edit; `apply_corrections` reads it back."""
    edited = _EditedProfile(
        **{field: _text(getattr(profile, field)) for field in _SINGLE},
        **{field: [item.text for item in getattr(profile, field)] for field in _MANY},
        jobs=[_job_out(job) for job in profile.jobs],
        studies=[_study_out(study) for study in profile.studies],
        skills=_skills_out(profile.skills),
        projects=[_project_out(project) for project in profile.projects],
    )
    body = yaml.safe_dump(edited.model_dump(), allow_unicode=True, sort_keys=False, width=100)
    return _HEADER + str(body)


def apply_corrections(
    profile: Profile, text: str, *, document: Document, vocabulary: SkillVocabulary, today: date
) -> Profile:
    """The profile with the user's changes; what follows from the facts (months, claims) is worked out again.

    Raises:
        InputError: `text` is not YAML of the form `to_yaml` gives (`bad_corrections`); says where.
    """
    edited = _parsed(text)
    back = _Back(profile, document)
    jobs = tuple(back.job(index, job) for index, job in enumerate(edited.jobs))
    projects = tuple(back.project(index, project) for index, project in enumerate(edited.projects))
    months, recent = months_of(jobs, today)
    listed = tuple(
        SkillClaim(name=back.cited(name), group=group, skill=vocabulary.id_of(name))
        for group, names in edited.skills.items()
        for name in names
    )
    summary = back.optional(edited.summary)
    corrected = profile.model_copy(
        update={
            **{field: back.optional(getattr(edited, field)) for field in _SINGLE},
            **{field: tuple(back.cited(item) for item in getattr(edited, field)) for field in _MANY},
            "jobs": jobs,
            "studies": tuple(back.study(index, study) for index, study in enumerate(edited.studies)),
            "projects": projects,
            "impact_claims": impact_claims(document, jobs=jobs, projects=projects, summary=summary),
            "total_months": months,
            "recent_months": recent,
        }
    )
    statements = corrected.statements()
    return corrected.model_copy(
        update={
            "skills": (*listed, *mentioned_skills(statements, vocabulary, listed, document)),
            "people_led": people_led(document, statements),
        }
    )


_SINGLE = ("name", "headline", "email", "phone", "location", "summary")
_MANY = ("links", "publications", "certificates", "awards", "languages")


class _Back:
    """Turns edited text into cited text: with the span it had, else with its place in the document, else none."""

    def __init__(self, profile: Profile, document: Document) -> None:
        self.profile, self.document = profile, document
        self.known: dict[str, list[Cited]] = {}
        for cited in _all_cited(profile):
            self.known.setdefault(cited.text, []).append(cited)

    def cited(self, text: str, near: Cited | None = None) -> Cited:
        folded = " ".join(text.split())
        if near is not None and near.text == folded:
            return near
        if folded in self.known:
            return self.known[folded][0]
        pattern = r"(?<!\w)" + r"\s+".join(re.escape(word) for word in folded.split()) + r"(?!\w)"
        found = re.search(pattern, self.document.text) if folded else None
        span = self.document.span(found.start(), found.end()) if found else None
        return Cited(text=folded, span=span)

    def optional(self, text: str | None, near: Cited | None = None) -> Cited | None:
        return self.cited(text, near) if text and text.strip() else None

    def job(self, index: int, edited: _EditedJob) -> Job:
        old = _at(self.profile.jobs, index)
        return Job(
            employer=self.optional(edited.employer, old.employer if old else None),
            title=self.optional(edited.title, old.title if old else None),
            period=_period(edited.start, edited.end, edited.current, old.period if old else None),
            location=self.optional(edited.location, old.location if old else None),
            bullets=tuple(self.cited(bullet) for bullet in edited.bullets if bullet.strip()),
        )

    def study(self, index: int, edited: _EditedStudy) -> Study:
        old = _at(self.profile.studies, index)
        return Study(
            institution=self.optional(edited.institution, old.institution if old else None),
            degree=self.optional(edited.degree, old.degree if old else None),
            area=self.optional(edited.area, old.area if old else None),
            period=_period(
                edited.start, edited.end, old.period.current if old else False, old.period if old else None
            ),
            notes=tuple(self.cited(note) for note in edited.notes if note.strip()),
        )

    def project(self, index: int, edited: _EditedProject) -> Project:
        old = _at(self.profile.projects, index)
        return Project(
            name=self.cited(edited.name, old.name if old else None),
            period=_period(edited.start, edited.end, edited.current, old.period if old else None),
            bullets=tuple(self.cited(bullet) for bullet in edited.bullets if bullet.strip()),
        )


def _parsed(text: str) -> _EditedProfile:
    try:
        data: Any = yaml.safe_load(text)
        return _EditedProfile.model_validate(data if data is not None else {})
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1}, column {mark.column + 1})" if mark else ""
        raise InputError(
            f"The corrections are not valid YAML{where}: {getattr(error, 'problem', None) or error}.",
            hint="Check quotes, colons and indentation there, or start again from the profile.",
            code="bad_corrections",
        ) from error
    except ValidationError as error:
        problems = "; ".join(_problem(text, one["loc"], one["type"], one["msg"]) for one in error.errors())
        raise InputError(
            f"The corrections do not fit a profile: {problems}.",
            hint="Keep the names before the colons; dates are 2021-03 or 2021.",
            code="bad_corrections",
        ) from error


_PLAINLY = {"string_pattern_mismatch": "is not a date", "extra_forbidden": "is no part of a profile"}


def _problem(text: str, keys: tuple[int | str, ...], kind: str, message: str) -> str:
    """What is wrong with the value that `keys` lead to, with its line in the YAML `text`."""
    node: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    line = 0
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            name, node = next((pair for pair in node.value if pair[0].value == key), (node, None))
            line = name.start_mark.line
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int):
            node = node.value[key]
            line = node.start_mark.line
    return f"line {line + 1}, {keys[-1] if keys else 'all'}: {_PLAINLY.get(kind, message)}"


def _period(start: str | None, end: str | None, current: bool, old: Period | None) -> Period:  # noqa: FBT001
    same = old is not None and (old.start, old.end, old.current) == (start, end, current)
    return old if same and old is not None else Period(start=start, end=end, current=current and end is None)


def _at(items: tuple[Any, ...], index: int) -> Any:
    return items[index] if index < len(items) else None


def _all_cited(value: object) -> Iterator[Cited]:
    if isinstance(value, Cited):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _all_cited(item)
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from _all_cited(getattr(value, field))


def _text(cited: Cited | None) -> str | None:
    return cited.text if cited else None


def _job_out(job: Job) -> _EditedJob:
    return _EditedJob(
        title=_text(job.title),
        employer=_text(job.employer),
        start=job.period.start,
        end=job.period.end,
        current=job.period.current,
        location=_text(job.location),
        bullets=[bullet.text for bullet in job.bullets],
    )


def _study_out(study: Study) -> _EditedStudy:
    return _EditedStudy(
        institution=_text(study.institution),
        degree=_text(study.degree),
        area=_text(study.area),
        start=study.period.start,
        end=study.period.end,
        notes=[note.text for note in study.notes],
    )


def _project_out(project: Project) -> _EditedProject:
    return _EditedProject(
        name=project.name.text,
        start=project.period.start,
        end=project.period.end,
        current=project.period.current,
        bullets=[bullet.text for bullet in project.bullets],
    )


def _skills_out(claims: tuple[SkillClaim, ...]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for claim in claims:
        if claim.listed:
            groups.setdefault(claim.group, []).append(claim.name.text)
    return groups
