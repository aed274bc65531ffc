"""The entries of a section (jobs, studies, projects): head rows around a date, then a body.

Entries are found by their dates. How many rows stand above and below the date in a head is learnt from the
section itself and kept the same for all its entries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from greenroom.prepare.profile.anchors import Dated, dates_of, without_prose
from greenroom.prepare.profile.body import Label, labels_of
from greenroom.prepare.profile.layout import dates_apart, items_as_heads, marked_heads, unwrapped
from greenroom.prepare.profile.rows import Row, right_edge
from greenroom.prepare.profile.segments import Segment, names_field, segments_of
from greenroom.prepare.profile.torn import join_torn
from greenroom.prepare.profile.words import title_score

_HEAD_ABOVE = 3
_HEAD_BELOW = 3
_HEAD_CELLS = 3  # a row of more cells is a list


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
    rows, torn = join_torn(rows)
    rows = unwrapped(dates_apart(rows))
    dates = dates_of(rows, torn)
    if not dates:
        rows = items_as_heads(rows)
        dates = dates_of(rows, torn)
    rows = marked_heads(rows, {dated.row for dated in dates})
    labels = labels_of(rows, {dated.row for dated in dates})
    dates = without_prose(rows, labels, dates)
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
        usual = max(run, row - self.above)
        names = all(len(each.cells) <= _HEAD_CELLS for each in self.rows[run:usual])
        return run if usual > run > floor and names and self._lacks_names(usual, index) else usual

    def _lacks_names(self, start: int, index: int) -> bool:
        """Whether a head from `start` on has too few names, and no row below its date that may give more."""
        dated = self.dates[index]
        below = dated.row + 1
        if below < len(self.rows) and self.labels[below] is Label.SHORT:
            return False
        head = [each for at in range(start, dated.row) for each in segments_of(self.rows[at], at - dated.row)]
        head += segments_of(self.rows[dated.row], 0, without=dated.raw)
        return _names(head) < self.fields

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
        body: list[Row] = []
        for index in range(dated.row + 1, stop):
            if names_field(self.rows[index].text):
                head.extend(segments_of(self.rows[index], index - dated.row))
            else:
                body.append(self.rows[index])
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
            untitled = self.fields > 1 and not _is_titled(entry.head) and _is_titled(segments)
            if named and names >= wanted and not untitled:
                break
            names += named
            taken += 1
            entry.head.extend(segments)
            entry.body.pop(0)


def _is_titled(segments: Sequence[Segment]) -> bool:
    return any(segment.is_name and title_score(segment.text) >= 0.8 for segment in segments)


def _names(segments: Sequence[Segment]) -> int:
    """How many names (not places, addresses, lengths of time) the segments hold, commas not counted apart."""
    return len({(segment.row, segment.strong) for segment in segments if segment.is_name})
