"""Which rows of a section are text (list items, paragraphs and their wrapped lines) and which may be heads."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from enum import Enum, auto
from itertools import pairwise

from greenroom.model.document import Cited, Document
from greenroom.prepare.profile.rows import Row, is_full, right_edge
from greenroom.prepare.profile.words import is_han

_NUMBERED = re.compile(r"^\(?\d{1,2}[.)]\s+\S")
_SENTENCE_END = (".", "。", "!", ";", "；", "！")
_PLAIN_END = re.compile(
    r"\s[a-zéèàùâêîôûç]{3,}[.!;]$"
)  # a sentence's last word; names end in capitals ("Acme Inc.")
_LIST_NAME = re.compile(  # what some templates write above every list
    r"^(?:highlights|(?:key )?(?:achievements|responsibilities|accomplishments)|r[ée]alisations|missions|工作内容|工作职责|主要业绩)[:：]?$",
    re.IGNORECASE,
)
_TOOLS = re.compile(
    r"^(?:technologies|tech(?:nical)?(?: stack)?|stack|tools|environment|keywords|skills(?: used)?|outils|environnement(?: technique)?|技术栈|关键词)\s*[:：]",
    re.IGNORECASE,
)
_NAME_END = re.compile(r"\b(?:Inc|Ltd|Co|Corp|LLC|Jr|Sr|S\.A|plc)\.$")
_SEPARATED = re.compile(r"\s[|·•]\s")
_MIDDLE = re.compile(r"[(（]|[a-zà-ÿ]|[$€£+]?\d")  # a new item opens with a capital and a mark
_PROSE = 8  # words; names are shorter
_OPEN_END = re.compile(
    r"(?:,|\s(?:an?|the|of|in|on|at|by|for|from|to|with|and|or|de|des|du|la|le|les|et|ou|à|au|aux|en|pour|par|avec|sur))$"
)
_HYPHENS = ("-", "‐", "­")


class Label(Enum):
    """What a row is: part of a body, short enough for a head, or dated."""

    BODY = auto()
    SHORT = auto()
    DATED = auto()


def labels_of(rows: Sequence[Row], dated: Collection[int]) -> list[Label]:
    """A label for every row; `dated` holds the indexes of rows with a date."""
    width = _column_width(rows)
    edge = min((row.line.x0 for index, row in enumerate(rows) if index in dated), default=0.0)
    labels: list[Label] = []
    for index, row in enumerate(rows):
        previous = rows[index - 1] if index else None
        if is_item(row):
            label = Label.BODY
        elif index in dated:
            label = Label.BODY if len(row.text) > 160 else Label.DATED
        elif _is_paragraph(row, width) or (
            previous is not None and labels[-1] is Label.BODY and continues(previous, row, edge)
        ):
            label = Label.BODY
        else:
            label = Label.SHORT
        labels.append(label)
    return labels


def items_of(document: Document, rows: Sequence[Row], *, edge: float = 0.0) -> tuple[Cited, ...]:
    """The body as list items and paragraphs, each with its wrapped lines; `edge` is where the column ends."""
    groups: list[list[Row]] = []
    rows = [row for row in rows if not _LIST_NAME.match(row.text) and not _names_tools(row)]
    pitch, edge = _pitch(rows), edge or right_edge(rows)
    for row in rows:
        last = groups[-1][-1] if groups else None
        if (
            last is None
            or is_item(row)
            or not _goes_on(last, row, pitch, edge, marked=is_item(groups[-1][0]))
        ):
            groups.append([row])
        else:
            groups[-1].append(row)
    return tuple(_cite(document, group) for group in groups)


def continues(previous: Row, row: Row, edge: float) -> bool:
    """Whether `row` is the wrapped rest of the item or paragraph that `previous` belongs to.

    `edge` is the left edge of the heads of the section.
    """
    if row.text[:1].islower() or (row.line.x1 == 0 and ends_open(previous.text)):
        return True
    if row.line.x1 == 0 or (len(row.cells) > 1 and not row.line.bullet):
        return False
    if row.line.page != previous.line.page:
        return abs(row.line.x0 - previous.line.x0) < 5 and abs(row.line.x0 - edge) > 5
    pitch = row.line.y0 - previous.line.y0
    height = max(1.0, previous.line.y1 - previous.line.y0)
    if (
        not 0 < pitch < 1.7 * height
        or row.line.bold != previous.line.bold
        or row.line.x0 < previous.line.x0 - 6
    ):
        return False
    if row.line.x0 > edge + 4:
        return True
    return previous.line.x1 > 0.85 * max(previous.line.x1, row.line.x1) and not previous.text.endswith(
        _SENTENCE_END
    )


def _cite(document: Document, group: Sequence[Row]) -> Cited:
    first = group[0].piece
    marked = _NUMBERED.match(first.text)
    start = first.start + (len(marked.group()) - 1 if marked else 0)
    return document.cite(start, group[-1].piece.end)


def ends_open(text: str) -> bool:
    """Whether `text` breaks off where a sentence cannot end: at a comma or after a small word."""
    return _OPEN_END.search(text) is not None


def is_item(row: Row) -> bool:
    """Whether the row opens a list item, by mark or by number."""
    return row.line.bullet or _NUMBERED.match(row.text) is not None


def _names_tools(row: Row) -> bool:
    """Whether a row without a mark only lists names, as the tools of a job are listed below its achievements."""
    if row.line.bullet:
        return False
    names = [cell.text for cell in row.cells]
    return _TOOLS.match(row.text) is not None or (
        len(names) >= 2 and all(len(name.split()) <= 3 and not name.endswith(_SENTENCE_END) for name in names)
    )


def _unfinished(last: Row, row: Row) -> bool:
    """Whether an unmarked row opens in the middle of a sentence that the row above it has left open."""
    aligned = not row.line.x1 or row.line.x0 >= last.line.x0 - 12
    return aligned and _MIDDLE.match(row.text) is not None and not last.text.endswith(_SENTENCE_END)


def _column_width(rows: Sequence[Row]) -> float:
    if not rows:
        return 0.0
    return max(row.line.x1 for row in rows) - min(row.line.x0 for row in rows)


def _is_paragraph(row: Row, width: float) -> bool:
    """Long, a whole sentence, or as wide as the column."""
    text = row.text
    words = len(text.split())
    if len(row.cells) > 1 and len(row.cells[-1].text) <= 40 and len(row.cells[0].text) <= 110:
        return False
    if row.line.heading:
        return False
    if is_han(text):
        return len(text) > 36 or text.endswith(("。", ".", "；"))
    ended = text.endswith(_SENTENCE_END) and words >= 6 and not _NAME_END.search(text)
    sentence = ended or (words >= 3 and _PLAIN_END.search(text) is not None)
    if len(text) >= 95 or ((sentence or is_prose(text)) and not row.line.bold):
        return True
    if row.line.bold_parts or _SEPARATED.search(text):
        return False
    full = width > 0 and row.line.x1 - row.line.x0 >= 0.85 * width
    return full and words >= 6 and not row.line.bold and not text.istitle()


def is_prose(text: str, *, least: int = _PROSE) -> bool:
    """Whether most words of a longer text are written small, as in sentences and not in names."""
    words = [word for word in text.split() if word[:1].isalpha()]
    return len(words) >= least and sum(word[0].islower() for word in words) >= 0.65 * len(words)


def _pitch(rows: Sequence[Row]) -> float:
    """The distance of wrapped lines: the smallest between neighbouring rows."""
    pitches = [
        two.line.y0 - one.line.y0
        for one, two in pairwise(rows)
        if one.line.page == two.line.page and two.line.y0 > one.line.y0 + 1
    ]
    return min(pitches, default=0.0)


def _goes_on(last: Row, row: Row, pitch: float, edge: float, *, marked: bool) -> bool:
    """Whether `row` is wrapped text that began in `last`; `marked` says that its list's items carry marks."""
    follows = row.number == last.number + 1
    if follows and marked and _unfinished(last, row):
        return True
    if not follows or row.line.page != last.line.page:
        return False
    if row.line.x1 == 0:
        return row.text[:1].islower() and not last.text.endswith(_SENTENCE_END)
    near = 0 < row.line.y0 - last.line.y0 <= min(1.12 * pitch, 1.7 * max(1.0, last.line.y1 - last.line.y0))
    hanging = row.line.x0 < last.line.x0 - 12 and not (marked and is_full(last, row, edge))
    if not near or hanging or abs(row.line.size - last.line.size) > 1:
        return False
    ended = not marked and (last.text.endswith((*_SENTENCE_END, ":", "：")) or row.line.x0 < last.line.x0 - 2)
    open_word = row.text[:1].islower() or last.text.endswith((",", *_HYPHENS))
    return open_word or (not ended and is_full(last, row, edge))
