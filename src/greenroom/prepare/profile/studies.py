"""Education entries: institution, degree, area, period."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from greenroom.model.document import Cited, Document
from greenroom.model.profile import Period, Study
from greenroom.prepare.profile.anchors import Dated
from greenroom.prepare.profile.body import items_of
from greenroom.prepare.profile.dates import find_periods
from greenroom.prepare.profile.entries import Entry, entries_of
from greenroom.prepare.profile.jobs import period_of
from greenroom.prepare.profile.rows import Piece, Row, split_piece
from greenroom.prepare.profile.segments import Segment, segments_of
from greenroom.prepare.profile.words import is_han, organisation_score, plain

_DEGREE = re.compile(
    r"\b(?:ph\.?\s?d|d\.?phil|doctor(?:ate|at)?|m\.?\s?sc|m\.?\s?s|m\.?\s?a|m\.?\s?b\.?\s?a|m\.?\s?eng|m\.?\s?phil|m\.?\s?tech|master(?:'?s)?|mast[eè]re|"
    r"b\.?\s?sc|b\.?\s?s|b\.?\s?a|b\.?\s?eng|b\.?\s?tech|bachelor(?:'?s)?|associate(?:'?s)?|diploma|diplome|licence|baccalaureat|bts|dut|dea|dess|"
    r"certificate|bootcamp|nanodegree|high school|a-levels|ged|minor|major|postgraduate|undergraduate)(?![\w])"
    r"|硕士|博士|本科|学士|研究生|大专|专科|高中"
)
_AREA = re.compile(r"^(?P<degree>.{2,40}?)\s+(?:in|en)\s+(?P<area>.+)$", re.IGNORECASE)
_SHORT = re.compile(
    r"^(?:(?P<degree>[A-Z][A-Za-z.]{1,6})\s+(?:in\s+|en\s+)?|(?P<han>硕士|博士|本科|学士)\s*)(?!of\b)(?P<area>\w.+)$"
)
_SCHOOL = re.compile(
    r"\b(?:universi[td]|college|school|institut|academy|polytechni|ecole|lycee|iut|insa|mit|eth|epfl|ucl|ucla|bootcamp|faculty|uc )"
    r"|大学|学院|学校|中学"
)
_TWO_STUDIES = re.compile(r"\s*(?:[;；]|\.(?=\s+[A-Z]))\s+|[；]")
_INSIDE = re.compile(r"\s*[:：@]\s+")  # "University of Leeds: MSc Statistics"
_ABOUT_ONE = re.compile(
    r"\b(?:thesis|these|dissertation|gpa|project|projet|memoire|supervis\w+|advis\w+|award\w*|prize|scholar\w*|fellow\w*|"
    r"exchange|visit\w*|modules?|coursework|courses?)\b|论文|导师|课程|奖学金"
)  # such a row tells of the study above it


def studies_of(document: Document, rows: Sequence[Row]) -> tuple[Study, ...]:
    """One study for each dated entry; where nothing is dated, for each row that names a school or a degree."""
    rows = [part for row in rows for part in _parted(row)]
    entries = entries_of(rows)
    entries = [part for entry in entries for part in _with_swallowed(entry)] if entries else _undated(rows)
    studies = (_study(document, entry) for entry in entries)
    return tuple(study for study in studies if study.institution or study.degree)


def _parted(row: Row) -> list[Row]:
    """A row that gives several studies in a line, cut into one row for each."""
    parts = split_piece(row.piece, _TWO_STUDIES)
    if len(parts) < 2 or not all(_names_both(part.text) for part in parts):
        return [row]
    return [replace(row, piece=part, cells=(part,)) for part in parts]


def _names_both(text: str) -> bool:
    """Whether a text names a degree and a school, as a study of its own does."""
    folded = plain(text)
    degrees, schools = _DEGREE.search(folded), _SCHOOL.search(folded)
    # "Bootcamp" is both: one of the two must be said by another word
    return bool(degrees and schools) and (
        len({match.span() for match in (*_DEGREE.finditer(folded), *_SCHOOL.finditer(folded))}) > 1
    )


def _with_swallowed(entry: Entry) -> Iterator[Entry]:
    """The entry, and those studies without a date that stand in its body, each with the rows below it."""
    own = entry
    body, own.body = own.body, []
    for row in body:
        if len(row.text) <= 120 and _names_both(row.text) and not _ABOUT_ONE.search(plain(row.text)):
            yield own
            own = _row_entry(row, entry.edge)
        else:
            own.body.append(row)
    yield own


def _row_entry(row: Row, edge: float = 0.0) -> Entry:
    """One row as an entry, dated by the last date in it, if any."""
    period = next(reversed(find_periods(row.text)), None)
    if period is None:
        return Entry(segments_of(row, 0), edge=edge)
    raw = row.piece.sub(period.at, period.to)
    return Entry(segments_of(row, 0, without=raw), Dated(0, period, raw), edge=edge)


def _undated(rows: Sequence[Row]) -> list[Entry]:
    entries: list[Entry] = []
    for row in rows:
        named = _SCHOOL.search(plain(row.text)) or _DEGREE.search(plain(row.text))
        detail = row.line.bullet and entries and not entries[-1].head[0].bold
        if named and (not detail or (_names_both(row.text) and not _ABOUT_ONE.search(plain(row.text)))):
            if (
                entries
                and not entries[-1].body
                and len({one.row for one in entries[-1].head}) < 2
                and not _full(entries[-1])
            ):
                entries[-1].head.extend(segments_of(row, 1))
                continue
            entries.append(_row_entry(row))
        elif entries:
            entries[-1].body.append(row)
    return [entry for entry in entries if entry.head]


def _full(entry: Entry) -> bool:
    return _names_both(" ".join(segment.text for segment in entry.head))


def _study(document: Document, entry: Entry) -> Study:
    names = [part for segment in entry.head if segment.is_name for part in _cut_inside(segment)]
    degree = max(names, key=_degree_score, default=None)
    if degree is not None and _degree_score(degree) == 0:
        degree = _degree_below(entry)
    others = [one for one in names if one is not degree]
    school = max(others, key=_school_score, default=None)
    if degree is None and len(others) > 1:
        degree = next(one for one in others if one is not school)
    degree_text, area = _parts(
        document, degree, [one for one in others if one is not school and one is not degree]
    )
    period = period_of(document, entry)
    if entry.dated is not None and entry.dated.period.single:
        period = Period(end=period.end, raw=period.raw)  # a lone year in education is the year of the degree
    return Study(
        institution=document.cite(school.piece.start, school.piece.end) if school else None,
        degree=degree_text,
        area=area,
        period=period,
        notes=items_of(document, entry.body, edge=entry.edge),
    )


def _degree_below(entry: Entry) -> Segment | None:
    """The degree that stands alone in the first row below a head without one; taken out of the body."""
    first = entry.body[0] if entry.body else None
    if first is None or len(first.text) > 40 or not _DEGREE.match(plain(first.text)):
        return None
    if _ABOUT_ONE.search(plain(first.text)):
        return None
    entry.body = entry.body[1:]
    return next(iter(segments_of(first, 1)), None)


def _cut_inside(segment: Segment) -> list[Segment]:
    """A segment that holds a school and a degree with a colon or an "@" between them, as two."""
    parts = split_piece(segment.piece, _INSIDE)
    if len(parts) == 1:
        parts = _degree_and_school(segment.piece)
    schools = [_SCHOOL.search(plain(part.text)) is not None for part in parts]
    if len(parts) != 2 or schools[0] == schools[1] or not _DEGREE.search(plain(segment.text)):
        return [segment]
    return [replace(segment, piece=part) for part in parts]


def _degree_and_school(piece: Piece) -> list[Piece]:
    """The short form of a degree with the school right after it, as two: "MEng Imperial College London"."""
    degree, _, rest = piece.text.partition(" ")
    if not _DEGREE.fullmatch(plain(degree)) or not _SCHOOL.search(plain(rest)) or rest[:1].islower():
        return [piece]
    return [piece.sub(0, len(degree)), piece.sub(len(degree), len(piece.text))]


def _degree_score(segment: Segment) -> float:
    """How much a segment reads as a degree; a word such as "bootcamp" names schools too."""
    folded = plain(segment.text)
    if not _DEGREE.search(folded):
        return 0.0
    return 1.0 - 0.5 * (_SCHOOL.search(folded) is not None) + 0.2 * (_DEGREE.match(folded) is not None)


def _school_score(segment: Segment) -> float:
    if _SCHOOL.search(plain(segment.text)):
        return 2.0
    return (
        organisation_score(segment.text)
        + (0.2 if segment.bold else 0.0)
        - (0.5 if "gpa" in plain(segment.text) else 0.0)
    )


def _parts(
    document: Document, degree: Segment | None, rest: Sequence[Segment]
) -> tuple[Cited | None, Cited | None]:
    """The degree and the area of study, which may share a segment: "BSc in Economics"."""
    if degree is None:
        return None, None
    piece = degree.piece
    short = _SHORT.match(piece.text)
    if short and _DEGREE.search(plain(short["degree"] or short["han"])):
        end = max(short.end("degree"), short.end("han"))
        return _cite(document, piece.sub(0, end)), _cite(
            document, piece.sub(short.start("area"), len(piece.text))
        )
    long = _AREA.match(piece.text)
    if long and _DEGREE.search(plain(long["degree"])):
        return (
            _cite(document, piece.sub(0, long.end("degree"))),
            _cite(document, piece.sub(long.start("area"), len(piece.text))),
        )
    named = [one for one in rest if not re.search(r"\d", one.text)]
    area = next((one for one in named if one.row == degree.row), None)
    if area is None and (is_han(piece.text) or all(one.row != degree.row for one in rest)):
        area = next(iter(rest), None)
    return _cite(document, piece), (_cite(document, area.piece) if area else None)


def _cite(document: Document, piece: Piece) -> Cited:
    return document.cite(piece.start, piece.end)
