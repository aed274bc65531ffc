"""The plainer sections: summary, projects, publications, certificates, awards, languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from greenroom.model.document import Cited, Document
from greenroom.model.profile import Period, Project
from greenroom.prepare.profile import contacts
from greenroom.prepare.profile.body import Label, is_item, items_of, labels_of
from greenroom.prepare.profile.dates import find_periods
from greenroom.prepare.profile.entries import Entry, entries_of
from greenroom.prepare.profile.headings import Kind
from greenroom.prepare.profile.jobs import period_of
from greenroom.prepare.profile.rows import Row, split_piece
from greenroom.prepare.profile.sections import Section, rows_of_kind

_NAME_END = re.compile(r"\s*(?:[:：|]|\s[-–—]\s|[,，](?=\s)|\()\s*")
_LIST = re.compile(r"\s*[,，、;；|·•]\s*(?![^(]*\))|\t+")
_LEVEL_ONLY = re.compile(
    r"^(?:\d(?:[.,]\d)?(?:\s*/\s*\d)?|[abc][12]|native(?: speaker)?|fluent|intermediate|advanced|beginner|basic|bilingual|courant|"
    r"langue maternelle|professional(?: working)?(?: proficiency)?)$",
    re.IGNORECASE,
)


def summary_of(document: Document, sections: Sequence[Section]) -> Cited | None:
    """The summary section's text, or the paragraph in the header where there is no such section."""
    rows = rows_of_kind(sections, Kind.SUMMARY)
    if not rows:
        header = rows_of_kind(sections, Kind.HEADER)
        labels = labels_of(header, ())
        rows = [
            row
            for row, label in zip(header, labels, strict=True)
            if label is Label.BODY and len(row.text) > 20 and not contacts.is_contact(row.text)
        ]
        if sum(len(row.text) for row in rows) < 80 and not any(
            row.text.endswith((".", "。")) for row in rows
        ):
            return None
    run = _longest_run(rows)
    return document.cite(run[0].piece.start, run[-1].piece.end) if run else None


def projects_of(document: Document, rows: Sequence[Row]) -> tuple[Project, ...]:
    """Projects: dated entries, or list items "name: what it is", or a name above its list."""
    entries = entries_of(rows, fields=1)
    first = entries[0].dated.row if entries and entries[0].dated else 0
    if entries and first - entries[0].above <= 1:
        return tuple(project for entry in entries if (project := _dated_project(document, entry)) is not None)
    return _undated_projects(document, rows)


def items_in(document: Document, rows: Sequence[Row]) -> tuple[Cited, ...]:
    """The items of a section: list items, or rows that stand together without a gap."""
    if any(is_item(row) for row in rows):
        return items_of(document, rows)
    groups: list[list[Row]] = []
    pitch = _line_pitch(rows)
    for row in rows:
        last = groups[-1][-1] if groups else None
        near = last is not None and row.number == last.number + 1 and row.line.page == last.line.page
        if (
            near
            and last is not None
            and row.line.x1
            and 0 < row.line.y0 - last.line.y0 <= 1.25 * pitch
            and _has_gaps(rows, pitch)
        ):
            groups[-1].append(row)
        else:
            groups.append([row])
    return tuple(document.cite(group[0].piece.start, group[-1].piece.end) for group in groups)


def languages_of(document: Document, rows: Sequence[Row]) -> tuple[Cited, ...]:
    """Spoken languages, each with its level where that stands beside it."""
    return tuple(
        document.cite(piece.start, piece.end)
        for row in rows
        for piece in split_piece(row.piece, _LIST)
        if any(char.isalpha() for char in piece.text) and not _LEVEL_ONLY.match(piece.text)
    )


def _dated_project(document: Document, entry: Entry) -> Project | None:
    names = [segment for segment in entry.head if segment.is_name] or entry.head
    if not names:
        return None
    return Project(
        name=document.cite(names[0].piece.start, names[0].piece.end),
        period=period_of(document, entry),
        bullets=items_of(document, entry.body, edge=entry.edge),
    )


def _undated_projects(document: Document, rows: Sequence[Row]) -> tuple[Project, ...]:
    labels = labels_of(rows, ())
    heads = [index for index, label in enumerate(labels) if label is Label.SHORT]
    heads = [index for index in heads if index + 1 not in heads or index - 1 not in heads]
    if not heads or heads[0] > 0:
        return tuple(_named_item(document, item) for item in items_of(document, rows))
    starts = [index for at, index in enumerate(heads) if at == 0 or heads[at - 1] != index - 1]
    out = []
    for index, stop in zip(starts, [*starts[1:], len(rows)], strict=True):
        name = rows[index].cells[0]
        body = rows[index + 1 : stop]
        out.append(Project(name=document.cite(name.start, name.end), bullets=items_of(document, body)))
    return tuple(out)


def _named_item(document: Document, item: Cited) -> Project:
    """An item "name: description" as a project with the description as its text."""
    assert item.span is not None
    raw = document.text[item.span.start : item.span.end]
    cut = _NAME_END.search(raw)
    if cut is None or cut.start() > 70 or cut.start() == 0 or cut.end() >= len(raw) - 1:
        return Project(name=item)
    name = document.cite(item.span.start, item.span.start + cut.start())
    return Project(name=name, period=_period_in(document, item), bullets=(item,))


def _period_in(document: Document, item: Cited) -> Period:
    assert item.span is not None
    raw = document.text[item.span.start : item.span.end]
    found = next((period for period in find_periods(raw) if not period.single), None)
    if found is None:
        return Period()
    start = item.span.start
    return Period(
        start=found.start.iso,
        end=None if found.end.present else found.end.iso,
        current=found.end.present,
        raw=document.cite(start + found.at, start + found.to),
    )


def _longest_run(rows: Sequence[Row]) -> list[Row]:
    """The longest stretch of neighbouring lines."""
    runs: list[list[Row]] = []
    for row in rows:
        if runs and row.number == runs[-1][-1].number + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return max(runs, key=lambda run: sum(len(row.text) for row in run), default=[])


def _line_pitch(rows: Sequence[Row]) -> float:
    pitches = [two.line.y0 - one.line.y0 for one, two in pairwise(rows) if two.line.y0 > one.line.y0]
    return min(pitches, default=0.0)


def _has_gaps(rows: Sequence[Row], pitch: float) -> bool:
    return any(two.line.y0 - one.line.y0 > 1.25 * pitch for one, two in pairwise(rows))
