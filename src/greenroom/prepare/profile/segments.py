"""The head of an entry cut into segments: names, places, web addresses, lengths of time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from greenroom.prepare.profile.dates import find_periods, is_duration
from greenroom.prepare.profile.rows import Piece, Row, split_piece
from greenroom.prepare.profile.words import (
    is_address,
    is_city,
    is_state,
    organisation_score,
    place_score,
    place_tail,
    plain,
    title_score,
)

_STRONG = re.compile(
    r"\t+|[ \u00a0]{3,}|\s+[|•·⋅∙◦‖/]{1,2}\s+|\s*[|｜·•]\s*|(?<=[\u4e00-\u9fff）)])\s+(?=[\u4e00-\u9fff])"
)
_AT = re.compile(r"\s+(?:at|@|chez|bei)\s+|\s*@\s*", re.IGNORECASE)
_DASH = re.compile(r"\s+[–—―-]+\s+|\s*[—―]\s*")
_COMMA = re.compile(r"\s*[,，、;]\s*(?![^(]*\))")
_SUFFIX = re.compile(
    r"^(?:inc|llc|ltd|corp|co|gmbh|plc|s\.?a\.?s?|llp|pty|lp|jr|sr|ph\.?d|limited)\.?$", re.IGNORECASE
)
_URL = re.compile(r"^\S+@\S+$|^(?:https?\s?:|www\.)|^[\w-]+(?:\.[\w-]+)+(?:/\S*)?$", re.IGNORECASE)
_TERMS = re.compile(
    r"^(?:full[- ]time|part[- ]time|contract|permanent|freelance contract|remote|hybrid|on-?site|temporary|cdi|cdd|"
    r"temps plein|temps partiel|全职|兼职|远程)$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"(?<=\S)\s*[(（]([^()（）]+)[)）]$")
_AT_ALONE = re.compile(r"^(?:at|chez|bei)$", re.IGNORECASE)
_DANGLING = re.compile(r"\s+(?:at|chez|bei|@)$", re.IGNORECASE)
_FIELD = re.compile(
    r"^(?:position|(?:job )?title|role|employer|company|organi[sz]ation|location|place|"
    r"(?:employment )?(?:period|dates?|duration)(?: employed| worked| of employment)?|employed|"
    r"occupation or position held|name (?:and address )?of employer|name and type of organisation (?:providing [\w ]+)?|"
    r"title of qualification awarded|main activities and(?: responsibilities)?|type of business or sector|"
    r"fonction ou poste occup[ée]|nom (?:et adresse )?de l['’]employeur|principales activit[ée]s(?: et(?: responsabilit[ée]s)?)?|"
    r"type ou secteur d['’]activit[ée]|intitul[ée] du (?:certificat|dipl[ôo]me)(?: ou (?:certificat|dipl[ôo]me))?(?: d[ée]livr[ée])?|"
    r"nom (?:et type )?de l['’][ée]tablissement(?: d['’]enseignement ou de formation)?|poste|fonction|employeur|entreprise|soci[ée]t[ée]|lieu|p[ée]riode|职位|岗位|职务|公司|单位|公司名称|时间|地点)\s*(?:[:：]\s*|$)",
    re.IGNORECASE,
)  # "Position: Engineer"
_NAME_FIELD = re.compile(
    r"^(?:(?:employer|company|organi[sz]ation|position|job title|employeur|entreprise|poste|公司|单位|职位|公司名称)\s*[:：]"
    r"|(?:name (?:and address )?of employer|occupation or position held|nom (?:et adresse )?de l['’]employeur"
    r"|fonction ou poste occup[ée])\s*[:：]?\t)",
    re.IGNORECASE,
)
_PLACE_FIELD = re.compile(r"^(?:location|place|city|lieu|ville|地点|城市)\s*[:：]", re.IGNORECASE)
_LEADING = " \t\u00a0)],;:|·•–—―-."
_PARTING = frozenset("–—―|·•\t")
_TRAILING = " \t\u00a0([,;:|·•–—―-"


class Cut(IntEnum):
    """What parts a segment from the one before it, weakest first."""

    COMMA = 1
    DASH = 2
    STRONG = 3
    CELL = 4
    AT = 5
    BOLD = 6
    ROW = 7


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a head. `row` counts from the dated row (0), `strong` from the row's left over strong cuts."""

    piece: Piece
    row: int
    strong: int
    cut: Cut
    bold: bool
    place: float
    is_name: bool

    @property
    def text(self) -> str:
        """The segment's words."""
        return self.piece.text


def segments_of(row: Row, place: int, *, without: Piece | None = None) -> list[Segment]:
    """The segments of a row, the date `without` left out."""
    out: list[Segment] = []
    strong = 0
    for cut, piece in _pieces(row, without):
        strong += cut >= Cut.STRONG or not out
        out.append(_segment(row, piece, place, strong, cut if out else Cut.ROW))
    return out


def names_field(text: str) -> bool:
    """Whether a row says by its label that it gives a title or an employer."""
    return _NAME_FIELD.match(text) is not None


def is_terms(text: str) -> bool:
    """Whether `text` says on what terms a job is held ("full-time", "contract")."""
    return _TERMS.match(plain(text)) is not None


def _pieces(row: Row, without: Piece | None) -> Iterator[tuple[Cut, Piece]]:
    joined = False  # by an "at" whose type is not that of the names beside it
    for cell_number, cell in _cells(row, without):
        cut = Cut.CELL if cell_number else Cut.ROW
        for bold_number, run in enumerate(_bold_runs(row, cell)):
            for strong_number, strong in enumerate(_strong_parts(run)):
                for at_number, named in enumerate(_at_parts(strong)):
                    for dash_number, dashed in enumerate(split_piece(named, _DASH)):
                        parted = row.piece.text[: run.start - row.piece.start].rstrip()[-1:] in _PARTING
                        alone = parted or max(cell_number, strong_number, dash_number) > 0
                        parts = _comma_parts(dashed, own=alone or bold_number > 0, alone=alone)
                        for comma_number, part in enumerate(parts):
                            kind = (
                                Cut.COMMA if comma_number else Cut.DASH if dash_number else Cut.AT if at_number
                                else Cut.STRONG if strong_number else Cut.BOLD if bold_number else cut
                            )  # fmt: skip
                            clean = _clean(part)
                            if _AT_ALONE.match(clean.text):
                                joined = True
                                continue
                            if joined:
                                kind, joined = Cut.AT, False
                            if clean.text and any(char.isalnum() for char in clean.text):
                                yield kind, clean


def _cells(row: Row, without: Piece | None) -> Iterator[tuple[int, Piece]]:
    """The row's cells with their numbers; the date left out parts a cell in two."""
    number = 0
    for cell in row.cells:
        if without is None or without.end <= cell.start or without.start >= cell.end:
            yield number, cell
            number += 1
            continue
        for start, end in ((0, without.start - cell.start), (without.end - cell.start, len(cell.text))):
            if end > max(start, 0):
                part = _clean(cell.sub(max(start, 0), end))
                if part.text:
                    yield number, part
            number += 1


def _bold_runs(row: Row, cell: Piece) -> Iterator[Piece]:
    """The cell cut where bold type begins or ends, if at a separator or a space."""
    at = cell.start
    marks = sorted({edge for part in row.line.bold_parts for edge in part if cell.start < edge < cell.end})
    for mark in [*marks, cell.end]:
        piece = _clean(cell.sub(at - cell.start, mark - cell.start))
        if any(char.isalnum() for char in piece.text):
            yield piece
        at = mark


def _strong_parts(piece: Piece) -> list[Piece]:
    """Parts between strong separators; a place that ends a part, bare or in brackets, is one of its own."""
    out: list[Piece] = []
    for part in split_piece(piece, _STRONG):
        bracket = _BRACKET.search(part.text)
        tail = bracket.start() if bracket and place_score(bracket[1]) >= 0.8 else place_tail(part.text)
        out.extend([part] if tail is None else [part.sub(0, tail), part.sub(tail, len(part.text))])
    return out


def _at_parts(piece: Piece) -> list[Piece]:
    """`Engineer at Acme` in two, where the left part is a title."""
    for match in _AT.finditer(piece.text):
        left = piece.sub(0, match.start())
        if title_score(left.text) >= 0.3:
            return [left, piece.sub(match.end(), len(piece.text))]
    return [piece]


def _comma_parts(piece: Piece, *, own: bool, alone: bool) -> list[Piece]:
    """Parts between commas; company suffixes stay with their names, states and countries with their cities.

    `own` says that the piece does not open its row, so that all of it may be a place; `alone`, that a
    separator and not only bold type parts it from what stands before.
    """
    parts = split_piece(piece, _COMMA)
    named = max(title_score(piece.text), organisation_score(piece.text)) >= 0.8
    by_country = own and alone and len(parts) == 2 and not is_city(parts[1].text)
    if not named and place_score(piece.text) >= (0.8 if by_country else 1.0):
        return [piece]
    out: list[Piece] = []
    for part in parts:
        if (out and _SUFFIX.match(part.text)) or (
            out and _is_place_pair(out[-1], part, before=out[:-1], own=own)
        ):
            out[-1] = _joined(piece, out[-1], part)
        else:
            out.append(part)
    return out


def _joined(whole: Piece, first: Piece, second: Piece) -> Piece:
    return whole.sub(first.start - whole.start, second.end - whole.start)


def _is_place_pair(city: Piece, area: Piece, *, before: Sequence[Piece], own: bool) -> bool:
    """Whether two neighbouring parts are a city and its state or country, after the names `before` them.

    A city that is not known is told by its country where the names are already there.
    """
    if len(before) + own < 1:
        return False
    bare = re.sub(r"\s*\([^)]*\)", "", area.text)
    known = place_score(city.text) >= 0.6
    if organisation_score(city.text) >= 1 or title_score(city.text) >= 0.8:
        return False
    if not known and place_score(bare) >= 1 and not (organisation_score(city.text) or is_city(bare)):
        titled = any(title_score(part.text) >= 0.8 for part in before)
        known = len(before) >= 1 + titled and len(city.text.split()) <= 3 and city.text[:1].isupper()
    return (is_state(bare) and len(city.text.split()) <= 3) or (known and place_score(bare) >= 0.6)


def _clean(piece: Piece) -> Piece:
    """The piece without separators and brackets that do not pair at its ends."""
    text = piece.text
    field = _FIELD.match(text)
    start, end = field.end() if field else 0, len(_DANGLING.sub("", text))
    while start < end and (
        text[start] in _LEADING or (text[start] in "([" and not _paired(text, start, end))
    ):
        start += 1
    while start < end and (
        text[end - 1] in _TRAILING or (text[end - 1] in ")]" and not _paired(text, start, end))
    ):
        end -= 1
    return piece.sub(start, end)


def _paired(text: str, start: int, end: int) -> bool:
    part = text[start:end]
    return part.count("(") + part.count("[") == part.count(")") + part.count("]")


def _segment(row: Row, piece: Piece, place: int, strong: int, cut: Cut) -> Segment:
    bold = row.line.bold or any(
        start <= piece.start and piece.end <= end for start, end in row.line.bold_parts
    )
    where = float(_PLACE_FIELD.match(row.text) is not None)
    if organisation_score(piece.text) < 1 and title_score(piece.text) < 0.8:
        alone = len(row.cells) == 1 and not find_periods(row.text)
        known = 1.0 if is_address(row.text if alone else piece.text) else place_score(piece.text)
        where = max(where, known)
    name = where < 0.6 and not (_URL.match(piece.text) or is_duration(piece.text) or is_terms(piece.text))
    return Segment(piece, place, strong, cut, bold, where, name)
