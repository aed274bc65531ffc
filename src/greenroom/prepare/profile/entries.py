"""The entries of a section (jobs, studies, projects): head rows around a date, then a body.

Entries are found by their dates. How many rows stand above and below the date in a head is learnt from the
section itself and kept the same for all its entries.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from greenroom.model.document import Line
from greenroom.prepare.profile.body import Label, labels_of
from greenroom.prepare.profile.dates import DateRange, duration_at, find_periods, is_duration, join_stacked
from greenroom.prepare.profile.rows import Piece, Row, is_full, right_edge, without_first_cell
from greenroom.prepare.profile.segments import Segment, segments_of

_HEAD_ABOVE = 3
_HEAD_BELOW = 3
_COLUMN_NAME = re.compile(
    r"^(?:dates?|period|from|to|years?|when|role|title|job title|position|company|employer|organi[sz]ation|location|place|"
    r"description|responsibilities|details|degree|institution|school|p[ée]riode|poste|entreprise|soci[ée]t[ée]|lieu|dipl[ôo]me|"
    r"[ée]tablissement|时间|职位|岗位|公司|单位|地点|学校|专业|学历)$",
    re.IGNORECASE,
)
_BEFORE_DATE = re.compile(
    r"(?:\b(?:in|en|of|during|by|for|since|on|de|dated|till|around)|[$€£(]\d*)\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A period found in a row; `row` is the index in the section, `raw` the place of its words."""

    row: int
    period: DateRange
    raw: Piece


@dataclass(slots=True)
class Entry:
    """One entry: what its head says without the date, the date, and the rows of its body."""

    head: list[Segment] = field(default_factory=list)
    dated: Dated | None = None
    body: list[Row] = field(default_factory=list)
    above: int = 0  # how many head rows stand above the date
    edge: float = 0.0  # where the section's column ends, in points


def entries_of(rows: Sequence[Row], *, fields: int = 2) -> list[Entry]:
    """The entries of one section's rows; `fields` is how many names a head usually gives."""
    rows = _unwrapped(_dates_apart(rows))
    dates = _dates(rows)
    if not dates:
        rows = _items_as_heads(rows)
        dates = _dates(rows)
    rows = _marked_heads(rows, dates)
    labels = labels_of(rows, {dated.row for dated in dates})
    dates = _without_prose(rows, labels, dates)
    if not dates:
        return []
    return _Splitter(rows, labels, dates, fields).entries()


class _Splitter:
    """Cuts the rows of one section at its dates."""

    def __init__(self, rows: Sequence[Row], labels: list[Label], dates: list[Dated], fields: int) -> None:
        self.rows, self.labels, self.dates, self.fields = rows, labels, dates, fields
        self.dated_rows = {dated.row: dated for dated in dates}
        self.above = self._rows_above()

    def entries(self) -> list[Entry]:
        starts = [self._start(index) for index in range(len(self.dates))]
        entries = []
        for index, dated in enumerate(self.dates):
            stop = starts[index + 1] if index + 1 < len(starts) else len(self.rows)
            entries.append(self._entry(starts[index], dated, stop))
        below = self._rows_below(entries)
        for entry, dated in zip(entries, self.dates, strict=True):
            self._move_down(entry, dated, below)
        return entries

    def _rows_above(self) -> int:
        """Head rows above the date, as the first entry shows it, or most entries where it has none."""
        first = self.dates[0].row
        count = 0
        for index in range(first - 1, -1, -1):
            if self.labels[index] is not Label.SHORT or count == _HEAD_ABOVE:
                break
            count += 1
        return count

    def _start(self, index: int) -> int:
        """Where the head of the entry at `index` begins."""
        row = self.dates[index].row
        if index == 0:
            return row - self.above
        floor = self.dates[index - 1].row + 1
        run = row
        while run > floor and self.labels[run - 1] is Label.SHORT and row - run < _HEAD_ABOVE:
            run -= 1
        if run == floor and run < row and self.above:
            run = max(run, row - self.above, self._widest_gap(floor - 1, row) or 0)
        return max(run, row - self.above)

    def _widest_gap(self, upper: int, lower: int) -> int | None:
        """The row after the widest gap between two dates with no body between them."""
        gaps = [(self._gap(index), index) for index in range(upper + 1, lower + 1)]
        widest = max(gaps)
        others = [gap for gap, index in gaps if index != widest[1]]
        return widest[1] if others and widest[0] > 1.2 * max(others) > 0 else None

    def _gap(self, index: int) -> float:
        one, two = self.rows[index - 1].line, self.rows[index].line
        return two.y0 - one.y0 if one.page == two.page else 0.0

    def _entry(self, start: int, dated: Dated, stop: int) -> Entry:
        head: list[Segment] = []
        for index in range(start, dated.row):
            head.extend(segments_of(self.rows[index], index - dated.row))
        head.extend(segments_of(self.rows[dated.row], 0, without=dated.raw))
        body = list(self.rows[dated.row + 1 : stop])
        return Entry(head, dated, body, dated.row - start, right_edge(self.rows))

    def _rows_below(self, entries: Sequence[Entry]) -> int:
        """How many rows below the date belong to the head: as many as most heads still lack names."""
        lacking = [self.fields - min(self.fields, _names(entry.head)) for entry in entries]
        return round(median(lacking)) if lacking else 0

    def _move_down(self, entry: Entry, dated: Dated, below: int) -> None:
        """Move the rows right below the date that belong to the head out of the body."""
        wanted = (
            max(below, self.fields - _names(entry.head))
            if below
            else min(1, self.fields - _names(entry.head))
        )
        taken, names = 0, 0
        while entry.body and taken < _HEAD_BELOW:
            index = dated.row + 1 + taken
            row = entry.body[0]
            if self.labels[index] is not Label.SHORT or index in self.dated_rows:
                break
            segments = segments_of(row, taken + 1)
            named = _names(segments)
            if named and names >= wanted:
                break
            names += named
            taken += 1
            entry.head.extend(segments)
            entry.body.pop(0)


def _names(segments: Sequence[Segment]) -> int:
    """How many names (not places, addresses, lengths of time) the segments hold, commas not counted apart."""
    return len({(segment.row, segment.strong) for segment in segments if segment.is_name})


def _dates_apart(rows: Sequence[Row]) -> list[Row]:
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
        elif not is_duration(row.text):
            out.append(row)
    return _heads_first(out)


def _marked_cell(row: Row) -> int | None:
    """Which cell of a row opens a list item beside a label, if one does."""
    if row.line.bullet:
        return None
    return next((number for number, cell in enumerate(row.cells) if number and cell.text[0] in "•●▪◦‣"), None)


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


def _unwrapped(rows: Sequence[Row]) -> list[Row]:
    """Bold names that are wrapped in a narrow column put together again."""
    edge = right_edge(rows)
    out: list[Row] = []
    for row in rows:
        last = out[-1] if out else None
        if last is not None and row.line.bold and _wrapped_name(last, row, edge):
            text = last.text + " " * (row.piece.start - last.piece.end) + row.text
            whole = Piece(last.piece.start, row.piece.end, text)
            out[-1] = Row(row.number, row.line, whole, (whole,))
        else:
            out.append(row)
    return out


def _wrapped_name(last: Row, row: Row, edge: float) -> bool:
    one, two = last.line, row.line
    alike = (
        one.bold == two.bold
        and abs(one.size - two.size) < 0.3
        and abs(one.x0 - two.x0) < 2
        and one.page == two.page
    )
    near = 0 < two.y0 - one.y0 < 1.5 * max(1.0, two.size) and row.number == last.number + 1
    plain_rows = not (one.bullet or two.bullet or find_periods(last.text) or find_periods(row.text))
    single = len(last.cells) == 1 and len(row.cells) == 1
    return alike and near and plain_rows and single and is_full(last, row, edge)


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


def _items_as_heads(rows: Sequence[Row]) -> list[Row]:
    """List items that give a period taken as heads, for sections written as one list."""
    return [
        replace(row, line=_unmarked(row))
        if row.line.bullet
        and len(row.text) <= 160
        and any(not period.single for period in find_periods(row.text))
        else row
        for row in rows
    ]


def _marked_heads(rows: list[Row], dates: Sequence[Dated]) -> list[Row]:
    """List items right above a date taken as heads, where every entry is an item of one list."""
    above = {dated.row - 1 for dated in dates}
    if 0 not in above or not all(index >= 0 and rows[index].line.bullet for index in above):
        return rows
    return [replace(row, line=_unmarked(row)) if index in above else row for index, row in enumerate(rows)]


def _dates(rows: list[Row]) -> list[Dated]:
    found: list[Dated] = []
    for index, row in enumerate(rows):
        if row.line.bullet:
            continue
        best = _anchor(row)
        if best is None:
            continue
        if found and found[-1].row == index - 1 and _stacked(rows[index - 1], found[-1], row, best):
            upper = found.pop()
            found.append(Dated(index - 1, join_stacked(upper.period, best), upper.raw))
            rows[index] = without_first_cell(row)
            continue
        raw = row.piece.sub(best.at, max(best.to, duration_at(row.text, best.to)))
        found.append(Dated(index, best, raw))
    return found


def _anchor(row: Row) -> DateRange | None:
    """The period that dates the row's entry: a range, or a single date that stands by itself."""
    periods = find_periods(row.text)
    ranges = [period for period in periods if not period.single]
    if ranges and len(row.text) <= 160:
        return ranges[-1]
    for period in reversed(periods):
        before, after = row.text[: period.at], row.text[period.to :]
        alone_left = not before.strip() or before.endswith(
            ("\t", "(", "|", "·", "•", ",", ", ", "– ", "- ", "| ", "· ")
        )
        alone_right = not after.strip(" .)") or after.startswith(("\t", " |", ")", " ·", " –", ":", " "))
        if (alone_left and alone_right and not _BEFORE_DATE.search(before)) or (
            not after.strip(" .)") and before.endswith("  ")
        ):
            return period
    return _lone_present(row)


def _lone_present(row: Row) -> DateRange | None:
    """`Today` alone in a date column, whose start stands in the row below."""
    first = row.cells[0].text if row.cells else ""
    periods = find_periods(f"2000 - {first}")
    if len(row.cells) > 1 and periods and periods[0].end.present and periods[0].to == len(first) + 7:
        return DateRange(0, len(first), periods[0].end, periods[0].end, single=True)
    return None


def _stacked(upper_row: Row, upper: Dated, lower_row: Row, lower: DateRange) -> bool:
    """Whether two dates set one above the other in a date column are the two ends of one period."""
    if not (upper.period.single and lower.single) or upper_row.line.page != lower_row.line.page:
        return False
    upper_first = upper.raw.start == upper_row.piece.start
    return upper_first and lower.at == 0 and len(lower_row.cells) > 1 and len(upper_row.cells) > 1


def _without_prose(rows: Sequence[Row], labels: Sequence[Label], dates: list[Dated]) -> list[Dated]:
    """Dates in running text left out where the section also has dates in heads."""
    kept = [dated for dated in dates if labels[dated.row] is not Label.BODY]
    positions = Counter(
        dated.raw.start == rows[dated.row].piece.start for dated in kept if not dated.period.single
    )
    if positions:
        kept = [dated for dated in kept if not dated.period.single or _single_fits(rows, dated, positions)]
    return kept


def _single_fits(rows: Sequence[Row], dated: Dated, positions: Counter[bool]) -> bool:
    """Whether a single date stands where this section's ranges stand: first or last in its row."""
    row = rows[dated.row]
    first, last = dated.raw.start == row.piece.start, dated.raw.end >= row.piece.end - 1
    return (first and positions[True] > 0) or (last and positions[False] > 0) or (first and last)
