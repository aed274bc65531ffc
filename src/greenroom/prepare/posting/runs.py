"""Lists without marks: lines that follow each other, one item each, under no heading that says what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from greenroom.prepare.posting.lexicon import Section
from greenroom.prepare.posting.openers import opens_with_duty
from greenroom.prepare.posting.sections import Passage, is_titled
from greenroom.prepare.posting.units import sentences
from greenroom.prepare.posting.wording import asks, excluded, opens_as_requirement

_LONGEST = 320  # characters of an item
_LEAST = 3  # lines of a run
_CLEAR, _CLEAR_APART = 0.5, 0.75  # share of its lines that must say what they are; lines apart may be prose
_UNTOLD = frozenset({Section.OPEN, Section.ROLE, Section.ABOUT})
_PROSE = re.compile(
    r"(?i)^(?:we|our|us|nous|notre|nos|hi|hello|dear|bonjour)\b|\byou(?:['’]ll| will|['’]d)\b(?! (?:need|have|bring))|[:：?？]\s*$|^#|^https?:"
)


@dataclass(frozen=True, slots=True)
class _Item:
    """A line of a run; `says` is MUST, DUTIES, or None where its wording leaves it to its neighbours."""

    at: int  # index of its passage
    says: Section | None


def with_runs(text: str, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages; the lines of each run are items of the requirements or of the duties.

    After the first clear requirement (or duty) of a run every line belongs to the list. Requirements found
    so have no heading: other lines of the posting may ask as well.
    """
    out = list(passages)
    headed = any(passage.section is Section.MUST for passage in passages)
    for run in _runs(text, passages):
        apart = passages[run[0].at].unit.block != passages[run[-1].at].unit.block
        for item, section in _told(run, _CLEAR_APART if apart else _CLEAR):
            passage = passages[item.at]
            if section is Section.MUST and headed and passage.section is Section.ABOUT:
                continue
            heading = "" if section is Section.MUST else passage.heading
            out[item.at] = Passage(replace(passage.unit, bullet=True), section, heading)
    return tuple(out)


def _runs(text: str, passages: Sequence[Passage]) -> Iterator[list[_Item]]:
    """The longest stretches of lines that read like items, in one block or each in a block of its own."""
    lines = [p.unit.block for p in passages]
    run: list[_Item] = []
    for at, passage in enumerate(passages):
        if run and not (
            passage.section is passages[at - 1].section
            and passage.heading == passages[at - 1].heading
            and (lines[at] == lines[at - 1] or lines.count(lines[at]) == lines.count(lines[at - 1]) == 1)
        ):
            yield run
            run = []
        words = text[passage.unit.start : passage.unit.end]
        alone = lines.count(passage.unit.block) == 1
        if (
            passage.section in _UNTOLD
            and not passage.unit.bullet
            and _is_item(words)
            and not (alone and is_titled(words))
        ):
            run.append(_Item(at, _says(words)))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_item(words: str) -> bool:
    whole = len(words) <= _LONGEST and len(list(sentences(words, 0, len(words)))) <= 2
    return whole and (asks(words) or not _PROSE.search(words)) and not excluded(words)


def _says(words: str) -> Section | None:
    if opens_as_requirement(words) or asks(words):
        return Section.MUST
    return Section.DUTIES if opens_with_duty(words) else None


def _told(run: Sequence[_Item], clear: float) -> Iterator[tuple[_Item, Section]]:
    """Each line of a run from its first clear one on, with what it is; nothing where too little is clear."""
    first = next((i for i, item in enumerate(run) if item.says), len(run))
    rest = run[first:]
    if len(rest) < _LEAST or sum(item.says is not None for item in rest) < clear * len(rest):
        return
    section = Section.OPEN
    groups = [(says, list(items)) for says, items in groupby(_filled(rest), key=lambda item: item.says)]
    for number, (says, items) in enumerate(groups, 1):
        # one or two requirements may open with a verb, and one duty may sound like a requirement
        least = _LEAST if says is Section.DUTIES else _LEAST - 1
        ends = says is Section.MUST and number == len(groups)
        if says and (section is Section.OPEN or len(items) >= least or ends):
            section = says
        for item in items:
            yield item, section


def _filled(run: Sequence[_Item]) -> Iterator[_Item]:
    """`run`, what an unclear line says taken from the line before it."""
    says = None
    for item in run:
        says = item.says or says
        yield replace(item, says=says)
