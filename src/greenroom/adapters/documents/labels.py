"""Labels beside rows: a label of several lines moves up to the row that it labels."""

from __future__ import annotations

from itertools import pairwise

from greenroom.adapters.documents.gutters import Gutter
from greenroom.adapters.documents.pieces import Piece

_CLOSE = 1.6  # lines of one label are at most this many font sizes apart
_NEXT = 2.5  # parts of one label, such as a heading and a date, at most this many
_NAME_SIZE = 2.0  # times the size of the text beside it: a name, no label
_SECTION = 4  # a label beside as many rows names a section, not a row
_WIDE = 0.8  # a line of running text fills at least this share of its column


def hoist_labels(rows: list[list[Piece]], gutter: Gutter) -> None:
    """Move the second and later lines of a label to its first row, where they would break into text.

    Place and dates are often set over each other beside an entry; their second line then stands beside a
    bullet that it does not belong to. It stays where it is when it stands beside a line of its own, as a
    place beside the employer does.
    """
    side = {id(piece) for piece in gutter.side}
    start: list[Piece] | None = None
    last: Piece | None = None
    for row in rows:
        label = [piece for piece in row if id(piece) in side]
        if not label:
            continue
        if start is not None and last is not None and _belongs(row, label, start, last, gutter):
            for piece in label:
                row.remove(piece)
                piece.parted = not _continues(last, piece, gutter)
                start.insert(_index(start, last) + 1, piece)
                last = piece
        else:
            start, last = row, label[-1]
            continue
        last = label[-1]


def _belongs(row: list[Piece], label: list[Piece], start: list[Piece], last: Piece, gutter: Gutter) -> bool:
    """Whether `label` goes on with the label in the row `start`, whose last piece is `last`."""
    if last.size > _NAME_SIZE * min(label[0].size, start[-1].size):
        return False
    distance = label[0].base - last.base
    if distance <= _CLOSE * label[0].size and _breaks_in(row, label, start, gutter):
        return True
    # One label in a column of its own is drawn in one go, before the text beside it.
    drawn_on = label[0].order == last.order + len(last.words)
    text = len(start) > 1 and start[-1].x0 > gutter.x and not start[-1].dated
    labels_text = gutter.side is gutter.left and text
    return drawn_on and labels_text and distance <= _NEXT * max(last.size, label[0].size)


def _breaks_in(row: list[Piece], label: list[Piece], start: list[Piece], gutter: Gutter) -> bool:
    side = {id(piece) for piece in gutter.side}
    beside = [piece for piece in row if id(piece) not in side]
    above = [piece for piece in start if id(piece) not in side]
    if not beside or not above:
        return False
    if beside[0].marked:
        return True
    if gutter.side is gutter.right:
        left = min(p.x0 for p in gutter.main)
        return beside[-1].x1 - left > _WIDE * (gutter.x - left)
    # Two dates over each other, the end of the period first, beside a title and what is under it:
    dates = [piece for piece in [*start, *label] if id(piece) in side]
    same = above[0].words[0].style == beside[0].words[0].style
    return not same and all(piece.dated and not piece.ranged for piece in dates)


def _wraps(last: Piece, piece: Piece, gutter: Gutter) -> bool:
    """Whether the first word of `piece` would not have fitted behind `last`."""
    width = max(p.x1 for p in gutter.side) - min(p.x0 for p in gutter.side)
    word = piece.words[0]
    return last.x1 - last.x0 + 0.3 * piece.size + word.x1 - word.x0 > width


def _continues(last: Piece, piece: Piece, gutter: Gutter) -> bool:
    if last.text.endswith(("-", "–", "—", ",", "/")) or piece.text.startswith(("-", "–", "—")):
        return True
    if last.dated and piece.dated:
        return True
    return gutter.side is gutter.left and not piece.dated and _wraps(last, piece, gutter)


def _index(row: list[Piece], piece: Piece) -> int:
    return next(i for i, other in enumerate(row) if other is piece)


def split_headings(rows: list[list[Piece]], gutter: Gutter) -> None:
    """Put section headings that stand left of their section on rows of their own, before it.

    They are told by standing beside many rows, by their style, and by none of them holding a date.
    """
    side = {id(piece) for piece in gutter.side}
    if gutter.side is gutter.right or any(piece.dated for piece in gutter.side):
        return
    starts = [i for i, row in enumerate(rows) if any(id(piece) in side for piece in row)]
    inside = [i for i, row in enumerate(rows) if row and gutter.top <= row[0].base < gutter.bottom]
    spans = [b - a for a, b in pairwise([*starts, max(inside, default=0) + 1])]
    styled = all(piece.words[0].style.bold or piece.text.isupper() for piece in gutter.side)
    if not styled or max(spans, default=0) < _SECTION:
        return
    for index in reversed(starts):
        heading = [piece for piece in rows[index] if id(piece) in side]
        others = [piece for piece in rows[index] if id(piece) not in side]
        rows[index : index + 1] = [heading, others] if others else [heading]
