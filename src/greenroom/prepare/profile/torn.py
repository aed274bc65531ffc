"""Periods that a narrow column has torn over two or three rows: "04/2021 –" above "now"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from greenroom.prepare.profile.dates import DateRange, find_periods
from greenroom.prepare.profile.rows import Row, without_first_cell

_DASH = re.compile(r"[-–—]|\b(?:to|à)$")
_WORDS = 6  # as many open a period at most: "from September 2018 to February"
_LONGEST = 20  # characters of each further part
_LOWER = 2  # rows at most that hold them
_MARK = re.compile(r"[-–—•○●▪◦‣]\s+")


def join_torn(rows: Sequence[Row]) -> tuple[list[Row], dict[int, DateRange]]:
    """The rows without the lower parts of torn periods, and the whole periods by the place of their beginning."""
    out: list[Row] = []
    whole: dict[int, DateRange] = {}
    at = 0
    while at < len(rows):
        row, lower = rows[at], list(_lower(rows[at + 1 : at + 1 + _LOWER]))
        out.append(row)
        at += 1
        for count in range(len(lower), 0, -1):
            period = _joined(row, [each.cells[0].text for each in lower[:count]])
            if period is not None:
                whole[row.piece.start + period.at] = period
                out += [_unmarked(without_first_cell(each)) for each in lower[:count] if len(each.cells) > 1]
                at += count
                break
    return out, whole


def _lower(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows below one whose first cells may go on with its period."""
    for row in rows:
        if row.line.bullet or not row.cells or len(row.cells[0].text) > _LONGEST:
            return
        yield row


def _joined(upper: Row, parts: Sequence[str]) -> DateRange | None:
    """The period whose words open a cell of the row and end with the `parts`."""
    if upper.line.bullet:
        return None
    for cell in upper.cells:
        at = cell.start - upper.piece.start
        for word in list(re.finditer(r"\S+", upper.text[at:]))[:_WORDS]:
            half = upper.text[at : at + word.end()]
            whole = " ".join((half, *parts)).replace("\t", " ")
            period = next(iter(find_periods(whole)), None)
            torn = any(_DASH.search(part) for part in (half, *parts[:-1]))
            if torn and period and not period.single and period.to - period.at == len(whole):
                return replace(period, at=at, to=at + word.end())
    return None


def _unmarked(row: Row) -> Row:
    """The row as a list item where a mark opens it."""
    mark = _MARK.match(row.text)
    if mark is None or row.line.bullet:
        return row
    piece = row.piece.sub(mark.end(), len(row.text))
    first = row.cells[0].sub(mark.end(), len(row.cells[0].text))
    return Row(row.number, replace(row.line, bullet=True), piece, (first, *row.cells[1:]))
