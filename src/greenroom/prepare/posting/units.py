"""Cuts a posting into units (headings, list items, paragraphs) whose spans point into the document's text.

Postings arrive hard-wrapped, with their line breaks lost ("skillsAbility to work"), or flattened into one
line without full stops. Wrapped lines are joined; what was glued or flattened is cut again at the places
where a new statement opens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from greenroom.model.document import Document, Line
from greenroom.model.skills import SkillVocabulary
from greenroom.prepare.posting.lexicon import is_heading_line
from greenroom.prepare.posting.openers import (
    DUTY_OPENER,
    HEADING_PHRASE,
    ITEM_OPENER,
    ITEM_OPENER_ANYWHERE,
)

_LONG = 280  # characters; a paragraph longer than this may hold several statements
_WRAPPED = 120  # characters; a text whose lines stay under this was probably wrapped
_WEAK_BEFORE = re.compile(
    r"(?:\b(?:a|an|the|of|and|or|with|in|to|for|on|as|by|from|at|our|your|their|its|using|into|including|[Mm]ust|is|are|"
    r"de|des|du|la|le|les|et|ou|en|à|[Mm]inimum|[Ss]trong|[Ee]xcellent|[Gg]ood|[Ss]olid)|[,&/(–-])\s*$"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One heading, list item or paragraph over `[start, end)` of the document's text.

    `heading` is 0, or 1 (most prominent) to 7 (bold, or a short line with a colon).
    """

    start: int
    end: int
    bullet: bool = False
    indent: int = 0
    heading: int = 0
    block: int = 0  # as of the document's lines


def units_of(document: Document, vocabulary: SkillVocabulary) -> tuple[Unit, ...]:
    """The units of `document` in reading order; they do not overlap."""
    text = document.text
    glued = _is_glued(text, vocabulary)
    joined = [part for unit in _joined(document) for part in _headings_apart(text, unit)]
    flat = len(text) > 600 and any(
        u.end - u.start > len(text) / 2 and _is_flat(text[u.start : u.end]) for u in joined
    )
    units = (part for unit in joined for part in _cut(text, unit, vocabulary, glued=glued, flat=flat))
    return tuple(t for t in (_trimmed(text, unit) for unit in units) if t.end > t.start)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges of the sentences of `text[start:end]`."""
    at = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if not _ABBREVIATION.search(text[max(start, match.start() - 12) : match.start() + 1]):
            yield at, match.end()
            at = match.end()
    if at < end:
        yield at, end


_SENTENCE_END = re.compile(r"(?:[.!?…]['\"”’)]*(?=\s+[^a-z\s])|[.!?](?=[A-Z][a-z])|[。！？；])\s*")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|[Ii]nc|[Ll]td|vs|[Ss]r|[Jj]r|[Dd]r|[Mm]r|[Mm]s|St|No|Co|Corp|approx|ex|U\.S|[A-Z]|B\.S|M\.S|Ph\.D)\.)$"
)


def _joined(document: Document) -> Iterator[Unit]:
    """The lines of the document, wrapped ones joined."""
    width = _wrap_width(document)
    unit: Unit | None = None
    last: Line | None = None
    for line in document.lines:
        if unit and last and _continues(document, last, line, width):
            unit = replace(unit, end=line.end)
        else:
            if unit:
                yield unit
            unit = Unit(line.start, line.end, line.bullet, line.indent, _heading(document, line), line.block)
        last = line
    if unit:
        yield unit


def _headings_apart(text: str, unit: Unit) -> Iterator[Unit]:
    """`unit` without the known headings that stand on lines of their own in it, and these: no blank line is needed."""
    at = unit.start
    for line in re.finditer(r"[^\n]+", text[unit.start : unit.end]):
        start, end = unit.start + line.start(), unit.start + line.end()
        before, after = text[at:start].rstrip(), text[end : unit.end].lstrip()
        ended = unit.bullet or not after or before[-1:] in ".!?:;)…。！？；"
        if (
            before
            and ended
            and not _WEAK_BEFORE.search(before)
            and not after[:1].islower()
            and is_heading_line(text[start:end])
        ):
            yield replace(unit, start=at, end=start)
            yield replace(unit, start=start, end=end, bullet=False, heading=7)
            at = end
    if text[at : unit.end].strip():
        yield replace(unit, start=at) if at > unit.start else unit


def _wrap_width(document: Document) -> int:
    """The width at which the text was wrapped, 0 when its lines are whole paragraphs."""
    lengths = sorted(line.end - line.start for line in document.lines)
    if len(lengths) < 8:
        return 0
    width = lengths[int(len(lengths) * 0.97) - 1]
    full = sum(length >= width - 14 for length in lengths)
    return width if width <= _WRAPPED and full >= len(lengths) * 0.25 else 0


def _continues(document: Document, last: Line, line: Line, width: int) -> bool:
    """Whether `line` goes on with the sentence of `last`, whose next word no longer fitted."""
    if not width or line.bullet or line.heading or last.heading or line.block != last.block:
        return False
    following = document.line_text(line)
    first = following.split(maxsplit=1)[0] if following.strip() else ""
    if document.text[last.end - 1] in "。！？；":
        return False
    if re.match(r"[\u3040-\u9fff]", first):
        first = first[0]  # Chinese may be broken after any character
    room = width - 4 - (2 if last.bullet else 0)
    return last.end - last.start + 1 + len(first) >= room or (following[:1].islower() and not last.bold)


def _heading(document: Document, line: Line) -> int:
    if line.heading:
        return line.heading
    text = document.line_text(line).strip()
    if line.bold and not line.bullet and len(text) <= 80 and not text.endswith("."):
        return 7
    return 0


def _is_glued(text: str, vocabulary: SkillVocabulary) -> bool:
    return len(_glue(text, 0, len(text), vocabulary)) >= 6 and text.count("\n") * 250 < len(text)


_GLUE = re.compile(r"(?<=[a-z0-9)%:;+])(?=[A-Z][a-z]+|\d+\+ ?years)|(?<=[a-z:;)])(?=\d{1,2}\+)")


def _glue(text: str, start: int, end: int, vocabulary: SkillVocabulary) -> list[int]:
    """Where two lines were glued: a capital right after a small letter, outside names like "LangChain"."""
    places = [m.start() for m in _GLUE.finditer(text, start, end)]
    places += [  # "FHIRKnowledge": after capitals only a word that opens a line tells
        m.start() for opener in (ITEM_OPENER_ANYWHERE, HEADING_PHRASE) for m in opener.finditer(text, start, end)
        if text[m.start() - 1 : m.start()].isupper() and text[m.start() - 2 : m.start() - 1].isupper()
    ]  # fmt: skip
    if not places:
        return []
    names = [m.span() for m in _mixed_case_names(vocabulary).finditer(text, start, end)]
    return [
        at for at in sorted(set(places))
        if not any(a < at < b for a, b in names) and not re.search(r"(?<![A-Za-z])[A-Za-z]$", text[max(start, at - 2) : at])
    ]  # fmt: skip


def _mixed_case_names(vocabulary: SkillVocabulary) -> re.Pattern[str]:
    """The names of the vocabulary with a capital inside a word ("PyTorch"), anywhere in a text."""
    words = {
        word
        for skill in vocabulary.skills.values()
        for alias in (skill.name, *skill.aliases)
        for word in alias.split()
        if re.search(r"[a-z][A-Z]", word)
    }
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)")


def _cut(text: str, unit: Unit, vocabulary: SkillVocabulary, *, glued: bool, flat: bool) -> Iterator[Unit]:
    """`unit`, in parts where it holds several lines run together."""
    marks = set(_glue(text, unit.start, unit.end, vocabulary)) if glued else set[int]()
    if unit.bullet:
        marks |= _heading_at_end(text, unit)
    elif not unit.heading:
        marks |= _headings_inside(text, unit, marks, flat=flat)
        for start, end in _between(unit, marks):
            if _is_heading_phrase(text, start, end):
                continue
            if flat or (end - start > _LONG and _is_flat(text[start:end])):
                marks |= set(_openings(text, start, end))
    for start, end in _between(unit, marks):
        piece = replace(unit, start=start, end=end)
        if marks and _is_heading_phrase(text, start, end):
            yield replace(piece, heading=7, bullet=False)
        else:  # what was glued was a list, or lines of their own, which read like one
            yield replace(piece, bullet=unit.bullet or (glued and start > unit.start))


def _is_heading_phrase(text: str, start: int, end: int) -> bool:
    found = HEADING_PHRASE.match(text, start + len(text[start:end]) - len(text[start:end].lstrip()))
    return found is not None and not text[found.end() : end].strip()


def _between(unit: Unit, marks: set[int]) -> list[tuple[int, int]]:
    """The ranges of `unit` between the places in `marks`."""
    edges = [unit.start, *sorted(marks - {unit.start, unit.end}), unit.end]
    return list(pairwise(edges))


def _openings(text: str, start: int, end: int) -> Iterator[int]:
    """Where a new requirement or duty opens inside text that runs on without full stops."""
    for opener in (ITEM_OPENER, DUTY_OPENER):
        for match in opener.finditer(text, start + 1, end):
            if not _WEAK_BEFORE.search(text[max(start, match.start() - 16) : match.start()]):
                yield match.start()


def _headings_inside(text: str, unit: Unit, glue: set[int], *, flat: bool) -> set[int]:
    """Both edges of headings that stand inside a paragraph: "... skills. What You'll Do: Build ..."."""
    marks: set[int] = set()
    for match in HEADING_PHRASE.finditer(text, unit.start, unit.end):
        before = text[unit.start : match.start()].rstrip()
        opens = (
            not before or before[-1] in ".!?:;)…" or match.start() in glue or flat or match.group().isupper()
        )
        closes = match.group().rstrip().endswith(":") or re.match(
            r"\s*(?:[A-Z•\-–\d]|,|$)", text[match.end() : unit.end]
        )
        if opens and closes:
            marks |= {match.start(), match.end()}
    return marks


def _heading_at_end(text: str, unit: Unit) -> set[int]:
    """Where the heading of the next list was joined to the last item of this one."""
    found = [
        m
        for m in HEADING_PHRASE.finditer(text, unit.start + 20, unit.end)
        if not text[m.end() : unit.end].strip()
    ]
    return {found[0].start()} if found and found[0].group()[:1].isupper() else set()


def _is_flat(text: str) -> bool:
    """Whether `text` runs on far longer than sentences do."""
    return len(text) / (1 + len(re.findall(r"[.!?;](?:\s|$)", text))) > 230


def _trimmed(text: str, unit: Unit) -> Unit:
    start, end = unit.start, unit.end
    while start < end and (text[start].isspace() or text[start] in "•·*▪●◦‣–—-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "•▪●◦‣"):
        end -= 1
    return replace(unit, start=start, end=end)
