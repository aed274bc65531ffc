"""Labels beside rows: a label of several lines moves up to the row that it labels."""

from __future__ import annotations

from greenroom.adapters.documents.gutters import Gutter
from greenroom.adapters.documents.pieces import Piece

_CLOSE = 1.6  # lines of one label are at most this many font sizes apart
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
        near = last is not None and label[0].base - last.base <= _CLOSE * label[0].size
        if start is not None and last is not None and near and _breaks_in(row, label, start, gutter):
            for piece in label:
                row.remove(piece)
                piece.parted = not _continues(last, piece, gutter)
                start.insert(_index(start, last) + 1, piece)
                last = piece
        else:
            start, last = row, label[-1]
            continue
        last = label[-1]


def _breaks_in(row: list[Piece], label: list[Piece], start: list[Piece], gutter: Gutter) -> bool:
    side = {id(piece) for piece in gutter.side}
    beside = [piece for piece in row if id(piece) not in side]
    above = [piece for piece in start if id(piece) not in side]
    if not beside or not above:
        return False
    if beside[0].marked:
        return True
    if gutter.side is gutter.right:
        left, right = min(p.x0 for p in gutter.main), max(p.x1 for p in gutter.main)
        return beside[-1].x1 - left > _WIDE * (right - left)
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
    return gutter.side is gutter.left and _wraps(last, piece, gutter)


def _index(row: list[Piece], piece: Piece) -> int:
    return next(i for i, other in enumerate(row) if other is piece)
