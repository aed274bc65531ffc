"""Gutters: free strips between pieces, and whether they part columns or label rows."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from statistics import median

from greenroom.adapters.documents.pieces import ROW, Piece

_WIDTH = 0.8  # the least width of a gutter, in font sizes
_DENSE = 0.3  # lines of a column fill at least this share of its height; dates beside jobs fill less
_PROSE = 18  # characters; shorter lines may be labels
_ROWS = 3  # fewer lines are no column
_SHORT = 8  # as many lines or fewer may stand side by side in a page of one column
_GRID = 4  # as many lines or fewer always do
_LABELS = 0.5  # labels hold at most this share of the text that they label
_PAIRS = 2  # labels, each with its text, that show how a file is drawn
_LEVEL = 0.5  # a label and its text start at most this many font sizes apart
_ALIGNED = 0.12  # baselines this near, in font sizes, were set as one row


@dataclass(slots=True)
class Gutter:
    """A free strip at `x`: the pieces left and right of it, and all others of the region.

    It is free for baselines from `top` up to but not including `bottom`.
    """

    x: float
    left: list[Piece]
    right: list[Piece]
    rest: list[Piece]
    top: float
    bottom: float

    @property
    def side(self) -> list[Piece]:
        """The pieces of the side with less text."""
        return min(self.left, self.right, key=_mass)

    @property
    def main(self) -> list[Piece]:
        """The pieces of the other side."""
        return self.right if self.side is self.left else self.left

    @property
    def height(self) -> float:
        """The height over which both sides have text."""
        top = max(min(p.y0 for p in self.left), min(p.y0 for p in self.right))
        return min(max(p.y1 for p in self.left), max(p.y1 for p in self.right)) - top


def gutters(pieces: list[Piece]) -> list[Gutter]:
    """Gutters worth a cut, the tallest first."""
    size = median(piece.size for piece in pieces)
    found: dict[tuple[int, ...], Gutter] = {}
    for x in sorted({round(piece.x0) for piece in pieces}):
        for gutter in _bands(pieces, x - 1.0):
            width = min(p.x0 for p in gutter.right) - max(p.x1 for p in gutter.left)
            if width < _WIDTH * size:
                continue
            key = (len(gutter.left), len(gutter.right), round(gutter.top))
            found.setdefault(key, gutter)
    return sorted(found.values(), key=lambda gutter: -gutter.height)


def _bands(pieces: list[Piece], x: float) -> list[Gutter]:
    """Runs of rows in which no piece crosses `x`, with at least two rows on either side."""
    crossing = sorted(p.base for p in pieces if p.x0 < x < p.x1)
    edges = [float("-inf"), *crossing, float("inf")]
    out: list[Gutter] = []
    for top, bottom in itertools.pairwise(edges):
        inside = [p for p in pieces if top < p.base < bottom and not p.x0 < x < p.x1]
        left, right = [p for p in inside if p.x1 <= x], [p for p in inside if p.x0 >= x]
        if _height(left) < 2 or _height(right) < 2:
            continue
        kept = set(map(id, inside))
        rest = [p for p in pieces if id(p) not in kept]
        out.append(Gutter(x, left, right, rest, min(p.base for p in inside), bottom))
    return out


def _height(pieces: list[Piece]) -> int:
    return len({round(piece.base) for piece in pieces})


def parts_columns(gutter: Gutter) -> bool | None:
    """True for columns, False for rows that one side labels, None for lines that only happen to part."""
    side, main = gutter.side, gutter.main
    beside = [p for p in side if any(p.y0 < q.y1 and q.y0 < p.y1 for q in main)]
    if 2 * len(beside) < len(side):
        return None
    aligned = sum(any(abs(p.base - q.base) <= _ALIGNED * p.size for q in main) for p in beside)
    dated = sum(p.dated for p in beside)
    dense = _density(side) >= _DENSE and _height(side) >= _ROWS
    if _drawn_by_row(gutter):
        return False
    if aligned < 0.7 * len(beside):
        return True if dense else None
    return dense and 2 * dated < len(beside) and (_streams_apart(side, main) or _is_prose(side))


def sections(gutter: Gutter) -> list[Gutter]:
    """The parts of a gutter's band between the rows that only one side has, such as headings."""
    pieces = sorted((*gutter.left, *gutter.right), key=lambda p: p.base)
    alone = [
        p.base
        for side, other in ((gutter.left, gutter.right), (gutter.right, gutter.left))
        for p in side
        if not any(p.y0 < q.y1 and q.y0 < p.y1 for q in other)
    ]
    edges = [gutter.top - 1, *sorted(alone), gutter.bottom]
    out = []
    for top, bottom in itertools.pairwise(edges):
        left = [p for p in gutter.left if top < p.base < bottom]
        right = [p for p in gutter.right if top < p.base < bottom]
        if _height(left) >= _ROWS and _height(right) >= _ROWS:
            kept = set(map(id, (*left, *right)))
            rest = [*gutter.rest, *(p for p in pieces if id(p) not in kept)]
            out.append(Gutter(gutter.x, left, right, rest, min(p.base for p in (*left, *right)), bottom))
    return out


def trimmed(gutter: Gutter) -> Gutter:
    """The gutter without what the side of more lines has above and below the side of fewer.

    A few lines set side by side in a page of one column must not part the headings around them. A side
    column of some length stays whole beside its page.
    """
    # By lines, not by text: a grid's long cells may hold more text than the headings left of it.
    side, main = sorted((gutter.left, gutter.right), key=_height)
    top, bottom = min(p.y0 for p in side), max(p.y1 for p in side)
    whole = max(p.y1 for p in main) - min(p.y0 for p in main)
    if _height(side) > _SHORT or (_height(side) > _GRID and bottom - top > 0.3 * whole):
        return gutter
    kept = [p for p in main if p.y1 > top and p.y0 < bottom]
    if not kept or _height(main) - _height(kept) > _SHORT:
        return gutter
    rest = [*gutter.rest, *(p for p in main if not (p.y1 > top and p.y0 < bottom))]
    left, right = (side, kept) if side is gutter.left else (kept, side)
    first = min(p.base for p in (*left, *right))
    return Gutter(gutter.x, left, right, rest, first, gutter.bottom)


def outermost(gutter: Gutter, found: list[Gutter]) -> Gutter:
    """The gutter further right, where what stands between the two only goes on with rows of the left side.

    Dates at the right edge of a page with a sidebar belong to the page, not to the sidebar.
    """
    for other in found:
        between = [p for p in gutter.right if p.x1 <= other.x]
        level = all(any(abs(p.base - q.base) <= ROW * p.size for q in gutter.left) for p in between)
        tall = other.height >= 0.6 * gutter.height
        if other.x > gutter.x and between and level and tall and parts_columns(other):
            return other
    return gutter


def below_dates(gutter: Gutter) -> Gutter:
    """The gutter without the dates at its top that stand beside rows of the page above the columns."""
    side, main = sorted(gutter.side, key=lambda p: p.base), gutter.main
    dates = list(
        itertools.takewhile(
            lambda p: p.dated and any(abs(p.base - q.base) <= ROW * p.size for q in main), side
        )
    )
    kept = side[len(dates) :]
    if not dates or _height(kept) < _ROWS:
        return gutter
    top = min(p.base - ROW * p.size for p in kept)
    above = [p for p in main if p.base < top]
    below = [p for p in main if p.base >= top]
    if _height(below) < 2:
        return gutter
    left, right = (kept, below) if gutter.side is gutter.left else (below, kept)
    rest = [*gutter.rest, *dates, *above]
    return Gutter(gutter.x, left, right, rest, min(p.base for p in (*kept, *below)), gutter.bottom)


def _density(pieces: list[Piece]) -> float:
    """How much of the height from first to last line is lines, set at usual distance."""
    height = max(p.base for p in pieces) - min(p.base for p in pieces)
    size = median(p.size for p in pieces)
    return 1.3 * size * (_height(pieces) - 1) / max(height, 1.0)


def _mass(pieces: list[Piece]) -> int:
    return sum(len(word.text) for piece in pieces for word in piece.words)


def _streams_apart(side: list[Piece], main: list[Piece]) -> bool:
    """Whether the content stream draws the side in one go, as columns are drawn and rows are not."""
    order = sorted([(p.order, 0) for p in side] + [(p.order, 1) for p in main])
    switches = sum(a[1] != b[1] for a, b in itertools.pairwise(order))
    return switches <= 2 and len(side) >= 4


def _drawn_by_row(gutter: Gutter) -> bool:
    """Whether the content stream draws a label, then the text that starts in the label's row, and so on.

    Columns are drawn one after the other, or line by line where a tool sorts by height.
    """
    side, main = gutter.side, gutter.main
    if _mass(side) > _LABELS * _mass(main) or _is_prose(side):
        return False
    stream = sorted([*((p.order, 0, p.base) for p in side), *((p.order, 1, p.base) for p in main)])
    runs = [[base for _, _, base in run] for _, run in itertools.groupby(stream, key=lambda item: item[1])]
    labels = runs[stream[0][1] :: 2]
    slack = _LEVEL * max(p.size for p in side)
    texts = runs[stream[0][1] + 1 :: 2]
    level = sum(
        any(abs(base - min(text)) <= slack for base in run) for run, text in zip(labels, texts, strict=False)
    )
    return len(labels) >= _PAIRS and level >= 0.6 * len(labels)


def _is_prose(pieces: list[Piece]) -> bool:
    """Whether three lines or more of running text follow each other."""
    lines = sorted(pieces, key=lambda p: p.base)
    run = 1
    for last, piece in itertools.pairwise(lines):
        near = 0 < piece.base - last.base <= 1.6 * piece.size and piece.words[0].style == last.words[0].style
        run = run + 1 if near and min(len(last.text), len(piece.text)) >= _PROSE else 1
        if run >= _ROWS:
            return True
    return False
