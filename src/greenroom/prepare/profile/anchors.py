"""The dates that stand for entries: which period of which row dates what stands around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from greenroom.prepare.profile.body import Label, ends_open
from greenroom.prepare.profile.dates import DateRange, duration_at, find_periods, join_stacked
from greenroom.prepare.profile.rows import Piece, Row, without_first_cell

_BEFORE_DATE = re.compile(
    r"(?:\b(?:in|en|of|during|by|for|since|on|de|dated|till|around)|[$€£(]\d*)\s*$", re.IGNORECASE
)


_SINCE = re.compile(r"(?:since|depuis|seit)\b")


@dataclass(frozen=True, slots=True)
class Dated:
    """A period found in a row; `row` is the index in the section, `raw` the place of its words."""

    row: int
    period: DateRange
    raw: Piece


def dates_of(rows: list[Row], torn: Mapping[int, DateRange]) -> list[Dated]:
    """The periods that date entries, in order; a row that holds the lower half of one loses it in `rows`.

    `torn` has the periods that began in one row and ended in the next, by the place of their beginning.
    """
    found: list[Dated] = []
    for index, row in enumerate(rows):
        if row.line.bullet:
            continue
        best = _torn_in(row, torn) or _anchor(row)
        if best is None or (best.single and best.at == 0 and _ends_an_item(rows[:index])):
            continue
        if found and found[-1].row == index - 1 and _stacked(rows[index - 1], found[-1], row, best):
            upper = found.pop()
            found.append(Dated(index - 1, join_stacked(upper.period, best), upper.raw))
            rows[index] = without_first_cell(row)
            continue
        raw = row.piece.sub(best.at, max(best.to, duration_at(row.text, best.to)))
        found.append(Dated(index, best, raw))
    return found


def _ends_an_item(above: Sequence[Row]) -> bool:
    """Whether what follows the rows `above` is the end of a list item that they left open."""
    return bool(above) and above[-1].line.bullet and ends_open(above[-1].text)


def _torn_in(row: Row, torn: Mapping[int, DateRange]) -> DateRange | None:
    """The torn period that begins in the row."""
    for start, period in torn.items():
        if row.piece.start <= start < row.piece.end:
            at = start - row.piece.start
            return replace(period, at=at, to=at + period.to - period.at)
    return None


def _anchor(row: Row) -> DateRange | None:
    """The period that dates the row's entry: a range, or a single date that stands by itself."""
    periods = find_periods(row.text)
    ranges = [period for period in periods if not period.single and not _is_aside(row, period)]
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


def _is_aside(row: Row, period: DateRange) -> bool:
    """Whether "since 2014" stands in the middle of a sentence."""
    words = row.text[period.at : period.to]
    return (
        period.end.present
        and period.at > 0
        and words[:1].isalpha()
        and words[:1].islower()
        and _SINCE.match(words) is not None
    )


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


def without_prose(rows: Sequence[Row], labels: Sequence[Label], dates: list[Dated]) -> list[Dated]:
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
