"""Whose CV it is: the name, told by its form, its type, its place and the e-mail address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from greenroom.model.document import Document
from greenroom.prepare.profile.dates import find_periods
from greenroom.prepare.profile.headings import kind_of
from greenroom.prepare.profile.rows import Piece, Row, split_piece
from greenroom.prepare.profile.words import (
    is_han,
    is_state,
    organisation_score,
    place_score,
    plain,
    title_score,
)

EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_NOT_NAME = re.compile(
    r"\b(?:curriculum|vitae|vita|resume|resume|cv|page|last updated|personal information|confidential|lebenslauf|"
    r"for|of|the|and|with|about|linkedin|github|email|e-mail|phone|address|tel|twitter|website|portfolio|mobile)\b|简历|电话|邮箱|姓名",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(
    r"^(?:[A-ZÀ-ÞĀ-žẠ-ỹ][\w.'’-]*|[a-zà-ÿ'’]{1,5}|ibnu|st\.?)$"  # particles are short and many: van, dos, binti
)
_NAME_TAIL = re.compile(
    r"\s*[,，]|\s+[(/]|['’]s?\s+(?:cv|r[ée]sum[ée]|curriculum vitae)$|的?(?:个人)?简历$", re.IGNORECASE
)
PART = re.compile(
    r"\s+[|·•∙●◦⋄♦–—-]\s+|\s*[|·•]\s*|\t+|\s{3,}|(?<=\w)\s*[,，]\s+(?=\+?\(?\d)|[\ue000-\uf8ff]+"
)
_LABELS = re.compile(
    r"^(?:name|full name|nom|location|address|adresse|lieu|ville|based in|姓名|地址|所在地|现居地?|城市)\s*[:：]\s*",
    re.IGNORECASE,
)
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文欧司诸"


@dataclass(frozen=True, slots=True)
class Found:
    """A text with the row it stands in."""

    row: Row
    piece: Piece


def find_name(rows: Sequence[Row], document: Document) -> Found | None:
    """The candidate's name: the largest text that reads like one, near the top or like the e-mail address."""
    sizes = sorted((row.line.size for row in rows if row.line.page == 1), reverse=True)
    largest = sizes[0] if sizes and sum(size > 0.95 * sizes[0] for size in sizes) <= 3 else 0.0
    address = plain(" ".join(match.group() for match in EMAIL.finditer(document.text)))
    best: tuple[float, Found] | None = None
    broken = {row.number: row for row in _broken_names(rows, largest) if _name_shape(row.text)}
    joined = [broken.get(row.number, row) for row in rows if row.number - 1 not in broken]
    for place, row in enumerate(joined):
        if row.line.page != 1 or row.line.bullet or kind_of(row.text) is not None or find_periods(row.text):
            continue
        for piece in _name_pieces(row):
            shape = _name_shape(piece.text)
            if shape == 0:
                continue
            alike = _like_address(piece.text, address)
            top = 1.0 if place < 2 else 0.6 if place < 5 else 0.0
            size = 1.5 * (row.line.size / largest) ** 3 if largest and row.line.size >= 0.6 * largest else 0.0
            score = shape + alike + top + size + (0.8 if row.line.heading == 1 else 0.0)
            if (best is None or score > best[0]) and (top or alike or size > 1.2):
                best = (score, Found(row, piece))
    return best[1] if best is not None and best[0] >= 1.6 else None


def _broken_names(rows: Sequence[Row], largest: float) -> Iterator[Row]:
    """Two rows in the largest type, a first and a last name, taken as one."""
    for one, two in pairwise(rows):
        alike = one.line.size == two.line.size >= 0.95 * largest > 0 and one.line.bold == two.line.bold
        if alike and two.number == one.number + 1 and max(len(one.text.split()), len(two.text.split())) <= 2:
            gap = " " * (two.piece.start - one.piece.end)
            whole = Piece(one.piece.start, two.piece.end, one.text + gap + two.text)
            yield Row(one.number, one.line, whole, (whole,))


def without_running_titles(rows: Sequence[Row], name: Found | None) -> list[Row]:
    """The rows without those at the edges of pages that only repeat the name ("Jane Roe - CV", "J. Roe 2")."""
    if name is None:
        return list(rows)
    edges = {
        row.number
        for one, two in zip([None, *rows], [*rows, None], strict=True)
        if one is None or two is None or one.line.page != two.line.page
        for row in (one, two)
        if row is not None
    }
    words = plain(name.piece.text)
    return [
        row
        for row in rows
        if row is name.row
        or row.number not in edges
        or words not in plain(row.text)
        or len(row.text) > len(words) + 40
    ]


def _name_pieces(row: Row) -> Iterable[Piece]:
    for start, end in row.line.bold_parts:
        if start == row.piece.start:  # type may be all that parts the name from a place beside it
            yield row.piece.sub(0, end - start)
    for cell in row.cells:
        for part in split_piece(cell, PART):
            yield unlabelled(part)
            yield from _after_heading(part)
            before = _NAME_TAIL.split(part.text)[0]
            if before != part.text and (len(before.split()) >= 2 or is_han(before)):
                yield part.sub(0, len(before))


def _after_heading(piece: Piece) -> Iterable[Piece]:
    """What follows a heading on the same line: "PERSONAL INFORMATION Katie Smith"."""
    ends = [match.end() for match in re.finditer(r"\S+", piece.text)]
    for end in ends[:3]:
        if end < len(piece.text) and kind_of(piece.text[:end]) is not None:
            yield piece.sub(end, len(piece.text))


def unlabelled(piece: Piece) -> Piece:
    """The piece without a label such as "Name:" or "Address:" before it."""
    match = _LABELS.match(piece.text)
    return piece.sub(match.end(), len(piece.text)) if match else piece


def _name_shape(text: str) -> float:
    """How much a text has the form of a person's name, 0 to 1."""
    if _NOT_NAME.search(plain(text)) or any(char.isdigit() or char in "@:/\\_<>?!=" for char in text):
        return 0.0
    if is_han(text):
        bare = text.replace(" ", "")
        return 1.0 if 2 <= len(bare) <= 4 and bare[0] in _SURNAMES and title_score(bare) == 0 else 0.0
    words = text.replace(",", "").split()
    if not 1 <= len(words) <= 7 or len(text) > 45 or (text.endswith((".", ";")) and len(words[-1]) > 3):
        return 0.0
    particles = sum(word.islower() for word in words)
    if not all(_NAME_WORD.match(word) for word in words) or words[-1].islower() or particles > 2:
        return 0.0
    other = kind_of(text) is not None or max(title_score(text), place_score(text)) >= 0.8
    if other or is_state(words[-1]):
        return 0.0
    shape = (
        1.0
        if 2 <= sum(len(word) > 3 or word.endswith(".") for word in words) <= 4 or len(words) - particles == 2
        else 0.3
    )
    return shape - (0.5 if organisation_score(text) >= 0.5 else 0.0)


def _like_address(name: str, address: str) -> float:
    """How far the words of a name stand in the e-mail address, 0 to 1.2."""
    words = [word for word in re.split(r"[\s'’-]+", plain(name)) if len(word) > 2]
    if not words or not address:
        return 0.0
    return 1.6 * sum(word in address for word in words) / len(words)
