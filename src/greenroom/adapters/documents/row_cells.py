"""Visual rows: their cells, headings that strayed into them, and table rows whose cells wrap."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.adapters.documents.gutters import Gutter
from greenroom.adapters.documents.pieces import Piece

_TRACKED_CELL = 4.0  # the same between words whose letters are set apart
_HEADING = 1.2  # times the size of the text beside it
_CELL = 1.2  # pieces further apart than this many font sizes are cells of a row
_COLUMNS = 3  # cells of a row that is one of a table
_EDGE = 2.0  # points by which the lines of one cell may start apart
_PITCH = 1.5  # font sizes between the lines of one cell at most
_PADDING = 1.2  # font sizes that a table leaves free between its columns


@dataclass(slots=True)
class Row:
    """One visual row: cells from left to right, each a run of words."""

    cells: list[list[Piece]]

    @property
    def pieces(self) -> list[Piece]:
        """All pieces from left to right."""
        return [piece for cell in self.cells for piece in cell]


def without_heading(row: list[Piece]) -> list[list[Piece]]:
    """A heading that has strayed to the end of a row, told by its size, on a row of its own before it."""
    last, others = row[-1], row[:-1]
    stray = others and last.size >= _HEADING * max(piece.size for piece in others)
    return [[last], others] if stray else [row]


def cells_of(row: list[Piece], labels: list[Gutter]) -> list[list[Piece]]:
    """The row cut into cells at wide gaps and at the gutters beside labels."""
    cells = [[row[0]]]
    for last, piece in itertools.pairwise(row):
        if _parted(last, piece, labels):
            cells.append([piece])
        else:
            cells[-1].append(piece)
    return cells


def _parted(last: Piece, piece: Piece, labels: list[Gutter]) -> bool:
    if piece.parted is not None:
        return piece.parted
    if any(last.x1 <= g.x <= piece.x0 and g.top <= piece.base < g.bottom for g in labels):
        return True
    one, two = last.words[-1].style, piece.words[0].style
    if one.size != two.size and one.colour != two.colour:
        return True
    limit = _TRACKED_CELL if last.tracked and piece.tracked else _CELL
    return piece.x0 - last.x1 > limit * max(piece.size, last.size)


def with_wrapped_cells(rows: Sequence[Row]) -> list[Row]:
    """The rows with those joined that are the further lines of a table row's cells."""
    out: list[Row] = []
    for row in rows:
        homes = _homes(out[-1], row) if out else None
        if homes is None:
            out.append(row)
            continue
        for home, cell in zip(homes, row.cells, strict=True):
            home.extend(cell)
    return out


def _homes(upper: Row, lower: Row) -> list[list[Piece]] | None:
    """The cells of `upper` that the cells of `lower` go on with, where all of them do."""
    if len(upper.cells) < _COLUMNS or len(lower.cells) > len(upper.cells):
        return None
    size = lower.cells[0][0].size
    if not 0 < lower.cells[0][0].base - max(piece.base for piece in upper.pieces) <= _PITCH * size:
        return None
    homes: list[list[Piece]] = []
    for cell in lower.cells:
        at = next((n for n, one in enumerate(upper.cells) if abs(one[0].x0 - cell[0].x0) <= _EDGE), None)
        if at is None or cell[0].marked or not _is_full(upper.cells, at, cell[0]):
            return None
        homes.append(upper.cells[at])
    return homes


def _is_full(cells: list[list[Piece]], at: int, piece: Piece) -> bool:
    """Whether the first word of `piece` would not have fitted at the end of the cell."""
    if at + 1 == len(cells):
        return True
    word = piece.words[0]
    last = max(cells[at], key=lambda one: one.base)
    return last.x1 + 0.25 * piece.size + word.x1 - word.x0 > cells[at + 1][0].x0 - _PADDING * piece.size
