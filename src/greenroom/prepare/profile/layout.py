"""The rows of a section put into reading order: columns of dates and labels, wrapped names, heads that are list items."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from greenroom.model.document import Line
from greenroom.prepare.profile.body import is_prose
from greenroom.prepare.profile.dates import find_periods, is_duration
from greenroom.prepare.profile.rows import Piece, Row, is_full, right_edge
from greenroom.prepare.profile.segments import is_terms
from greenroom.prepare.profile.words import place_score, title_score

_PARTS = re.compile(r"\s*[·•|,]\s*|\t")
_COLUMN_NAME = re.compile(
    r"^(?:dates?|period|from|to|years?|when|role|title|job title|position|company|employer|organi[sz]ation|location|place|"
    r"description|responsibilities|details|degree|institution|school|p[ée]riode|poste|entreprise|soci[ée]t[ée]|lieu|dipl[ôo]me|"
    r"[ée]tablissement|时间|职位|岗位|公司|单位|地点|学校|专业|学历)$",
    re.IGNORECASE,
)


def dates_apart(rows: Sequence[Row]) -> list[Row]:
    """Dates and durations in the last cell of a list's row (a date column beside the text) taken apart.

    The names of a table's columns are left out.
    """
    out: list[Row] = []
    for row in rows:
        if len(row.cells) > 1 and all(_COLUMN_NAME.match(cell.text) for cell in row.cells):
            continue
        if (item := _marked_cell(row)) is not None:
            out.extend(_label_and_item(row, item))
            continue
        if len(row.cells) > 2 and _is_date_cell(row.cells[-2]) and is_prose(row.cells[-1].text, least=4):
            out.extend(_head_and_item(row))
            continue
        last = row.cells[-1] if row.cells else row.piece
        period = next(iter(find_periods(last.text)), None)
        whole = is_duration(last.text) or (
            period is not None and len(last.text) - (period.to - period.at) <= 2
        )
        if len(row.cells) > 1 and whole and (row.line.bullet or is_duration(last.text)):
            end = row.cells[-2].end
            text = row.piece.text[: end - row.piece.start]
            if not is_duration(last.text):
                out.append(Row(row.number, _unmarked(row), last, (last,)))
            out.append(Row(row.number, row.line, Piece(row.piece.start, end, text), row.cells[:-1]))
        elif not _is_terms(row.text):
            out.append(row)
    return _heads_first(out)


def _is_terms(text: str) -> bool:
    """Whether a row says no more than how long and on what terms ("Full-time · 4 yrs 10 mos")."""
    parts = [part for part in _PARTS.split(text) if part]
    return any(map(is_duration, parts)) and all(is_duration(part) or is_terms(part) for part in parts)


def _marked_cell(row: Row) -> int | None:
    """Which cell of a row opens a list item beside a label, if one does."""
    if row.line.bullet:
        return None
    marked = next(
        (number for number, cell in enumerate(row.cells) if number and cell.text[0] in "•●▪◦‣"), None
    )
    return None if marked is None or _is_head_beside_date(row, marked) else marked


def _is_head_beside_date(row: Row, number: int) -> bool:
    """Whether the marked cell right of a date is the head of an entry: in bold, or a title and no sentence."""
    cell = row.cells[number]
    if not _is_date_cell(row.cells[number - 1]):
        return False
    first = cell.sub(1, len(cell.text)).start
    bold = row.line.bold or any(start <= first < end for start, end in row.line.bold_parts)
    return bold or (title_score(cell.text) >= 0.8 and not is_prose(cell.text, least=4))


def _label_and_item(row: Row, item: int) -> list[Row]:
    """The label and the list item of one row as two rows."""
    label, rest = row.cells[:item], row.cells[item:]
    end = label[-1].end - row.piece.start
    first = rest[0].sub(1, len(rest[0].text))
    text = row.piece.text[first.start - row.piece.start :]
    marked = replace(row.line, bullet=True, x0=row.line.x0 + 1)  # right of the label
    return [
        Row(row.number, row.line, row.piece.sub(0, end), label),
        Row(row.number, marked, Piece(first.start, row.piece.end, text), (first, *rest[1:])),
    ]


def _is_date_cell(cell: Piece) -> bool:
    periods = find_periods(cell.text)
    return len(periods) == 1 and periods[0].to - periods[0].at >= len(cell.text) - 2


def _head_and_item(row: Row) -> list[Row]:
    """A row whose last cell is text that has slipped up beside the head, as two rows."""
    last = row.cells[-1]
    head = row.piece.sub(0, row.cells[-2].end - row.piece.start)
    item = replace(row.line, bullet=True)
    return [Row(row.number, row.line, head, row.cells[:-1]), Row(row.number, item, last, (last,))]


def unwrapped(rows: Sequence[Row]) -> list[Row]:
    """Bold names and places that are wrapped in a narrow column put together again."""
    edge = right_edge(rows)
    out: list[Row] = []
    for row in rows:
        last = out[-1] if out else None
        if last is not None and (_wrapped_name(last, row, edge) or _wrapped_place(last, row)):
            text = last.text + " " * (row.piece.start - last.piece.end) + row.text
            whole = Piece(last.piece.start, row.piece.end, text)
            out[-1] = Row(row.number, row.line, whole, (whole,))
        else:
            out.append(row)
    return out


def _wrapped_name(last: Row, row: Row, edge: float) -> bool:
    one, two = last.line, row.line
    if not (two.bold or one.bold_parts) or not _is_next_line(last, row):
        return False
    alike = one.bold == two.bold or (bool(one.bold_parts) and not two.bold and not two.bold_parts)
    return alike and is_full(last, row, edge)


def _wrapped_place(last: Row, row: Row) -> bool:
    """Whether two rows are a place only together: "Prague, Czech" above "Republic"."""
    if not _is_next_line(last, row) or place_score(row.text) >= 0.8:
        return False
    return place_score(last.text) < 0.8 <= place_score(f"{last.text} {row.text}")


def _is_next_line(last: Row, row: Row) -> bool:
    """Whether `row` stands right below `last` in the same type, both single names without a date."""
    one, two = last.line, row.line
    alike = abs(one.size - two.size) < 0.3 and abs(one.x0 - two.x0) < 2 and one.page == two.page
    near = 0 < two.y0 - one.y0 < 1.5 * max(1.0, two.size) and row.number == last.number + 1
    plain_rows = not (one.bullet or two.bullet or find_periods(last.text) or find_periods(row.text))
    return alike and near and plain_rows and len(last.cells) == 1 and len(row.cells) == 1


def _heads_first(rows: list[Row]) -> list[Row]:
    """Labels and dates that stand beside or below a list, in a column of their own, moved above the list."""
    shared = {one.number for one, two in pairwise(rows) if one.number == two.number}
    lefts = [row.line.x0 for row in rows if row.number in shared and not row.line.bullet]
    out: list[Row] = []
    for row in rows:
        loose = row.number in shared or (_is_date(row) and any(abs(row.line.x0 - left) < 3 for left in lefts))
        if loose and not row.line.bullet and out and out[-1].line.bullet and row.line.x1:
            at = len(out)
            while at and (out[at - 1].line.bullet or out[at - 1].line.x0 > row.line.x0 + 3):
                at -= 1
            out.insert(at, row)
        else:
            out.append(row)
    return out


def _is_date(row: Row) -> bool:
    """Whether the row is a period and nothing else."""
    periods = find_periods(row.text)
    return len(periods) == 1 and periods[0].to - periods[0].at >= len(row.text) - 2 and not periods[0].single


def _unmarked(row: Row) -> Line:
    return replace(row.line, bullet=False)


def items_as_heads(rows: Sequence[Row]) -> list[Row]:
    """List items that give a period taken as heads, for sections written as one list."""
    return [
        replace(row, line=_unmarked(row))
        if row.line.bullet
        and len(row.text) <= 160
        and any(not period.single for period in find_periods(row.text))
        else row
        for row in rows
    ]


def marked_heads(rows: list[Row], dated: Collection[int]) -> list[Row]:
    """List items right above the rows `dated` taken as heads, where every entry is an item of one list."""
    above = {row - 1 for row in dated}
    if 0 not in above or not all(index >= 0 and rows[index].line.bullet for index in above):
        return rows
    return [replace(row, line=_unmarked(row)) if index in above else row for index, row in enumerate(rows)]
