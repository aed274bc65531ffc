"""The order in which a person reads a page: an XY-cut that tells columns from rows.

A page is words on baselines. Words near each other on one baseline are a `Piece`. The cut looks for the
gutter that stays free over the tallest band of the page, and splits the page into what is above the band,
the band's left side, its right side, and what is below; each part is cut again. A gutter is not cut when
its narrower side only labels the rows of the other (dates beside jobs, names beside values): then the row
stays together, its cells parted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from greenroom.adapters.documents.gutters import (
    Gutter,
    below_dates,
    gutters,
    outermost,
    parts_columns,
    sections,
    trimmed,
)
from greenroom.adapters.documents.labels import hoist_labels, split_headings
from greenroom.adapters.documents.pdf_text import Word
from greenroom.adapters.documents.pieces import ROW, Piece, pieces_of
from greenroom.adapters.documents.row_cells import Row, cells_of, with_wrapped_cells, without_heading

_SIDEBAR = 5  # fewer rows are no sidebar
_LEAST_ROWS = 5  # a page with fewer has no footer worth telling apart
_APART = 4.0  # font sizes between a footer and what stands above it
_FOOTER = 2  # more rows below the columns are text that goes on


Order: TypeAlias = int
"""How a page is cut: STANDARD, ROWS, STREAM, or the number of the gutter that is taken for its columns."""
STANDARD, ROWS, STREAM = -1, -2, -3
ORDERS: tuple[Order, ...] = (0, 1, 2, ROWS, STREAM)
"""What to try where the standard order makes no sense."""


@dataclass(slots=True)
class Block:
    """Rows from top to bottom; `column` says in which column of the page, "" when they span it."""

    rows: list[Row]
    column: str = ""


def reading_order(words: Sequence[Word], order: Order = STANDARD) -> list[Block]:
    """The blocks of a page in reading order."""
    if order == STREAM:
        return stream_order(words)
    pieces = pieces_of(words)
    footer = _footer(pieces)
    kept = set(map(id, footer))
    body = [p for p in pieces if id(p) not in kept]
    if order == ROWS:
        return [Block(_rows(pieces, []))] if pieces else []
    found = gutters(body) if body and order != STANDARD else []
    if 0 <= order < len(found):
        return [*_split(found[order], column=""), *_cut(footer, column="")]
    return [*_cut(body, column=""), *_cut(footer, column="")]


def _footer(pieces: list[Piece]) -> list[Piece]:
    """The last row, where it stands far below all others: it must not stretch the columns above it."""
    bases = sorted({round(piece.base) for piece in pieces})
    last = [piece for piece in pieces if len(bases) >= _LEAST_ROWS and piece.base > bases[-2] + 1]
    far = bool(last) and bases[-1] - bases[-2] >= _APART * max(piece.size for piece in last)
    return last if far else []


def flow(pages: list[list[Block]]) -> None:
    """Order the columns of each page so that the main column runs on from page to page.

    A sidebar comes before the main column on a page that others follow, and after it on the last page.
    """
    if len(pages) < 2:
        return
    for number, blocks in enumerate(pages):
        left = [i for i, block in enumerate(blocks) if block.column == "left"]
        right = [i for i, block in enumerate(blocks) if block.column == "right"]
        if not left or not right or [*left, *right] != list(range(left[0], right[-1] + 1)):
            continue  # several pairs of columns under each other: no sidebar
        sides = [[blocks[i] for i in left], [blocks[i] for i in right]]
        if min(map(_row_count, sides)) < _SIDEBAR or _row_count(blocks[right[-1] + 1 :]) > _FOOTER:
            continue
        sides.sort(key=_text_length, reverse=number == len(pages) - 1)
        blocks[left[0] : right[-1] + 1] = [*sides[0], *sides[1]]


def _row_count(blocks: list[Block]) -> int:
    return sum(len(block.rows) for block in blocks)


def _text_length(blocks: list[Block]) -> int:
    return sum(len(piece.text) for block in blocks for row in block.rows for piece in row.pieces)


def _cut(pieces: list[Piece], *, column: str) -> list[Block]:
    if not pieces:
        return []
    labels: list[Gutter] = []
    found = gutters(pieces)
    for gutter in found:
        columns = parts_columns(gutter)
        if columns:
            return _split(trimmed(below_dates(outermost(gutter, found))), column=column)
        if columns is False:
            labels.append(gutter)
    for gutter in labels:
        for section in sections(gutter):
            if parts_columns(section):
                return _split(section, column=column)
    return [Block(_rows(pieces, labels), column)]


def _split(gutter: Gutter, *, column: str) -> list[Block]:
    return [
        *_cut([p for p in gutter.rest if p.base < gutter.top], column=column),
        *_cut(gutter.left, column=column or "left"),
        *_cut(gutter.right, column=column or "right"),
        *_cut([p for p in gutter.rest if p.base >= gutter.top], column=column),
    ]


def _rows(pieces: list[Piece], labels: list[Gutter]) -> list[Row]:
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.base, p.x0)):
        if rows and abs(piece.base - rows[-1][0].base) <= ROW * min(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda p: p.x0)
    rows = [part for row in rows for part in without_heading(row)]
    for gutter in labels:
        hoist_labels(rows, gutter)
        split_headings(rows, gutter)
    return with_wrapped_cells([Row(cells_of(row, labels)) for row in rows if row])


def stream_order(words: Sequence[Word]) -> list[Block]:
    """The rows as the content stream draws them; a new block where it goes back up the page."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces_of(words), key=lambda p: p.order):
        last = rows[-1][-1] if rows else None
        if last is not None and abs(piece.base - last.base) <= ROW * piece.size and piece.x0 > last.x1:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    blocks: list[Block] = []
    base = float("inf")
    for row in rows:
        if row[0].base < base:
            blocks.append(Block([]))
        base = row[0].base
        blocks[-1].rows.append(Row(cells_of(row, [])))
    return blocks
