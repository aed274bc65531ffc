"""Education entries: institution, degree, area, period."""

from __future__ import annotations

import re
from collections.abc import Sequence

from greenroom.model.document import Cited, Document
from greenroom.model.profile import Period, Study
from greenroom.prepare.profile.body import items_of
from greenroom.prepare.profile.entries import Entry, entries_of
from greenroom.prepare.profile.jobs import period_of
from greenroom.prepare.profile.rows import Piece, Row
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
    r"\b(?:universit|college|school|institut|academy|polytechni|ecole|lycee|iut|insa|mit|eth|epfl|ucl|ucla|bootcamp|faculty|uc )"
    r"|大学|学院|学校|中学"
)


def studies_of(document: Document, rows: Sequence[Row]) -> tuple[Study, ...]:
    """One study for each dated entry; where nothing is dated, for each row that names a school or a degree."""
    entries = entries_of(rows)
    if not entries:
        entries = _undated(rows)
    studies = (_study(document, entry) for entry in entries)
    return tuple(study for study in studies if study.institution or study.degree)


def _undated(rows: Sequence[Row]) -> list[Entry]:
    entries: list[Entry] = []
    for row in rows:
        named = _SCHOOL.search(plain(row.text)) or _DEGREE.search(plain(row.text))
        if named and not (row.line.bullet and entries and not entries[-1].head[0].bold):
            if (
                entries
                and not entries[-1].body
                and len({one.row for one in entries[-1].head}) < 2
                and not _full(entries[-1])
            ):
                entries[-1].head.extend(segments_of(row, 1))
                continue
            entries.append(Entry(segments_of(row, 0)))
        elif entries:
            entries[-1].body.append(row)
    return [entry for entry in entries if entry.head]


def _full(entry: Entry) -> bool:
    text = plain(" ".join(segment.text for segment in entry.head))
    return _SCHOOL.search(text) is not None and _DEGREE.search(text) is not None


def _study(document: Document, entry: Entry) -> Study:
    names = [segment for segment in entry.head if segment.is_name]
    degree = next((one for one in names if _DEGREE.search(plain(one.text))), None)
    others = [one for one in names if one is not degree]
    school = max(others, key=_school_score, default=None)
    if degree is None and len(others) > 1:
        degree = next(one for one in others if one is not school)
    degree_text, area = _parts(document, degree, [one for one in others if one is not school])
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
    area = next((one for one in rest if one.row == degree.row and not re.search(r"\d", one.text)), None)
    if area is None and is_han(piece.text):
        area = next(iter(rest), None)
    return _cite(document, piece), (_cite(document, area.piece) if area else None)


def _cite(document: Document, piece: Piece) -> Cited:
    return document.cite(piece.start, piece.end)
