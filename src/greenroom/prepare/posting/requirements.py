"""What the posting asks of the candidate, and what they will do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from greenroom.model.document import Cited, Document
from greenroom.model.posting import Need, Requirement
from greenroom.model.skills import SkillVocabulary
from greenroom.prepare.posting.lexicon import Section
from greenroom.prepare.posting.openers import DUTY_OPENER
from greenroom.prepare.posting.parts import Range, parts_of
from greenroom.prepare.posting.sections import Passage
from greenroom.prepare.posting.units import sentences
from greenroom.prepare.posting.wording import (
    YOU_WILL,
    always_asked,
    asks,
    excluded,
    need_of,
    opens_as_requirement,
    tells_of_us,
)
from greenroom.prepare.posting.years import years_asked

_ASKING = frozenset({Section.MUST, Section.NICE})
_SILENT = frozenset({Section.BENEFITS, Section.LEGAL, Section.PROCESS})
_ONE_ITEM = 330  # characters; a longer paragraph under "Requirements" is read sentence by sentence


def requirements_of(
    document: Document, passages: Sequence[Passage], vocabulary: SkillVocabulary
) -> tuple[Requirement, ...]:
    """The requirements in reading order, "r1", "r2", ..."""
    listed = any(passage.section in _ASKING and passage.heading for passage in passages)
    ranges = sorted(
        {
            part
            for passage in _unlisted(document.text, passages)
            for asked in _asked(document.text, passage, listed=listed)
            for part in parts_of(document.text, asked)
        }
    )
    return tuple(
        _requirement(document, vocabulary, n, r) for n, r in enumerate(_unrepeated(document, ranges), 1)
    )


def responsibilities_of(document: Document, passages: Sequence[Passage]) -> tuple[Cited, ...]:
    """What the person will do: the items of the duties, and sentences such as "You will ..." elsewhere."""
    text = document.text
    found: list[Cited] = []
    for passage in passages:
        unit, section = passage.unit, passage.section
        if unit.bullet and section in (Section.DUTIES, Section.ROLE):
            if not opens_as_requirement(text[unit.start : unit.end]):
                found.append(document.cite(unit.start, unit.end))
        elif unit.bullet and section is Section.OPEN:
            if DUTY_OPENER.match(text, unit.start, unit.end):
                found.append(document.cite(unit.start, unit.end))
        elif section in (Section.DUTIES, Section.ROLE, Section.OPEN):
            found += [
                document.cite(start, end)
                for start, end in sentences(text, unit.start, unit.end)
                if _is_duty(text[start:end].strip(), section)
            ]
    return tuple(dict.fromkeys(found))


def _is_duty(sentence: str, section: Section) -> bool:
    if sentence.endswith(":") or asks(sentence) or excluded(sentence):
        return False
    return bool(YOU_WILL.search(sentence)) or (section is Section.DUTIES and len(sentence) > _SHORT_DUTY)


_SHORT_DUTY = 25  # characters; shorter sentences among the duties are labels


def _merged(text: str, passages: Sequence[Passage]) -> Iterator[Passage]:
    """The passages, sub-items put with the item that opens them: "one cloud, e.g." + "AWS" + "GCP"."""
    held: Passage | None = None
    opens = False
    for passage in passages:
        unit = passage.unit
        detail = opens or unit.end - unit.start < _DETAIL
        if held and detail and unit.bullet and held.unit.bullet and unit.indent > held.unit.indent:
            held = replace(held, unit=replace(held.unit, end=unit.end))
            continue
        if held:
            yield held
        held, opens = passage, bool(_OPENS_DETAIL.search(text[unit.start : unit.end]))
    if held:
        yield held


def _unlisted(text: str, passages: Sequence[Passage]) -> Iterator[Passage]:
    """The merged passages, without paragraphs that follow the list of their section and ask nothing."""
    lists: set[tuple[Section, str]] = set()
    for passage in _merged(text, passages):
        key = passage.section, passage.heading
        words = text[passage.unit.start : passage.unit.end]
        if passage.unit.bullet:
            lists.add(key)
        elif key in lists and passage.section in _ASKING and not (asks(words) or opens_as_requirement(words)):
            continue
        yield passage


_DETAIL = 40  # characters; a shorter sub-item names an example
_OPENS_DETAIL = re.compile(
    r"(?i)(?:[:：,]|e\.g\.?|such as|including|like|following|these(?: \w+)?|areas?)\s*$"
)


def _asked(text: str, passage: Passage, *, listed: bool) -> Iterator[Range]:
    unit, section = passage.unit, passage.section
    words = text[unit.start : unit.end]
    if section in _ASKING:
        yield from _from_list(text, passage)
    elif section in _SILENT:
        yield from (
            (a, b, Need.MUST) for a, b in sentences(text, unit.start, unit.end) if always_asked(text[a:b])
        )
    elif unit.bullet:
        if not listed and opens_as_requirement(words):
            yield unit.start, unit.end, need_of(words, nice_section=False)
    elif not unit.bullet:
        for start, end in sentences(text, unit.start, unit.end):
            sentence = text[start:end].strip()
            short_list = not listed and len(sentence) < 160 and opens_as_requirement(sentence)
            if (
                (asks(sentence) or always_asked(sentence) or short_list)
                and not sentence.endswith((":", "?"))
                and section is not Section.ABOUT
            ):
                yield start, end, need_of(sentence, nice_section=False)


def _from_list(text: str, passage: Passage) -> Iterator[Range]:
    """The requirements in one item or paragraph of a section that asks."""
    unit = passage.unit
    words = text[unit.start : unit.end]
    nice_section = passage.section is Section.NICE
    if not _is_item(words, bullet=unit.bullet):
        return
    parts = list(sentences(text, unit.start, unit.end))
    needs = [need_of(text[a:b], nice_section=nice_section) for a, b in parts]
    if len(words) <= _ONE_ITEM and len(set(needs)) == 1:
        yield unit.start, unit.end, needs[0]
        return
    if unit.bullet and (len(set(needs)) == 1):
        yield unit.start, unit.end, needs[0]
        return
    for (start, end), need in zip(parts, needs, strict=True):
        if _is_item(text[start:end].strip(), bullet=unit.bullet):
            yield start, end, need


_INTRO = re.compile(
    r"(?i)^(?:we would love|we(?:['’]d)? (?:love|like) to hear|some of the|the following|you(?:['’]ll)? also (?:need|be)\b.{0,20}$|as a .{3,40}you will|don['’]t (?:worry|meet)|if you (?:are|have|don)|this job description|the above|please|note\b)"
)


def _is_item(words: str, *, bullet: bool) -> bool:
    """Whether a unit under "Requirements" is one, not an introduction or a notice."""
    bare = words.strip()
    if bare.endswith(":") and not (bullet and opens_as_requirement(bare)):
        return False
    if tells_of_us(bare) and (not bullet or re.match(r"(?i)(?:we|our|nous|notre)\b", bare)):
        return False
    if len(bare) < 2 or _INTRO.search(bare) or re.fullmatch(r"[\W_\d]+|#\S+|\(.*\)|https?://\S+", bare):
        return False
    return not excluded(bare)


def _unrepeated(document: Document, ranges: Sequence[Range]) -> Iterator[Range]:
    """`ranges` without overlaps and without statements the posting says twice."""
    seen: set[str] = set()
    last = -1
    for start, end, need in ranges:
        words = " ".join(document.text[start:end].casefold().split())
        if start >= last and words not in seen:
            seen.add(words)
            last = end
            yield start, end, need


def _requirement(document: Document, vocabulary: SkillVocabulary, number: int, found: Range) -> Requirement:
    statement = document.cite(found[0], found[1])
    skills = tuple(dict.fromkeys(mention.skill for mention in vocabulary.find(statement.text)))
    return Requirement(
        id=f"r{number}", statement=statement, need=found[2], skills=skills, years=years_asked(statement.text)
    )
