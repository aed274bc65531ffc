"""From the lines a format reader found to a document: the canonical text and its offsets are made here only."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from greenroom.model.document import Document, Line

MARK = "• "


@dataclass(slots=True)
class DraftLine:
    """A line as a format reader found it; the fields mean what they mean in `Line`."""

    text: str
    page: int = 1
    x0: float = 0.0
    x1: float = 0.0
    y0: float = 0.0
    y1: float = 0.0
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    bullet: bool = False
    indent: int = 0
    block: int = 0
    heading: int = 0
    bold_runs: tuple[str, ...] = ()  # the bold texts in the line, where only part of it is bold


@dataclass(frozen=True, slots=True)
class Draft:
    """What a format reader found; `lines` in reading order, empty ones are dropped on assembly."""

    media_type: str
    lines: list[DraftLine]
    pages: int = 1
    links: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def assemble(draft: Draft, *, name: str, data: bytes) -> Document:
    """The document: lines joined by line breaks, pages by an empty line, list marks written as "• "."""
    parts: list[str] = []
    lines: list[Line] = []
    offset = 0
    page = None
    for item in draft.lines:
        text = item.text.strip()
        if not text:
            continue
        lead = "" if page is None else "\n" if item.page == page else "\n\n"
        lead += "  " * item.indent + MARK if item.bullet else ""
        parts.extend((lead, text))
        start = offset + len(lead)
        offset = start + len(text)
        page = item.page
        lines.append(_line(item, text, start))
    return Document(
        name=name,
        media_type=draft.media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        text="".join(parts),
        lines=tuple(lines),
        pages=draft.pages,
        links=unique(draft.links),
        notes=unique(draft.notes),
    )


def unique(items: Iterable[str]) -> tuple[str, ...]:
    """The non-empty `items` in order, without repeats."""
    return tuple(dict.fromkeys(item for item in items if item))


def _parts(item: DraftLine, text: str, start: int) -> tuple[tuple[int, int], ...]:
    """Where the bold runs stand in the document; a run that mending changed is left out."""
    parts: list[tuple[int, int]] = []
    at = 0
    for run in item.bold_runs:
        found = text.find(run, at)
        if run and found >= 0:
            at = found + len(run)
            parts.append((start + found, start + at))
    return () if parts == [(start, start + len(text))] else tuple(parts)


def _line(item: DraftLine, text: str, start: int) -> Line:
    end = start + len(text)
    return Line(
        start=start,
        end=end,
        page=item.page,
        x0=round(item.x0, 2),
        x1=round(item.x1, 2),
        y0=round(item.y0, 2),
        y1=round(item.y1, 2),
        size=round(item.size, 2),
        bold=item.bold,
        italic=item.italic,
        bullet=item.bullet,
        indent=item.indent,
        block=item.block,
        heading=item.heading,
        bold_parts=_parts(item, text, start),
    )
