"""Which section of a posting each unit stands in, told by its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from greenroom.prepare.posting.lexicon import Section, is_bare_heading, section_named
from greenroom.prepare.posting.openers import opens_with_duty
from greenroom.prepare.posting.units import Unit
from greenroom.prepare.posting.wording import opens_as_requirement


@dataclass(frozen=True, slots=True)
class Passage:
    """A unit that is not a heading, and where it stands."""

    unit: Unit
    section: Section
    heading: str  # the nearest heading above, "" when there is none


def passages_of(text: str, units: Sequence[Unit]) -> tuple[Passage, ...]:
    """All units that are not headings, each with its section."""
    out: list[Passage] = []
    section, heading, level = Section.OPEN, "", 9
    for index, unit in enumerate(units):
        words = text[unit.start : unit.end]
        rank = _heading_rank(words, unit, units[index + 1] if index + 1 < len(units) else None)
        if not rank and out and _parts_a_list(text, unit, units[index + 1 : index + 2]):
            continue
        if not rank:
            if out and _is_stray(words, unit, out[-1], units[index + 1 :]):
                section, heading, level = Section.OPEN, words, 8
            out.append(Passage(unit, section, heading))
            if (opened := _opened_by(words, units[index + 1 : index + 2])) and opened is not section:
                section, heading, level = opened, words[-60:], 9
            continue
        named = section_named(words)
        if named is not None and not (
            named is Section.MUST and section is Section.NICE and _is_subheading(words, rank, level)
        ):
            section, heading, level = named, words, rank
        elif rank < level or (rank == level and rank < 7):
            section, heading, level = Section.OPEN, words, rank
    return tuple(_told_by_items(text, tuple(_insisting(out))))


def _told_by_items(text: str, passages: Sequence[Passage]) -> Iterator[Passage]:
    """The passages; a list under a heading that says nothing is what most of its items are."""
    lists: dict[str, list[str]] = {}
    for passage in passages:
        if passage.section is Section.OPEN and passage.heading and passage.unit.bullet:
            lists.setdefault(passage.heading, []).append(text[passage.unit.start : passage.unit.end])
    told: dict[str, Section] = {}
    for heading, items in lists.items():
        asking = sum(opens_as_requirement(item) for item in items)
        if len(items) >= _LIST and 2 * asking > len(items):
            told[heading] = Section.MUST
    for passage in passages:
        section = told.get(passage.heading) if passage.section is Section.OPEN else None
        yield replace(passage, section=section) if section else passage


_LIST = 3  # items from which on a list tells what it is


def _opened_by(words: str, following: Sequence[Unit]) -> Section | None:
    """The section of a list that a sentence opens: "As a staff engineer on this team, you will:"."""
    bare = words.rstrip("*_ ")
    if not bare.endswith((":", "：")) or not following or not following[0].bullet:
        return None
    opening = re.split(r"(?<=[.!?])\s", bare)[-1]
    named = section_named(opening) if len(opening) <= 90 else None
    return named if named in (Section.DUTIES, Section.MUST, Section.NICE) else None


def _insisting(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The passages; a posting whose only list is "Desired qualities" insists on that one."""
    names = list(dict.fromkeys(p.heading for p in passages if p.section is Section.NICE))
    lonely = names and not any(p.section is Section.MUST for p in passages)
    first = names[0] if lonely and not re.search(r"(?i)nice|bonus|plus\b|optional|stand", names[0]) else None
    for passage in passages:
        insisted = passage.section is Section.NICE and passage.heading == first
        yield replace(passage, section=Section.MUST) if insisted else passage


def _is_stray(words: str, unit: Unit, last: Passage, rest: Sequence[Unit]) -> bool:
    """Whether a bare word or two after a list ("Hours", "Location") open something else."""
    bare = not unit.bullet and last.unit.bullet and words.count(" ") <= 2 and words[-1:].isalnum()
    pictured = not unit.bullet and words.count(" ") <= 6 and not words[0].isalnum() and ord(words[0]) > 0x2190
    return pictured or (bare and bool(rest) and not rest[0].bullet)


def is_titled(words: str) -> bool:
    """Whether a line is set like a heading: a few words, each long one with a capital, and no mark at its end."""
    content = re.findall(r"[^\W\d_]{4,}", words)
    return (
        len(words) <= 70
        and words.count(" ") <= 7
        and bool(content)
        and all(word[0].isupper() for word in content)
        and (words[-1].isalnum() or words[-1] in "%)")
    )


def _parts_a_list(text: str, unit: Unit, following: Sequence[Unit]) -> bool:
    """Whether a line only names the part of a list that it stands over: "Model Analysis & Monitoring"."""
    words = text[unit.start : unit.end]
    if unit.bullet or not following or not is_titled(words):
        return False
    return following[0].bullet or (
        " " in words
        and following[0].block == unit.block
        and not opens_with_duty(words)
        and not opens_as_requirement(words)
        and opens_with_duty(text[following[0].start : following[0].end])
    )


def _is_subheading(words: str, rank: int, level: int) -> bool:
    """Whether "Technical skills" under "Nice to have" only parts it."""
    return rank >= level and not re.search(r"(?i)require|qualif|must|minimum|essential", words)


def _heading_rank(words: str, unit: Unit, following: Unit | None) -> int:
    """1 to 8 for a heading (8: told by its wording), 0 for any other unit."""
    if unit.heading:
        return unit.heading if len(words) <= 100 else 0
    if following is None or len(words) > 70 or words.count(" ") > 9:
        return 0
    if unit.bullet and not (words.endswith(":") and following.indent > unit.indent):
        return 8 if _BULLET_HEADING.fullmatch(words) else 0
    plain = words.rstrip(": …")
    if words.endswith((":", "…", "...")):
        return 8 if section_named(plain) or words.count(" ") <= 5 else 0
    named = section_named(plain)
    opens_list = following.bullet and words.count(" ") <= 4 and plain[-1:].isalnum()
    return 8 if named and (opens_list or is_bare_heading(plain, named)) else 0


_BULLET_HEADING = re.compile(
    r"(?i)(?:requirements?|responsibilities|qualifications?|(?:preferred|required|key) \w+|nice to have|benefits):?"
)
