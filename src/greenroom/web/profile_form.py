"""The form over a profile: what was read becomes rows of typed text, and typed text becomes edits.

A `ProfileForm` holds exactly what the user sees, wrong dates and half-filled rows included; nothing typed is
lost on the way through the server. Edits are the JSON that `prepare.corrections` understands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from greenroom.model.document import Cited
from greenroom.model.profile import Period, Profile

Kind = Literal["job", "study", "skill"]
PERSON = ("name", "headline", "email", "phone", "location", "links", "summary")
ROWS: dict[Kind, tuple[str, ...]] = {
    "job": ("title", "employer", "start", "end", "current", "location", "bullets"),
    "study": ("institution", "degree", "area", "start", "end", "notes"),
    "skill": ("group", "names"),
}
_LINES = frozenset({"links", "bullets", "notes", "names"})
_KEYS: dict[Kind, str] = {"job": "jobs", "study": "studies", "skill": "skills"}
_MONTH = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_UNPRINTABLE = re.compile(
    r"[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)  # as YAML counts
_DATE_HINT = "Give it as 2021-03, or 2021 where the month is not known."


@dataclass(frozen=True)
class Row:
    """One job, education entry or group of skills; `was` is its index as read, None when the user added it."""

    values: dict[str, str]
    was: int | None = None


@dataclass(frozen=True)
class ProfileForm:
    """Everything in the form, as typed; `problems` by input name."""

    person: dict[str, str]
    rows: dict[Kind, tuple[Row, ...]]
    problems: dict[str, str] = field(default_factory=dict)

    def with_new(self, kind: Kind) -> ProfileForm:
        """The form with an empty row more."""
        row = Row(values=dict.fromkeys(ROWS[kind], ""))
        return replace(self, rows={**self.rows, kind: (*self.rows[kind], row)})

    def without(self, kind: Kind, index: int) -> ProfileForm:
        """The form with one row less; an index that is not there changes nothing."""
        kept = tuple(row for number, row in enumerate(self.rows[kind]) if number != index)
        return replace(self, rows={**self.rows, kind: kept})


def form_of(profile: Profile) -> ProfileForm:
    """The form as it is first shown."""
    groups = _skill_groups(profile)
    return ProfileForm(
        person={name: _typed(getattr(profile, name)) for name in PERSON},
        rows={
            "job": tuple(
                Row(_with_period(job, job.period, ROWS["job"]), number)
                for number, job in enumerate(profile.jobs)
            ),
            "study": tuple(
                Row(_with_period(study, study.period, ROWS["study"]), number)
                for number, study in enumerate(profile.studies)
            ),
            "skill": tuple(
                Row({"group": group, "names": "\n".join(names)}, number)
                for number, (group, names) in enumerate(groups.items())
            ),
        },
    )


def form_from(data: Mapping[str, str]) -> ProfileForm:
    """The form as it was sent back: inputs are named `name` or `job-0-title`; `job-0-was` links to the reading."""
    rows: dict[Kind, tuple[Row, ...]] = {}
    for kind, names in ROWS.items():
        numbers = sorted({int(m[1]) for key in data if (m := re.match(rf"{kind}-(\d{{1,4}})-", key))})
        rows[kind] = tuple(_row(kind, number, names, data) for number in numbers)
    return ProfileForm(person={name: _clean(data.get(name, "")) for name in PERSON}, rows=rows)


def checked(form: ProfileForm) -> ProfileForm:
    """The form with what is wrong in it said beside each input."""
    problems: dict[str, str] = {}
    if form.person["email"] and not _EMAIL.fullmatch(form.person["email"]):
        problems["email"] = "This is not an e-mail address. Correct it, or leave it empty."
    for kind in ("job", "study"):
        for number, row in enumerate(form.rows[kind]):
            if not _empty(row):
                problems |= {
                    f"{kind}-{number}-{name}": text for name, text in _row_problems(kind, row).items()
                }
    return replace(form, problems=problems)


def edits_of(form: ProfileForm, profile: Profile) -> str:
    """The form as edits (JSON); what it does not show stays as it is in `profile`."""
    person = {name: _lines(text) if name in _LINES else text or None for name, text in form.person.items()}
    skills: dict[str, list[str]] = {}
    for row in form.rows["skill"]:
        skills.setdefault(row.values["group"], []).extend(_lines(row.values["names"]))
    data = {
        **_unshown(profile),
        **person,
        "jobs": [_edit(row) for row in form.rows["job"] if not _empty(row)],
        "studies": [_edit(row) for row in form.rows["study"] if not _empty(row)],
        "skills": skills,
    }
    return _UNPRINTABLE.sub(" ", json.dumps(data, ensure_ascii=False))


def facts_of(kind: Kind, row: Row, profile: Profile) -> tuple[Cited | None, ...]:
    """What was read for a row, to show its words in the CV; nothing for a row the user added."""
    if kind == "skill":
        groups = list(_skill_groups(profile))
        group = groups[row.was] if row.was is not None and row.was < len(groups) else None
        return tuple(claim.name for claim in profile.skills if claim.listed and claim.group == group)
    entries = profile.jobs if kind == "job" else profile.studies
    if row.was is None or row.was >= len(entries):
        return ()
    entry = entries[row.was]
    facts: list[Cited | None] = [entry.period.raw]
    for name in ROWS[kind]:
        value = getattr(entry, name, None)
        facts.extend(value if isinstance(value, tuple) else [value] if isinstance(value, Cited) else [])
    return tuple(facts)


def _row_problems(kind: str, row: Row) -> dict[str, str]:
    values, problems = row.values, {}
    for name in ("start", "end"):
        if values[name] and not _MONTH.fullmatch(values[name]):
            problems[name] = f"“{values[name]}” is not a date as it is read here. {_DATE_HINT}"
    if (
        not problems
        and values["start"]
        and values["end"]
        and values["end"] < values["start"][: len(values["end"])]
    ):
        problems["end"] = "The end is before the start."
    if kind == "job" and values["current"] and values["end"]:
        problems["end"] = "A job you still hold has no end. Clear the end, or take away the tick."
    if kind == "job" and not values["title"] and not values["employer"]:
        problems["title"] = "Give at least the title or the employer, or remove this job."
    if kind == "study" and not values["institution"] and not values["degree"]:
        problems["institution"] = "Give at least the institution or the degree, or remove this entry."
    return problems


def _row(kind: Kind, number: int, names: tuple[str, ...], data: Mapping[str, str]) -> Row:
    was = data.get(f"{kind}-{number}-was", "")
    return Row(
        values={name: _clean(data.get(f"{kind}-{number}-{name}", "")) for name in names},
        was=int(was) if was.isdecimal() and len(was) < 5 else None,
    )


def _edit(row: Row) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: _lines(v) if name in _LINES else v or None for name, v in row.values.items()
    }
    if "current" in values:
        values["current"] = bool(values["current"])
    return values


def _unshown(profile: Profile) -> dict[str, Any]:
    """The parts of a profile the form leaves alone, as edits."""
    many = ("publications", "certificates", "awards", "languages")
    projects = [
        {
            "name": project.name.text,
            "start": project.period.start,
            "end": project.period.end,
            "current": project.period.current,
            "bullets": [bullet.text for bullet in project.bullets],
        }
        for project in profile.projects
    ]
    return {"projects": projects} | {name: [cited.text for cited in getattr(profile, name)] for name in many}


def _skill_groups(profile: Profile) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for claim in profile.skills:
        if claim.listed:
            groups.setdefault(claim.group, []).append(claim.name.text)
    return groups


def _with_period(entry: Any, period: Period, names: tuple[str, ...]) -> dict[str, str]:
    dates = {"start": period.start or "", "end": period.end or "", "current": "on" if period.current else ""}
    return {name: dates[name] if name in dates else _typed(getattr(entry, name)) for name in names}


def _typed(value: Cited | tuple[Cited, ...] | None) -> str:
    if value is None:
        return ""
    if isinstance(value, Cited):
        return value.text
    wraps = any(len(cited.text) > 60 for cited in value)  # then an empty line tells one point from the next
    return ("\n\n" if wraps else "\n").join(cited.text for cited in value)


def _empty(row: Row) -> bool:
    return not any(row.values.values())


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]
