"""What the posting asks of the candidate, and what they will do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from greenroom.model.document import Cited, Document
from greenroom.model.posting import Need, Requirement
from greenroom.model.skills import SkillVocabulary
from greenroom.prepare.posting.sections import Passage, Section
from greenroom.prepare.posting.units import sentences
from greenroom.prepare.posting.wording import always_asked, asks, excluded, need_of, opens_as_requirement
from greenroom.prepare.posting.years import years_asked

_Range = tuple[int, int, Need]
_ASKING = frozenset({Section.MUST, Section.NICE})
_SILENT = frozenset({Section.BENEFITS, Section.LEGAL, Section.PROCESS})
_ONE_ITEM = 330  # characters; a longer paragraph under "Requirements" is read sentence by sentence


def requirements_of(
    document: Document, passages: Sequence[Passage], vocabulary: SkillVocabulary
) -> tuple[Requirement, ...]:
    """The requirements in reading order, "r1", "r2", ..."""
    listed = any(passage.section in _ASKING for passage in passages)
    ranges = sorted({r for p in _merged(document.text, passages) for r in _asked(document.text, p, listed=listed)})
    return tuple(_requirement(document, vocabulary, n, r) for n, r in enumerate(_unrepeated(document, ranges), 1))


def responsibilities_of(document: Document, passages: Sequence[Passage]) -> tuple[Cited, ...]:
    """What the person will do: the items of the duties, and sentences such as "You will ..." elsewhere."""
    found: list[Cited] = []
    for passage in passages:
        unit = passage.unit
        listed = unit.bullet and passage.section in (Section.DUTIES, Section.ROLE)
        if listed and not opens_as_requirement(document.text[unit.start : unit.end]):
            found.append(document.cite(unit.start, unit.end))
        elif passage.section in (Section.DUTIES, Section.ROLE, Section.OPEN):
            for start, end in sentences(document.text, unit.start, unit.end):
                words = document.text[start:end].strip()
                if _YOU_WILL.search(words) and not asks(words) and not excluded(words) and not words.endswith(":"):
                    found.append(document.cite(start, end))
                elif passage.section is Section.DUTIES and len(words) > 25 and not words.endswith(":") and not asks(words):
                    found.append(document.cite(start, end))
    return tuple(dict.fromkeys(found))


_YOU_WILL = re.compile(r"(?i)\byou(?:['’]ll| will|['’]re going to)\b(?! (?:need|have|bring|be joining|find|love|enjoy|get))|^(?:responsible for|you )|\bvous (?:serez|participez|aurez)\b")


def _merged(text: str, passages: Sequence[Passage]) -> Iterator[Passage]:
    """The passages, short sub-items put with the item that opens them: "one cloud, e.g." + "AWS" + "GCP"."""
    held: Passage | None = None
    for passage in passages:
        if held is not None:
            unit, inner = held.unit, passage.unit
            opens = re.search(r"(?:[:,]|e\.g\.?|such as|including|like)$", text[unit.start : unit.end].split("\n")[0].rstrip())
            if inner.bullet and unit.bullet and inner.indent > unit.indent and (opens or unit.end - unit.start < 60):
                whole = type(unit)(unit.start, inner.end, bullet=True, indent=unit.indent)
                held = Passage(whole, held.section, held.heading)
                continue
            yield held
        held = passage
    if held is not None:
        yield held


def _asked(text: str, passage: Passage, *, listed: bool) -> Iterator[_Range]:
    unit, section = passage.unit, passage.section
    words = text[unit.start : unit.end]
    if section in _ASKING:
        yield from _from_list(text, passage)
    elif section in _SILENT:
        yield from ((a, b, Need.MUST) for a, b in sentences(text, unit.start, unit.end) if always_asked(text[a:b]))
    elif unit.bullet and section is not Section.DUTIES:
        if not listed and opens_as_requirement(words):
            yield unit.start, unit.end, need_of(words, nice_section=False)
    elif not unit.bullet:
        for start, end in sentences(text, unit.start, unit.end):
            sentence = text[start:end].strip()
            short_list = not listed and len(sentence) < 160 and opens_as_requirement(sentence)
            if (asks(sentence) or always_asked(sentence) or short_list) and not sentence.endswith((":", "?")) and section is not Section.ABOUT:
                yield start, end, need_of(sentence, nice_section=False)


def _from_list(text: str, passage: Passage) -> Iterator[_Range]:
    """The requirements in one item or paragraph of a section that asks."""
    unit = passage.unit
    words = text[unit.start : unit.end]
    nice_section = passage.section is Section.NICE
    if not _is_item(words):
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
        if _is_item(text[start:end].strip()):
            yield start, end, need


_INTRO = re.compile(
    r"(?i)^(?:we would love|we(?:['’]d)? (?:love|like) to hear|some of the|the following|you(?:['’]ll)? also (?:need|be)\b.{0,20}$|as a .{3,40}you will|don['’]t (?:worry|meet)|if you (?:are|have|don)|this job description|the above|please)"
)


def _is_item(words: str) -> bool:
    """Whether a unit under "Requirements" is one, not an introduction or a notice."""
    bare = words.strip()
    if len(bare) < 2 or bare.endswith(":") or _INTRO.search(bare) or re.fullmatch(r"[\W_\d]+|#\S+|\(.*\)|https?://\S+", bare):
        return False
    return not excluded(bare)


def _unrepeated(document: Document, ranges: Sequence[_Range]) -> Iterator[_Range]:
    """`ranges` without overlaps and without statements the posting says twice."""
    seen: set[str] = set()
    last = -1
    for start, end, need in ranges:
        words = " ".join(document.text[start:end].casefold().split())
        if start >= last and words not in seen:
            seen.add(words)
            last = end
            yield start, end, need


def _requirement(document: Document, vocabulary: SkillVocabulary, number: int, found: _Range) -> Requirement:
    statement = document.cite(found[0], found[1])
    skills = tuple(dict.fromkeys(mention.skill for mention in vocabulary.find(statement.text)))
    return Requirement(id=f"r{number}", statement=statement, need=found[2], skills=skills, years=years_asked(statement.text))
