"""A CV's rows cut into sections, by the words of headings and by what this document's headings look like."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from greenroom.prepare.profile.dates import find_periods
from greenroom.prepare.profile.headings import Kind, kind_of
from greenroom.prepare.profile.rows import Row, without_first_cell
from greenroom.prepare.profile.words import plain, title_score

Style: TypeAlias = tuple[float, bool, bool, int]

_LABEL_KINDS = frozenset(
    {Kind.SKILLS, Kind.LANGUAGES, Kind.CERTIFICATES, Kind.CONTACT, Kind.AWARDS, Kind.INTERESTS}
)
_KEEPS_LABELS = frozenset({Kind.EXPERIENCE, Kind.PROJECTS, Kind.SKILLS, Kind.VOLUNTEERING})
_LABELS_IN_ENTRIES = frozenset({Kind.AWARDS, Kind.PROJECTS, Kind.SKILLS, Kind.CERTIFICATES, Kind.SUMMARY})
_HOLDS_ENTRIES = frozenset({Kind.EXPERIENCE, Kind.PROJECTS, Kind.VOLUNTEERING})
_DATED_KINDS = _HOLDS_ENTRIES | {Kind.EDUCATION}
_COLUMN_SLACK = 24.0  # points by which the left edges of one column's rows differ


@dataclass(slots=True)
class Section:
    """Rows under one heading; `heading` is None for what stands before any."""

    kind: Kind
    heading: Row | None = None
    rows: list[Row] = field(default_factory=list)


def sections_of(rows: Sequence[Row], *, name: Row | None) -> list[Section]:
    """The sections in reading order, the first being the header; a second header starts at `name`."""
    looks = _Looks.learn(rows)
    sections = [Section(Kind.HEADER)]
    for index, row in enumerate(rows):
        current = sections[-1]
        if row is name and current.kind is not Kind.HEADER:
            sections.append(Section(Kind.HEADER, rows=[row]))
            continue
        kind = None if row is name else looks.heading_kind(row, rows[index + 1 : index + 4], current)
        if not current.rows and current.heading is not None and _belongs_to(current.heading, row):
            continue
        if kind is not None:
            sections.append(Section(kind, row))
            continue
        if (label := _label_kind(row, current.kind)) is not None:
            sections.append(Section(label, row, [without_first_cell(row)]))
            continue
        resumed = _resumed(sections, row, rows[index - 1] if index else None)
        if resumed is not current:
            sections.append(Section(resumed.kind, resumed.heading))
        sections[-1].rows.append(row)
    return _merged(sections)


def _belongs_to(heading: Row, row: Row) -> bool:
    """Whether the row says the heading again, for its icon or link, or is its end in a narrow column."""
    if row.line.bullet or plain(heading.text) == plain(row.text):
        return not row.line.bullet
    near = row.line.x1 > 0 and row.number - heading.number <= 2 and row.style == heading.style
    opened, own = kind_of(heading.text), kind_of(row.text)
    return (
        near
        and own in (None, opened)
        and opened is not None
        and kind_of(f"{heading.text} {row.text}") is opened
    )


def rows_of_kind(sections: Sequence[Section], *kinds: Kind) -> list[Row]:
    """The rows of all sections of these kinds, in order."""
    return [row for section in sections if section.kind in kinds for row in section.rows]


@dataclass(frozen=True, slots=True)
class _Looks:
    """What headings look like in this document: styles that mostly hold known headings."""

    trusted: frozenset[Style]
    distinct: frozenset[Style]

    @classmethod
    def learn(cls, rows: Sequence[Row]) -> _Looks:
        plain = [row for row in rows if not row.line.bullet and len(row.cells) == 1]
        known = [(row, kind) for row in plain if (kind := kind_of(row.text)) is not None]
        kinds: dict[Style, set[Kind]] = {}
        for row, kind in known:
            kinds.setdefault(row.style, set()).add(kind)
        main = {style: found for style, found in kinds.items() if found - _LABEL_KINDS} or kinds
        most = max((len(found) for found in main.values()), default=0)
        trusted = {style for style, found in main.items() if len(found) >= min(2, most)}
        everyone = Counter(row.style for row in rows)
        hits = Counter(row.style for row, _ in known)
        distinct = {style for style in trusted if hits[style] * 2 >= everyone[style]}
        return cls(frozenset(trusted), frozenset(distinct))

    def heading_kind(self, row: Row, following: Sequence[Row], inside: Section) -> Kind | None:
        """What the row opens when it is a heading."""
        if row.line.bullet or len(row.cells) != 1:
            return None
        kind = kind_of(row.text)
        if kind is inside.kind and not inside.rows:
            return None  # "Education" above "Diploma": the second is an entry
        if kind in _LABELS_IN_ENTRIES and _opens_list_of_entry(row, following, inside):
            return None
        if kind is not None and (row.style in self.trusted or not self._is_label(row, inside)):
            return kind
        loud = row.style in self.distinct or self._is_as_loud(row, inside)
        if kind is None and loud and _may_be_heading(row, following, inside):
            return Kind.OTHER
        return None

    def _is_as_loud(self, row: Row, inside: Section) -> bool:
        """Whether the row looks like the heading above it, in a section whose rows are no entries with heads."""
        if inside.heading is None or inside.kind in _DATED_KINDS or not row.line.heading:
            return False
        return row.style == inside.heading.style and row.style in self.trusted

    def _is_label(self, row: Row, inside: Section) -> bool:
        """Whether a known word is only a label inside a section: less loud than the headings."""
        if not self.trusted or inside.kind not in _KEEPS_LABELS:
            return False
        if inside.heading is not None and inside.heading.style == row.style:
            return False
        size, bold, capitals, level = row.style
        for other_size, other_bold, other_capitals, other_level in self.trusted:
            if other_level:  # where headings are marked as such, other text is none
                return level == 0 or level > other_level
            if size + 0.4 < other_size or (other_capitals and not capitals) or (other_bold and not bold):
                return True
            if size > other_size + 0.4:
                return False
        return row.text.endswith((":", "："))


def _opens_list_of_entry(row: Row, following: Sequence[Row], inside: Section) -> bool:
    """Whether "Key achievements:" and the like stand inside an entry, above a list.

    They do right below a date, or with a colon that the section's own heading does not have.
    """
    if inside.kind not in _HOLDS_ENTRIES or not inside.rows or not following or not following[0].line.bullet:
        return False
    if row.line.bold and inside.heading is not None and inside.heading.style == row.style:
        return False
    if inside.heading is not None and inside.heading.line.size > row.line.size + 0.4:
        return True
    below_date = bool(find_periods(inside.rows[-1].text)) and not inside.rows[-1].line.bullet
    colon = row.text.endswith((":", "："))
    return below_date or (
        colon and inside.heading is not None and not inside.heading.text.endswith((":", "："))
    )


def _may_be_heading(row: Row, following: Sequence[Row], inside: Section) -> bool:
    """Whether a row in the headings' style can be one: short, no entry (no dates near, no title)."""
    text = row.text
    if len(text.split()) > 6 or len(text) > 50 or any(char in text for char in ",|·@:;0123456789"):
        return False
    if not row.line.heading and not row.line.size and title_score(text) > 0.5:
        return False
    near = [*inside.rows[-1:], *following[:1]]
    if inside.kind in _DATED_KINDS and any(find_periods(each.text) for each in near if not each.line.bullet):
        return False  # the first line of an entry, as loud as a heading
    return not any(find_periods(near.text) for near in following[:3] if not near.line.bullet) or bool(
        row.line.heading
    )


def _label_kind(row: Row, inside: Kind) -> Kind | None:
    """The section that the first cell of a row opens, where headings stand in a column of their own."""
    if row.line.bullet or len(row.cells) < 2:
        return None
    kind = kind_of(row.cells[0].text)
    if kind is None or (inside is kind and row.line.heading == 0):
        return None
    return None if inside in _KEEPS_LABELS and kind in _LABEL_KINDS else kind


def _resumed(sections: Sequence[Section], row: Row, last: Row | None) -> Section:
    """The section that goes on in a new column.

    On a new page it is the last one in the same column; on the same page the one whose rows stand beside the
    row (the next cells of a grid).
    """
    if last is None or row.line.x1 == 0:
        return sections[-1]
    if row.line.page != last.line.page:
        return next((one for one in reversed(sections) if _in_column(one, row)), sections[-1])
    if row.line.block == last.line.block:
        return sections[-1]
    if row.line.y0 < last.line.y0 and row.line.x0 > last.line.x0:
        return next((one for one in reversed(sections) if _beside(one, row)), sections[-1])
    nearest = min(sections, key=lambda one: _gap_above(one, row))
    return sections[-1] if _gap_above(nearest, row) == math.inf else nearest


def _in_column(section: Section, row: Row) -> bool:
    lefts = [each.line.x0 for each in (*section.rows, *filter(None, [section.heading]))]
    return bool(lefts) and min(lefts) - _COLUMN_SLACK <= row.line.x0 <= max(lefts) + _COLUMN_SLACK


def _beside(section: Section, row: Row) -> bool:
    return any(
        each.line.page == row.line.page and abs(each.line.y0 - row.line.y0) < 3 for each in section.rows
    )


def _gap_above(section: Section, row: Row) -> float:
    """How far above the row the section's last line stands, where it is the next line up in one column."""
    last = section.rows[-1] if section.rows else section.heading
    if last is None or last.line.page != row.line.page:
        return math.inf
    above, line = last.line, row.line
    gap = line.y0 - above.y0
    height = max(above.y1 - above.y0, line.y1 - line.y0)
    over = above.x0 < line.x1 and line.x0 < above.x1
    return gap if over and 0 < gap < 2 * height else math.inf


def _merged(sections: Sequence[Section]) -> list[Section]:
    """Sections with the same heading put together, so that a column's continuation joins it."""
    out: list[Section] = []
    for section in sections:
        same = next((one for one in out if one.heading is section.heading and one.kind is section.kind), None)
        if same is not None and section.heading is not None:
            same.rows.extend(section.rows)
        else:
            out.append(section)
    return out
