"""Lines that name employer and place, and what of them is the place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from greenroom.prepare.posting.title import ROLE_NOUN
from greenroom.prepare.posting.units import Unit

COUNTRY = (
    r"(?:United States(?: of America)?|USA?\b|U\.S\.(?:A\.)?|United Kingdom|UK\b|Great Britain|England|Scotland|Wales|Ireland|Canada|Mexico|Brazil|Argentina|Chile|Colombia"
    r"|France|Germany|Spain|Portugal|Italy|Switzerland|Austria|Belgium|(?:The )?Netherlands|Luxembourg|Denmark|Sweden|Norway|Finland|Iceland|Poland|Czechia|Czech Republic|Slovakia|Hungary"
    r"|Romania|Bulgaria|Greece|Serbia|Croatia|Slovenia|Estonia|Latvia|Lithuania|Ukraine|Turkey|Israel|Egypt|Morocco|Tunisia|Nigeria|Kenya|Ghana|South Africa|Saudi Arabia"
    r"|United Arab Emirates|UAE\b|Qatar|India|Pakistan|Bangladesh|Sri Lanka|China|Hong Kong|Taiwan|Japan|South Korea|Singapore|Malaysia|Indonesia|Vietnam|Thailand|(?:The )?Philippines"
    r"|Australia|New Zealand|Europe|European Union|EU\b|EMEA\b|APAC\b|LATAM\b)"
)
_MODE_WORD = r"(?:fully |100% )?(?:remote(?:ly)?|hybrid|on-?site|in[- ]office|office[- ]based|full[- ]?time|part[- ]?time|permanent|contract|freelance|CDI|CDD|télétravail)"
_MODE_FIRST = re.compile(rf"(?:\s*{_MODE_WORD}\b\s*[,;:/-]\s*)+(?=\w)", re.IGNORECASE)
_MODE_LAST = re.compile(rf"\s*[,;/(-]\s*{_MODE_WORD}\b.*$", re.IGNORECASE | re.DOTALL)
_MODE_ALONE = re.compile(rf"{_MODE_WORD}(?: (?:work|position|role|first))?", re.IGNORECASE)
_PROSE = re.compile(
    r"(?i)\b(?:you|we|our|your|this|role|position|is|are|can|will|be|everything|performed|flexible)\b"
)
_SENTENCE_END = re.compile(r"(?:(?<=[a-z]{3})|(?<=[A-Z]{2}))\.\s")  # "Manchester. They", but not "St. Louis"
_PARTED = re.compile(r"\s[·—–|-]\s")
_NAME_THEN_PLACE = re.compile(r"(?P<name>[^,()]{2,60}?)\s*(?P<aside>\([^()]*\))?,\s+(?P<place>[A-ZÀ-Ý].+)")
_LONGEST = 60  # characters of a name or a place


@dataclass(frozen=True, slots=True)
class Header:
    """The ranges of the employer and, where it is told, of the place."""

    name: tuple[int, int]
    place: tuple[int, int] | None


def header_of(text: str, unit: Unit) -> Header | None:
    """What a line such as "Harbour Health - London, hybrid" says: who, then where.

    The title may stand before both ("AI Engineer | Harbour Health | London"), though not with hyphens, which
    also join a title to its field.
    """
    line = text[unit.start : unit.end]
    if unit.bullet or "\n" in line or line.endswith((".", ":")) or len(line) > 2 * _LONGEST:
        return None
    edges = [unit.start, *(unit.start + at for m in _PARTED.finditer(line) for at in m.span()), unit.end]
    parts = list(zip(edges[::2], edges[1::2], strict=True))
    if len(parts) > 2 and ROLE_NOUN.search(text[slice(*parts[0])]) and re.search(r"[|·]", line):
        parts = parts[1:]
    if len(parts) < 2 or ROLE_NOUN.search(text, parts[0][0], unit.end):
        return None
    name, place = text[slice(*parts[0])], place_in(text, *parts[1])
    if not is_named(name) or not (place or _MODE_ALONE.fullmatch(text[slice(*parts[1])])):
        return None
    return Header(parts[0], place)


def comma_header_of(text: str, title: Unit, unit: Unit) -> Header | None:
    """What the line under the title says with commas and brackets: "Lumen (Series B, 120 people), Berlin".

    The name must come again below ("Lumen builds ..."), or carry an aside; "Leeds, United Kingdom" by itself is a
    place, also where "our Leeds office" follows.
    """
    line = text[unit.start : unit.end]
    if unit.bullet or "\n" in line or line.endswith((".", ":")) or len(line) > 2 * _LONGEST:
        return None
    found = _NAME_THEN_PLACE.fullmatch(line)
    if not found or ROLE_NOUN.search(line) or not ROLE_NOUN.search(text, title.start, title.end):
        return None
    name, place = found.group("name"), place_in(text, unit.start + found.start("place"), unit.end)
    below = re.search(
        rf"(?<!in )(?<!our )(?<!the )(?<!from )(?<!near )(?<!\w){re.escape(name.split()[0])}(?!\w)",
        text[unit.end :],
    )
    if not place or not is_named(name) or not (below or found.group("aside")):
        return None
    if re.fullmatch(rf"{COUNTRY}|[A-Z]{{2}}", found.group("place")):
        return None
    return Header((unit.start, unit.start + len(name)), place)


def place_in(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The range of the place in `[start, end)`, words of the work mode around it left out; None for prose."""
    said = text[start:end]
    if first := _MODE_FIRST.match(said):
        start, said = start + first.end(), said[first.end() :]
    if (last := _MODE_LAST.search(said)) and last.start():
        said = said[: last.start()]
    said = _SENTENCE_END.split(said, maxsplit=1)[0]
    if said.count("(") > said.count(")"):
        said = said[: said.rindex("(")]
    bare = said.strip(" `*.,;-\n")
    start += said.find(bare)
    if len(bare) < 2 or len(bare) > 2 * _LONGEST or _PROSE.search(bare) or re.search(r"[€$£&]|\d{3}", bare):
        return None
    if _MODE_ALONE.fullmatch(bare) or not bare[0].isupper():
        return None
    return start, start + len(bare)


def is_named(name: str) -> bool:
    """Whether `name` is set like one: short, its longer words with a capital."""
    words = re.findall(r"[^\W\d_]{4,}", name)
    return 1 < len(name) <= _LONGEST and name[0].isalnum() and all(word[0].isupper() for word in words)
