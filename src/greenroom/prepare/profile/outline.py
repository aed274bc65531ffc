"""What a CV's rows are before any field is read: the name, the sections, the entries that are jobs, the jobs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.model.document import Document
from greenroom.model.profile import Job
from greenroom.prepare.profile import contacts
from greenroom.prepare.profile.dates import find_periods
from greenroom.prepare.profile.entries import Entry, entries_of
from greenroom.prepare.profile.headings import Kind
from greenroom.prepare.profile.jobs import jobs_of
from greenroom.prepare.profile.names import Found, find_name, without_running_titles
from greenroom.prepare.profile.rows import Row, rows_of
from greenroom.prepare.profile.sections import Section, sections_of
from greenroom.prepare.profile.words import title_score


@dataclass(frozen=True, slots=True)
class Outline:
    """A document's parts; `headed` says that the jobs stand under a heading for experience."""

    name: Found | None
    sections: list[Section]
    entries: list[Entry]
    jobs: tuple[Job, ...]
    headed: bool


def outline_of(document: Document) -> Outline:
    """The parts of a CV."""
    rows: Sequence[Row] = rows_of(document)
    name = find_name(rows, document)
    rows = without_running_titles(rows, name)
    sections = sections_of(rows, name=name.row if name else None)
    entries, headed = _job_entries(sections, name.row if name else None)
    return Outline(name, sections, entries, jobs_of(document, entries), headed)


def _job_entries(sections: Sequence[Section], name: Row | None) -> tuple[list[Entry], bool]:
    """The entries under headings for experience; without any, dated entries with a title elsewhere."""
    headed = [section for section in sections if section.kind is Kind.EXPERIENCE]
    if headed:
        return [entry for section in headed for entry in entries_of(section.rows)], True
    elsewhere = [
        entry
        for section in sections
        if section.kind in (Kind.OTHER, Kind.HEADER, Kind.SUMMARY)
        for entry in entries_of(_below_contacts(_below_name(section.rows, name)))
        if entry.dated is not None and not entry.dated.period.single and _has_title(entry)
    ]
    return elsewhere, False


def _below_name(rows: Sequence[Row], name: Row | None) -> Sequence[Row]:
    """The rows after the candidate's name and what stands with it, such as what they call themselves: no job begins there.

    Where dates stand in the name's own block, it holds a job as well, and only the name's row is left out.
    """
    at = next(
        (index for index, row in enumerate(rows) if name is not None and row.number == name.number), None
    )
    if at is None or name is None:
        return rows
    end = at + 1
    while end < len(rows) and rows[end].line.block == name.line.block:
        end += 1
    dated = any(find_periods(row.text) for row in rows[at + 1 : end])
    return rows[at + 1 :] if dated else rows[end:]


def _below_contacts(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows after the last line of contacts."""
    last = max((index for index, row in enumerate(rows) if contacts.is_contact(row.text)), default=-1)
    return rows[last + 1 :]


def _has_title(entry: Entry) -> bool:
    return any(segment.is_name and title_score(segment.text) >= 0.8 for segment in entry.head)
