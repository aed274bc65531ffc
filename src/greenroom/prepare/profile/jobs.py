"""Jobs: which words of each entry's head are the title and which the employer.

The choice is made for the whole document: title first or employer first, and what parts the two (a new row,
a cell, bold type, a dash, a comma). The reading under which all heads together make most sense is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from greenroom.model.document import Cited, Document
from greenroom.model.profile import Job, Period
from greenroom.prepare.profile.body import items_of
from greenroom.prepare.profile.entries import Entry
from greenroom.prepare.profile.rows import Row
from greenroom.prepare.profile.segments import Cut, Segment
from greenroom.prepare.profile.words import is_field, organisation_score, place_score, title_score

_OWN_BUSINESS = re.compile(
    r"\b(?:freelanc\w*|independent|ind[ée]pendante?|self-employed|founder|fondat\w+)\b|自由职业|创始人",
    re.IGNORECASE,
)
_CUT_WORTH = {
    Cut.COMMA: 0.0,
    Cut.DASH: 0.15,
    Cut.STRONG: 0.2,
    Cut.CELL: 0.25,
    Cut.AT: 0.9,
    Cut.BOLD: 0.45,
    Cut.ROW: 0.3,
}
_TURNED = 1.0  # what it costs a head to stand against the order of most
_OUTRANKED = 0.6  # outweighs the habit of cutting at commas


@dataclass(frozen=True, slots=True)
class Reading:
    """How heads are read: `title_first`, and the kind of cut between title and employer."""

    title_first: bool
    cut: Cut


@dataclass(frozen=True, slots=True)
class Names:
    """Title and employer as runs of segments; either may be empty."""

    title: tuple[Segment, ...] = ()
    employer: tuple[Segment, ...] = ()


def jobs_of(document: Document, entries: Sequence[Entry]) -> tuple[Job, ...]:
    """One job for each entry; a title without an employer takes the employer of the entry above it."""
    heads = [[segment for segment in entry.head if segment.is_name] for entry in entries]
    reading = _best_reading(heads)
    jobs: list[Job] = []
    employer: Cited | None = None
    for entry, head in zip(entries, heads, strict=True):
        names = _without_city(_fit(head, reading, inherits=employer is not None)[1], entry.head)
        place, body = _place_above(entry.body)
        job = Job(
            employer=_cited(document, names.employer)
            or (employer if names.title and not _is_own_business(names.title) else None),
            title=_cited(document, names.title),
            period=period_of(document, entry),
            location=_location(document, entry) or (_cite_row(document, place) if place else None),
            bullets=items_of(document, body, edge=entry.edge),
        )
        employer = job.employer or employer
        jobs.append(job)
    return tuple(_without_umbrellas(jobs))


def _without_city(names: Names, head: Sequence[Segment]) -> Names:
    """The names without an unknown town: what stands between commas after an employer and before a place."""
    run = names.employer
    if len(run) < 2:
        return names
    after = head[head.index(run[-1]) + 1 :][:1]
    town = bool(after) and after[0].cut is Cut.COMMA and after[0].place >= 0.6 and after[0].row == run[-1].row
    return replace(names, employer=run[:-1]) if town else names


def _place_above(body: Sequence[Row]) -> tuple[Row | None, Sequence[Row]]:
    """A place that stands alone in the first row of a body, and the rows after it."""
    if body and place_score(body[0].text) >= 0.8:
        return body[0], body[1:]
    return None, body


def _cite_row(document: Document, row: Row) -> Cited:
    return document.cite(row.piece.start, row.piece.end)


def _is_own_business(title: Sequence[Segment]) -> bool:
    """Whether the title says that there is no employer."""
    return any(_OWN_BUSINESS.search(segment.text) for segment in title)


def period_of(document: Document, entry: Entry) -> Period:
    """The entry's period as the model has it."""
    if entry.dated is None:
        return Period()
    found, raw = entry.dated.period, entry.dated.raw
    return Period(
        start=found.start.iso,
        end=None if found.end.present else found.end.iso,
        current=found.end.present,
        raw=document.cite(raw.start, raw.end),
    )


def _without_umbrellas(jobs: Sequence[Job]) -> list[Job]:
    """Entries that only name the employer of the titles below them left out."""
    out: list[Job] = []
    for index, job in enumerate(jobs):
        below = jobs[index + 1] if index + 1 < len(jobs) else None
        umbrella = (
            job.title is None and job.employer is not None and not job.bullets
            and below is not None and below.employer == job.employer
        )  # fmt: skip
        if not umbrella:
            out.append(job)
    return out


def _best_reading(heads: Sequence[Sequence[Segment]]) -> Reading:
    readings = [Reading(first, cut) for first, cut in product((True, False), Cut)]
    return max(
        readings,
        key=lambda reading: sum(
            _fit(head, reading, inherits=number > 0)[0] for number, head in enumerate(heads)
        ),
    )


def _fit(head: Sequence[Segment], reading: Reading, *, inherits: bool) -> tuple[float, Names]:
    """The best split of a head under a reading, with its score; `inherits` says that an entry stands above."""
    if not head:
        return 0.0, Names()
    if len(head) == 1:
        return _single(head[0])
    best = _title_alone(head, reading) if inherits else None
    for at in range(1, len(head)):
        first, second = tuple(head[:at]), tuple(head[at:])
        cut = second[0].cut
        habit = True if cut is Cut.AT else reading.title_first
        for title, employer in ((first, second), (second, first)):
            score = _as_title(title) + _as_employer(employer) + _CUT_WORTH[cut] + 0.6 * (cut is reading.cut)
            score -= _OUTRANKED * _outranked(head, at) + _TURNED * ((title is first) != habit)
            if best is None or score > best[0]:
                best = (score, Names(_trimmed(title), _trimmed(employer)))
    assert best is not None
    return best


def _title_alone(head: Sequence[Segment], reading: Reading) -> tuple[float, Names] | None:
    """The head as a title and no more, where employers have rows of their own and this one stands above."""
    one_row = reading.cut is Cut.ROW and not reading.title_first and not _row_breaks(head)
    named = title_score(head[0].text) >= 0.8 and all(organisation_score(each.text) < 1 for each in head[1:])
    if not one_row or not named or any(segment.cut is not Cut.COMMA for segment in head[1:]):
        return None
    return _as_title(head) + 0.6, Names(title=tuple(head))


def _outranked(head: Sequence[Segment], at: int) -> bool:
    """Whether the head is to be cut at a comma although a dash or bar stands in the same row."""
    return head[at].cut is Cut.COMMA and any(
        one.cut in (Cut.DASH, Cut.STRONG) and one.row == head[at].row for one in head[1:]
    )


def _single(segment: Segment) -> tuple[float, Names]:
    title, employer = title_score(segment.text), organisation_score(segment.text)
    if title >= 0.3 and title >= employer:
        return 0.0, Names(title=(segment,))
    return 0.0, Names(employer=(segment,))


def _as_title(run: Sequence[Segment]) -> float:
    """How well a run of segments reads as one title."""
    scores = [title_score(segment.text) for segment in run]
    organisations = [organisation_score(segment.text) for segment in run]
    own = 1.2 * scores[0] + (0.3 * max(scores[1:]) if len(run) > 1 else 0.0)
    foreign = sum(
        0.8 for score, other in zip(scores, organisations, strict=True) if other >= 1 and score < 0.8
    )
    return own - foreign - 0.1 * (len(run) - 1) - 0.3 * _row_breaks(run)


def _as_employer(run: Sequence[Segment]) -> float:
    """How well a run of segments reads as one employer."""
    titles = [title_score(segment.text) for segment in run]
    best = max(organisation_score(segment.text) for segment in run)
    return (
        best
        - sum(0.8 * title for title in titles if title >= 0.8)
        - 1.5 * is_field(run[0].text)
        - 0.25 * (len(run) - 1)
        - 0.3 * _row_breaks(run)
    )


def _row_breaks(run: Sequence[Segment]) -> int:
    return sum(one.row != two.row for one, two in pairwise(run))


def _trimmed(run: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The part of a run that stands together with its first segment: same row, same cell."""
    out = [run[0]]
    for segment in run[1:]:
        if segment.row != out[-1].row or segment.cut is Cut.CELL:
            break
        out.append(segment)
    return tuple(out)


def _cited(document: Document, run: Sequence[Segment]) -> Cited | None:
    return document.cite(run[0].piece.start, run[-1].piece.end) if run else None


def _location(document: Document, entry: Entry) -> Cited | None:
    place = max(
        (segment for segment in entry.head if segment.place >= 0.6), key=lambda one: one.place, default=None
    )
    return document.cite(place.piece.start, place.piece.end) if place else None
