"""What small shapes on a page say: dots before list items, boxes around single words (chips)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium

from greenroom.adapters.documents.pdf_text import Word

_LARGEST, _LEAST = 0.45, 0.1  # font sizes; dots of a timeline are larger
_SQUARE = 0.3  # by how much of the longer side the two sides of a mark may differ
_GAP = 1.4  # font sizes between a mark and its text at most
_ALIKE = 2  # as many marks of one size at the same distance from the left make a list
_TALL, _WIDE = 3.0, 220.0  # font sizes and points; larger boxes hold more than a name

Box = tuple[float, float, float, float]


def drawn_shapes(page: Any) -> list[Box]:
    """The boxes of all shapes drawn on a page: left, top, right and bottom, in points from the top left."""
    left, _, _, top = page.get_cropbox()
    bounds = [
        shape.get_bounds() for shape in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4)
    ]
    return [(x0 - left, top - y1, x1 - left, top - y0) for x0, y0, x1, y1 in bounds]


def with_drawn_marks(shapes: Sequence[Box], words: Sequence[Word]) -> list[Word]:
    """The words with a mark before each that opens a list item by a drawn dot or square."""
    size = max((word.style.size for word in words), default=0.0)
    found: dict[int, Word] = {}
    for box in shapes:
        first = _text_behind(box, words) if _is_small(box, size) else None
        if first is not None:
            found[id(first)] = _mark(box, first)
    lists = Counter(map(_likeness, found.values()))
    out: list[Word] = []
    for word in words:
        mark = found.get(id(word))
        if mark is not None and lists[_likeness(mark)] >= _ALIKE:
            out.append(mark)
        out.append(word)
    return out


def number_boxes(shapes: Sequence[Box], words: Sequence[Word]) -> None:
    """Give each word the number of the smallest box around it that may hold a single name."""
    sizes = [word.style.size for word in words]
    if not sizes:
        return
    low, high = min(sizes), _TALL * max(sizes)
    boxes = sorted(
        {box for box in shapes if low < box[3] - box[1] < high and low / 2 < box[2] - box[0] < _WIDE}
    )
    boxes.sort(key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
        word.box = next(
            (number for number, (x0, y0, x1, y1) in enumerate(boxes, 1) if x0 < x < x1 and y0 < y < y1), 0
        )


def _likeness(mark: Word) -> tuple[int, float]:
    """What the marks of one list have in common: where they stand and how large they are."""
    return round(mark.x0 / 2), round(mark.x1 - mark.x0, 1)


def _is_small(box: Box, size: float) -> bool:
    """Whether a shape is about as wide as high and no larger than a list mark."""
    width, height = box[2] - box[0], box[3] - box[1]
    longer = max(width, height)
    return 0 < longer <= _LARGEST * size and abs(width - height) <= _SQUARE * longer


def _text_behind(box: Box, words: Sequence[Word]) -> Word | None:
    """The word right behind the shape that opens its row."""
    middle = (box[1] + box[3]) / 2
    level = [word for word in words if word.y0 <= middle <= word.y1]
    after = [word for word in level if 0 < word.x0 - box[2] <= _GAP * word.style.size]
    if not after:
        return None
    first = min(after, key=lambda word: word.x0)
    fits = _LEAST * first.style.size <= box[2] - box[0] <= _LARGEST * first.style.size
    near = any(0 <= box[0] - word.x1 <= 2 * _GAP * word.style.size for word in level)
    return first if fits and not near else None


def _mark(box: Box, first: Word) -> Word:
    return Word("•", box[0], box[2], first.y0, first.y1, first.base, first.style, first.order)
