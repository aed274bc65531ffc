"""The page over a `ProfileForm`: labels, hints, and each entry's words in the CV beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from greenroom.model.document import Document
from greenroom.model.profile import Profile
from greenroom.web.contexts import Entry, EntryList, Field, Problem, ProfilePage
from greenroom.web.profile_form import PERSON, ROWS, Kind, ProfileForm, Row, facts_of
from greenroom.web.source_words import source_lines

_HEADINGS: dict[Kind, tuple[str, str, str]] = {
    "job": ("Jobs", "Job", "Add a job"),
    "study": ("Education", "Education", "Add education"),
    "skill": ("Skills", "Skills", "Add a group of skills"),
}
_LABELS: Mapping[str, str] = {
    "name": "Name",
    "headline": "Headline",
    "email": "E-mail",
    "phone": "Phone",
    "location": "Location",
    "links": "Links",
    "summary": "Summary",
    "title": "Title",
    "employer": "Employer",
    "start": "From",
    "end": "To",
    "current": "I still work here",
    "bullets": "What you did",
    "institution": "Institution",
    "degree": "Degree",
    "area": "Field of study",
    "notes": "Notes",
    "group": "Heading of the group",
    "names": "Skills",
}
_HINTS: Mapping[str, str] = {
    "links": "One a line",
    "bullets": "One point a line; empty lines do not count",
    "notes": "One a line",
    "names": "One a line",
    "start": "2021-03 or 2021",
    "end": "2021-03 or 2021",
}
_LINES = frozenset({"links", "summary", "bullets", "notes", "names"})
_WIDE = frozenset({"links", "summary", "bullets", "notes", "names", "area"})
_INPUT_MODES: Mapping[str, Literal["text", "email", "tel"]] = {"email": "email", "phone": "tel"}


def profile_page(
    report_id: str,
    form: ProfileForm,
    *,
    profile: Profile,
    document: Document,
    corrected: bool,
    focus: str = "",
    problems: tuple[Problem, ...] = (),
) -> ProfilePage:
    """The page for `form`, over the `profile` it was made from; `focus` names the row ("job-2") to begin at."""
    person = tuple(_field(name, name, form.person[name], form) for name in PERSON)
    found = tuple(Problem(what=f"{_place(name)}: {text}", field=name) for name, text in form.problems.items())
    facts = [getattr(profile, name) for name in PERSON if name not in {"links", "summary"}]
    return ProfilePage(
        id=report_id,
        cv_name=document.name,
        language=profile.language,
        person=person,
        person_source=source_lines(document, [*facts, *profile.links, profile.summary]),
        lists=tuple(_list(kind, form, profile, document, focus) for kind in ROWS),
        corrected=corrected,
        problems=found + problems,
    )


def _list(kind: Kind, form: ProfileForm, profile: Profile, document: Document, focus: str) -> EntryList:
    heading, _, add = _HEADINGS[kind]
    entries = tuple(
        Entry(
            kind=kind,
            index=number,
            title=_title(kind, number, row),
            fields=tuple(
                _field(name, f"{kind}-{number}-{name}", row.values[name], form) for name in ROWS[kind]
            ),
            source=source_lines(document, facts_of(kind, row, profile)),
            was="" if row.was is None else str(row.was),
            focus=focus == f"{kind}-{number}",
        )
        for number, row in enumerate(form.rows[kind])
    )
    return EntryList(kind=kind, heading=heading, add=add, entries=entries)


def _title(kind: Kind, number: int, row: Row) -> str:
    named = row.values.get("title") or row.values.get("degree") or row.values.get("group")
    where = row.values.get("employer") or row.values.get("institution")
    return ", ".join(part for part in (named, where) if part) or f"{_HEADINGS[kind][1]} {number + 1}"


def _field(name: str, full_name: str, value: str, form: ProfileForm) -> Field:
    lines = value.count("\n") + 1 + len(value) // 80
    return Field(
        name=full_name,
        label=_LABELS[name],
        value=value,
        problem=form.problems.get(full_name, ""),
        hint=_HINTS.get(name, ""),
        kind="check" if name == "current" else "lines" if name in _LINES else "line",
        rows=max(2, min(14, lines + 1)),
        wide=name in _WIDE,
        input_mode=_INPUT_MODES.get(name, "text"),
    )


def _place(name: str) -> str:
    """An input's name as people find it: "Job 2, From"."""
    kind, _, rest = name.partition("-")
    if not rest:
        return _LABELS[name]
    number, _, field = rest.partition("-")
    labels = {"job": "Job", "study": "Education", "skill": "Skills"}
    return f"{labels[kind]} {int(number) + 1}, {_LABELS[field]}"
