"""How much sense a CV makes as a whole: what decides between several readings of one file.

A reading order that is wrong shows in what is read: jobs without title or employer, dates out of order, headings
without content, contacts among the skills. No single place of a page tells that, the sum does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from greenroom.model.document import Document
from greenroom.model.profile import Job
from greenroom.prepare.profile.contacts import is_contact
from greenroom.prepare.profile.dates import find_periods
from greenroom.prepare.profile.headings import Kind, kind_of
from greenroom.prepare.profile.outline import outline_of
from greenroom.prepare.profile.rows import Row
from greenroom.prepare.profile.sections import Section
from greenroom.prepare.profile.words import place_score, title_score

_LISTS = frozenset({Kind.SKILLS, Kind.LANGUAGES, Kind.INTERESTS, Kind.CERTIFICATES})
_SENTENCE = re.compile(r"[a-z]{4,}\.$|,$")  # names end in short forms ("Inc.")
_ITEM = 300  # characters; longer list items have swallowed others


@dataclass(frozen=True, slots=True)
class Coherence:
    """`sense` counts what fits, `flaws` what does not; a reading without flaws needs no other."""

    sense: float
    flaws: float

    @property
    def worth(self) -> float:
        """Higher is better."""
        return self.sense - self.flaws


def coherence_of(document: Document) -> Coherence:
    """How much sense the document makes as a CV."""
    outline = outline_of(document)
    sense = 1.0 * (outline.name is not None) + sum(map(_sense, outline.jobs))
    sense -= 0.4 * sum(one.employer == two.employer is not None for one, two in pairwise(outline.jobs))
    sense += 0.3 * len({section.kind for section in outline.sections if section.rows})
    flaws = sum(map(_flaws, outline.jobs)) + _disorder(outline.jobs) + 2.0 * (not outline.jobs)
    flaws += sum(map(_misplaced, outline.sections))
    return Coherence(sense, flaws)


def _sense(job: Job) -> float:
    """What a job gives: its title, employer, dates and achievements."""
    title = job.title is not None and title_score(job.title.text) >= 0.8
    return title + 0.7 * (job.employer is not None) + (job.period.start is not None) + 0.3 * bool(job.bullets)


def _flaws(job: Job) -> float:
    """What a job lacks or has that no job has."""
    out = 1.0 * (job.title is None) + 1.0 * (job.employer is None) + 0.5 * (job.period.start is None)
    if job.title is not None:
        out += _is_no_name(job.title.text) + 0.3 * (title_score(job.title.text) < 0.8)
    if job.employer is not None:
        out += _is_no_name(job.employer.text) + 0.5 * (title_score(job.employer.text) >= 0.8)
    return out + 0.5 * sum(_is_no_item(bullet.text) for bullet in job.bullets)


def _is_no_name(text: str) -> bool:
    unknown = title_score(text) < 0.8
    return (
        len(text) > 70
        or (unknown and kind_of(text) is not None)
        or is_contact(text)
        or bool(_SENTENCE.search(text))
    )


def _is_no_item(text: str) -> bool:
    """Whether a text among achievements is a heading, a contact, a date or several run together."""
    if kind_of(text) is not None or len(text) > _ITEM or (is_contact(text) and len(text) < 30):
        return True
    period = next(iter(find_periods(text)), None)
    return period is not None and not period.single and len(text) < 60


def _disorder(jobs: Sequence[Job]) -> float:
    """How many neighbouring jobs stand against the order of most."""
    starts = [job.period.start for job in jobs if job.period.start is not None]
    rising = sum(one < two for one, two in pairwise(starts))
    falling = sum(one > two for one, two in pairwise(starts))
    return 0.5 * min(rising, falling)


def _misplaced(section: Section) -> float:
    """A heading without content, and rows that do not belong in their section."""
    if not section.rows:
        return 1.0 * (section.heading is not None and section.kind is not Kind.OTHER)
    if section.kind in _LISTS:
        return 0.5 * sum(map(_is_no_listed, section.rows))
    if section.kind is Kind.HEADER:
        return 0.5 * sum(_is_period(row) for row in section.rows)
    if section.kind is Kind.EXPERIENCE:
        return sum(map(_is_double, section.rows))
    return 0.0


def _is_no_listed(row: Row) -> bool:
    return is_contact(row.text) or _is_period(row) or place_score(row.text) >= 1


def _is_double(row: Row) -> bool:
    """Whether the row holds two periods or two titles: two entries set side by side."""
    periods = sum(not period.single for period in find_periods(row.text))
    return not row.line.bullet and (
        periods > 1 or sum(title_score(cell.text) >= 0.8 for cell in row.cells) > 1
    )


def _is_period(row: Row) -> bool:
    return any(not period.single for period in find_periods(row.text))
