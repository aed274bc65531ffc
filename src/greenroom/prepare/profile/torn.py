"""Periods that a narrow column has torn over two rows: "04/2021 –" above "now"."""

from __future__ import annotations

import re
from dataclasses import replace

from greenroom.prepare.profile.dates import DateRange, find_periods
from greenroom.prepare.profile.rows import Piece, Row, without_first_cell

_DASH = re.compile(r"[-–—]|\b(?:to|à)$")
_WORDS = 6  # as many open a period at most: "from September 2018 to February"
_LONGEST = 20  # characters of its end
_MARK = re.compile(r"[-–—•]\s+")


def join_torn(rows: list[Row]) -> tuple[list[Row], dict[int, DateRange]]:
    """The rows without the lower halves of torn periods, and the whole periods by the row of their beginning."""
    out: list[Row] = []
    whole: dict[int, DateRange] = {}
    for row in rows:
        joined = _joined(out[-1], row) if out and len(out) - 1 not in whole else None
        if joined is None:
            out.append(row)
            continue
        whole[len(out) - 1] = joined
        if len(row.cells) > 1:
            out.append(_unmarked(without_first_cell(row)))
    return out, whole


def _joined(upper: Row, lower: Row) -> DateRange | None:
    """The period whose words open a cell of one row and end with the first cell of the next."""
    if upper.line.bullet or lower.line.bullet or not lower.cells or len(lower.cells[0].text) > _LONGEST:
        return None
    for cell in upper.cells:
        at = cell.start - upper.piece.start
        for word in list(re.finditer(r"\S+", upper.text[at:]))[:_WORDS]:
            half = upper.text[at : at + word.end()]
            whole = f"{half} {lower.cells[0].text}".replace("\t", " ")
            period = next(iter(find_periods(whole)), None)
            if _DASH.search(half) and period and not period.single and period.to - period.at == len(whole):
                return replace(period, at=at, to=at + word.end())
    return None


def _unmarked(row: Row) -> Row:
    """The row as a list item where a dash opens it."""
    mark = _MARK.match(row.text)
    if mark is None or row.line.bullet:
        return row
    piece: Piece = row.piece.sub(mark.end(), len(row.text))
    first = row.cells[0].sub(mark.end(), len(row.cells[0].text))
    return Row(row.number, replace(row.line, bullet=True), piece, (first, *row.cells[1:]))
