"""A document's lines as rows of pieces: what the readers of sections and entries work on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from greenroom.model.document import Document, Line

# Page numbers ("2/3", "Page 1 of 2") and the date of printing; what repeats on pages is found by comparing them.
_FURNITURE = re.compile(
    r"^(?:.{0,60}\s)?(?:page|p\.)\s?\d{1,2}(?:\s?(?:/|of|sur|de)\s?\d{1,2})?$|^(?:.{0,40}[-–—|]\s)?\d{1,2}\s?/\s?\d{1,2}$"
    r"|^\d{1,2}$"
    r"|^第\s?\d+\s?页|^last updated (?:in|on)\b|^curriculum vit(?:ae?|æ)$",
    re.IGNORECASE,
)
_CELL = re.compile(r"\t+|[ \u00a0]{4,}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the document over `[start, end)`, without white space at its ends."""

    start: int
    end: int
    text: str

    def sub(self, start: int, end: int) -> Piece:
        """The part over `[start, end)` of this piece's own text, trimmed."""
        raw = self.text[start:end]
        left = len(raw) - len(raw.lstrip())
        trimmed = raw.strip()
        begin = self.start + start + left
        return Piece(begin, begin + len(trimmed), trimmed)


@dataclass(frozen=True, slots=True)
class Row:
    """One line with its cells; `number` is its index in the document's lines."""

    number: int
    line: Line
    piece: Piece
    cells: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The line's text, trimmed."""
        return self.piece.text

    @property
    def style(self) -> tuple[float, bool, bool, int]:
        """What the eye sees: size, bold, capitals, heading level."""
        return (round(self.line.size * 2) / 2, self.line.bold, is_capitals(self.text), self.line.heading)


def is_capitals(text: str) -> bool:
    """Whether all its cased letters (at least two) are capitals."""
    letters = [char for char in text if char.isalpha() and char.lower() != char.upper()]
    return len(letters) >= 2 and all(char.isupper() for char in letters)


def rows_of(document: Document) -> tuple[Row, ...]:
    """The document's lines that hold letters or digits, as rows; page numbers and running titles left out."""
    rows = tuple(_rows(document))
    repeated = _repeated_on_pages(rows)
    return tuple(row for row in rows if _masked(row) not in repeated and not _FURNITURE.search(row.text))


def split_piece(piece: Piece, separator: re.Pattern[str]) -> list[Piece]:
    """The parts of `piece` between matches of `separator`, empty ones left out."""
    out, at = [], 0
    for match in separator.finditer(piece.text):
        out.append(piece.sub(at, match.start()))
        at = match.end()
    out.append(piece.sub(at, len(piece.text)))
    return [part for part in out if part.text]


def _masked(row: Row) -> str:
    return re.sub(r"\d+", "#", row.text)


def _repeated_on_pages(rows: tuple[Row, ...]) -> frozenset[str]:
    """Texts, digits masked, that stand on several pages, at the first or last places of one of them."""
    pages: dict[int, list[Row]] = {}
    for row in rows:
        pages.setdefault(row.line.page, []).append(row)
    if len(pages) < 2:
        return frozenset()
    edges = {
        _masked(row): row for page in pages.values() for row in (*page[:2], *page[-2:]) if not row.line.bullet
    }
    again = {_masked(row) for row in rows if (first := edges.get(_masked(row))) and _same_place(first, row)}
    return frozenset(text for text in again if "#" in text)


def _same_place(one: Row, two: Row) -> bool:
    return one.line.page != two.line.page and abs(one.line.y0 - two.line.y0) < 6


def _rows(document: Document) -> Iterator[Row]:
    for number, line in enumerate(document.lines):
        whole = Piece(line.start, line.end, document.text[line.start : line.end])
        piece = whole.sub(0, len(whole.text))
        if not any(char.isalnum() for char in piece.text):
            continue
        cells = tuple(cell for cell in split_piece(piece, _CELL) if any(char.isalnum() for char in cell.text))
        yield Row(number, line, piece, cells)


def without_first_cell(row: Row) -> Row:
    """The row from its second cell on; for rows whose first cell is a label."""
    rest = row.cells[1:]
    start, end = rest[0].start, row.piece.end
    text = row.piece.text[start - row.piece.start :]
    return Row(row.number, row.line, Piece(start, end, text), rest)


def right_edge(rows: Sequence[Row]) -> float:
    """Where the column of these rows ends, in points."""
    return max((row.line.x1 for row in rows), default=0.0)


def is_full(row: Row, following: Row, edge: float) -> bool:
    """Whether the first word of `following` would not have fitted at the end of `row`: the text was wrapped."""
    width = following.line.x1 - following.line.x0
    first = following.text.split(" ", 1)[0]
    return row.line.x1 + width * (len(first) + 1) / max(1, len(following.text)) > edge
