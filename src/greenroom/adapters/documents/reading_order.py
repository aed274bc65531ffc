"""The order in which a person reads a page: an XY-cut that tells columns from rows.

A page is words on baselines. Words near each other on one baseline are a `Piece`. The cut looks for the
gutter that stays free over the tallest band of the page, and splits the page into what is above the band,
the band's left side, its right side, and what is below; each part is cut again. A gutter is not cut when
its narrower side only labels the rows of the other (dates beside jobs, names beside values): then the row
stays together, its cells parted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from greenroom.adapters.documents.pdf_text import Word

_CHAIN = 0.8  # words up to this many font sizes apart are one piece
_GUTTER = 0.9  # the least width of a gutter, in font sizes
_ROW = 0.35  # baselines up to this many font sizes apart are one row
_CELL = 1.2  # pieces further apart than this many font sizes are cells of a row
_ALIGNED = 0.12  # baselines this near, in font sizes, were set as one row
_DATE = re.compile(r"(?:19|20)\d\d|\d\d/\d\d|present|today|now|current|heute|aujourd|至今|今", re.IGNORECASE)


@dataclass(slots=True)
class Piece:
    """Words that follow each other on one baseline."""

    words: list[Word]
    x0: float
    x1: float
    y0: float
    y1: float
    base: float
    size: float
    order: int

    @property
    def text(self) -> str:
        """The words with single spaces; for telling dates, not for output."""
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class Row:
    """One visual row: cells from left to right, each a run of words."""

    cells: list[list[Piece]]

    @property
    def pieces(self) -> list[Piece]:
        """All pieces from left to right."""
        return [piece for cell in self.cells for piece in cell]


@dataclass(slots=True)
class Block:
    """Rows of one column, from top to bottom; `column` is False for what spans the page."""

    rows: list[Row]
    column: bool = False


@dataclass(slots=True)
class _Gutter:
    """A free strip: its middle `x`, the pieces left and right of it, and the band's height."""

    x: float
    left: list[Piece]
    right: list[Piece]
    top: float
    bottom: float
    score: float = 0.0
    rest: list[Piece] = field(default_factory=list)


def reading_order(words: Sequence[Word]) -> list[Block]:
    """The blocks of a page in reading order."""
    return _cut(pieces_of(words), column=False)


def pieces_of(words: Sequence[Word]) -> list[Piece]:
    """Words joined where they stand near each other on one baseline, from top to bottom."""
    pieces: list[Piece] = []
    for row in _grouped(sorted(words, key=lambda word: (word.base, word.x0))):
        row.sort(key=lambda word: word.x0)
        last: Word | None = None
        for word in row:
            size = max(word.style.size, 1.0)
            if last is not None and -2 * size < word.x0 - last.x1 <= _CHAIN * size:
                pieces[-1].words.append(word)
                _grow(pieces[-1], word)
            else:
                pieces.append(
                    Piece([word], word.x0, word.x1, word.y0, word.y1, word.base, word.style.size, word.order)
                )
            last = word
    return pieces


def _grow(piece: Piece, word: Word) -> None:
    piece.x1, piece.size = max(piece.x1, word.x1), max(piece.size, word.style.size)
    piece.y0, piece.y1 = min(piece.y0, word.y0), max(piece.y1, word.y1)
    piece.order = min(piece.order, word.order)


def _grouped(words: Sequence[Word]) -> list[list[Word]]:
    rows: list[list[Word]] = []
    for word in words:
        # The first word of a row sets its baseline, so that rows cannot drift down the page.
        if rows and abs(word.base - rows[-1][0].base) <= _ROW * min(word.style.size, rows[-1][0].style.size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows


def _cut(pieces: list[Piece], *, column: bool) -> list[Block]:
    if not pieces:
        return []
    labels: list[_Gutter] = []
    for gutter in _gutters(pieces):
        columns = _is_columns(gutter)
        if not columns:
            if columns is False:
                labels.append(gutter)
            continue
        above = [p for p in gutter.rest if p.base < gutter.top]
        below = [p for p in gutter.rest if p.base >= gutter.top]
        return [
            *_cut(above, column=column),
            *_cut(gutter.left, column=True),
            *_cut(gutter.right, column=True),
            *_cut(below, column=column),
        ]
    return [Block(_rows(pieces, labels), column)]


def _gutters(pieces: list[Piece]) -> list[_Gutter]:
    """Gutters worth a cut, the tallest first."""
    size = median(piece.size for piece in pieces)
    found: dict[tuple[int, ...], _Gutter] = {}
    for x in sorted({round(piece.x0) for piece in pieces}):
        for gutter in _bands(pieces, x - 1.0):
            width = min(p.x0 for p in gutter.right) - max(p.x1 for p in gutter.left)
            if width < _GUTTER * size:
                continue
            key = (len(gutter.left), len(gutter.right), round(gutter.top))
            gutter.score = _overlap(gutter)
            found.setdefault(key, gutter)
    return sorted(found.values(), key=lambda gutter: -gutter.score)


def _overlap(gutter: _Gutter) -> float:
    top = max(min(p.y0 for p in gutter.left), min(p.y0 for p in gutter.right))
    bottom = min(max(p.y1 for p in gutter.left), max(p.y1 for p in gutter.right))
    return bottom - top


def _bands(pieces: list[Piece], x: float) -> list[_Gutter]:
    """Runs of rows in which no piece crosses `x`, with at least two rows on either side."""
    crossing = sorted(p.base for p in pieces if p.x0 < x < p.x1)
    edges = [float("-inf"), *crossing, float("inf")]
    out: list[_Gutter] = []
    for top, bottom in zip(edges, edges[1:], strict=False):
        inside = [p for p in pieces if top < p.base < bottom and not p.x0 < x < p.x1]
        left, right = [p for p in inside if p.x1 <= x], [p for p in inside if p.x0 >= x]
        if _height(left) < 2 or _height(right) < 2:
            continue
        kept = set(map(id, inside))
        rest = [p for p in pieces if id(p) not in kept]
        out.append(_Gutter(x, left, right, min(p.base for p in inside), bottom, rest=rest))
    return out


def _height(pieces: list[Piece]) -> int:
    return len({round(piece.base) for piece in pieces})


def _is_columns(gutter: _Gutter) -> bool | None:
    """True for columns, False for rows that one side labels, None for lines that only happen to part."""
    side, main = sorted((gutter.left, gutter.right), key=_mass)
    beside = [p for p in side if any(p.y0 < q.y1 and q.y0 < p.y1 for q in main)]
    if 2 * len(beside) < len(side):
        return None
    aligned = sum(any(abs(p.base - q.base) <= _ALIGNED * p.size for q in main) for p in beside)
    dated = sum(bool(_DATE.search(p.text)) for p in beside)
    if aligned < 0.7 * len(beside):
        return True
    if 2 * dated >= len(beside):
        return False
    return _streams_apart(side, main)


def _mass(pieces: list[Piece]) -> int:
    return sum(len(word.text) for piece in pieces for word in piece.words)


def _streams_apart(side: list[Piece], main: list[Piece]) -> bool:
    """Whether the content stream draws the side in one go, as columns are drawn and rows are not."""
    order = sorted([(p.order, 0) for p in side] + [(p.order, 1) for p in main])
    switches = sum(a[1] != b[1] for a, b in zip(order, order[1:], strict=False))
    return switches <= 2 and len(side) >= 4


def _rows(pieces: list[Piece], labels: list[_Gutter]) -> list[Row]:
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.base, p.x0)):
        if rows and abs(piece.base - rows[-1][0].base) <= _ROW * min(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [Row(_cells(sorted(row, key=lambda p: p.x0), labels)) for row in rows]


def _cells(row: list[Piece], labels: list[_Gutter]) -> list[list[Piece]]:
    cells = [[row[0]]]
    for last, piece in zip(row, row[1:], strict=False):
        parted = any(last.x1 <= g.x <= piece.x0 and g.top <= piece.base < g.bottom for g in labels)
        if parted or piece.x0 - last.x1 > _CELL * max(piece.size, last.size):
            cells.append([piece])
        else:
            cells[-1].append(piece)
    return cells
