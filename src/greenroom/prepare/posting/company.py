"""Who hires, where, and how."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from greenroom.model.document import Cited, Document
from greenroom.prepare.posting.lexicon import Section
from greenroom.prepare.posting.one_line import one_line_headers, one_line_place
from greenroom.prepare.posting.places import COUNTRY, Header, comma_header_of, header_of, place_in
from greenroom.prepare.posting.sections import Passage
from greenroom.prepare.posting.title import ROLE_NOUN
from greenroom.prepare.posting.units import Unit

_NAME = r"(?P<name>[A-ZÀ-Ý0-9][\w&.'’+-]*(?:[ ][A-ZÀ-Ý0-9&][\w&.'’+-]*){0,3})"
_LABELLED = re.compile(
    r"^(?:Company|Employer|Organi[sz]ation|Entreprise|Société|公司)\s*[:：]\s*(?P<name>.{2,80})$",
    re.MULTILINE,
)
_MENTIONS = (
    (re.compile(rf"\b(?:[Aa]bout|[Ww]hy [Jj]oin|À propos d[e']|ABOUT) {_NAME}\s*$", re.MULTILINE), 5),
    (re.compile(rf"\bAt {_NAME}\s*,"), 3),
    (re.compile(rf"^{_NAME},? (?:\([^)]*\) )?(?:is|was|est) (?:a|an|the|on|one|building|seeking|looking|hiring|committed|transforming|founded|un|une|le)\b", re.MULTILINE), 3),
    (re.compile(rf"\b(?:[Jj]oin(?:ing)?|[Rr]ejoignez|[Ww]orking at) {_NAME}(?=[ ,.!'’]|$)"), 2),
    (re.compile(rf"\b{_NAME}(?:['’]s)? (?:is (?:looking for|seeking|hiring)|seeks|recherche|recrute)\b"), 3),
    (re.compile(rf"\bat {_NAME}(?=[,.!? ]|$)"), 1),
)  # fmt: skip
_NOT_NAME = re.compile(
    r"(?i)^(?:us|we|you|the|this|our|your|it|a|an|as|role|team|position|job|company|least|scale|opportunity|that|these|in|ai|ml|there|candidate|equal|what|all|work|and|data|"
    r"software|senior|engineer\w*|product|applicants?|location|remote|notre|nous|vous|day|leading|must|who|if|life|machine|experience|for|any|people|here|none|tech\w*|sql|python|aws|azure)\b"
)
_PLACE = re.compile(
    r"(?:^|\n|[.;]\s+|\*\*)\s*(?:📍|🌎|(?:Primary |Job |Work )?Locations?\s*(?:[:：\n-]|\s-)|Lieu(?: de travail)?\s*:|Localisation\s*:|工作地点\s*[:：]|Based in)\s*(?P<place>[^\n|•]{2,80})"
)
_BASED = re.compile(
    r"\b(?:based|located|position|role|office|offices|job|team of \w+|fintech|start-?up|scale-?up|company|client|bank|firm) in (?:the )?(?P<place>[A-Z][\w.'’-]+(?:[ ,]+(?:[A-Z][\w.'’-]+|of|de|la))*)"
)
_COUNTRY = re.compile(
    rf"\b(?:(?:authori[sz]ed|eligible|right|able|permi(?:t|ssion)|legally)\s(?:to\s)?(?:live and )?work (?:from |with)?in|remote(?:ly)?(?: work)?(?: from| within| in|,| -| \(|:)(?: anywhere in)?|residents? of|located (?:with)?in|anywhere in)\s?(?:the )?(?P<place>{COUNTRY})",
    re.IGNORECASE,
)
_MODE = re.compile(
    r"(?i)\b(?:(?:fully|100%|completely|entirely)[- ]remote|remote[- ](?:first|friendly|only|position|role|job|eligible|within)|(?:is|are|be|work(?:ing)?|or|work from) (?:a )?(?:fully )?remote(?:ly)?\b(?! (?:team|office|sens))|hybrid(?: (?:work\w*|model|position|role|schedule|setup))?"
    r"|on-?site(?: (?:position|role|work))?(?! interview)|in[- ]office|in the office|(?:two|three|four|five|\d)(?:\s*[-–]\s*\d)? days? (?:a|per|each|in)(?: the)?(?: week| office|\s+office)|office[- ]based|work from (?:home|anywhere)|télétravail|à distance|présentiel)"
    r"|远程|居家办公|现场办公|\bRemote\b(?=[\s,()-]*(?:$|\n|;|[A-Z(]))"
)
# a meal in the office tells where one works, where nothing else does
_AT_OFFICE = re.compile(
    r"(?i)\b(?:(?:lunch(?:es)?|dinners?|breakfasts?|meals?|snacks?)(?:,? ?(?:&|and|or|,) ?\w+)* )(?:\w+ ){0,2}?(?:at|in) (?:the |our )?office\b"
)
_LEAD_IN = re.compile(r"(?i)(?:(?:is|are|be|or|work(?:ing)?(?! from))\s+(?:a\s+)?)?")


def company_of(document: Document, units: Sequence[Unit]) -> Cited | None:
    """The employer, when the posting names it."""
    text = document.text
    if labelled := _LABELLED.search(text):
        return document.cite(*labelled.span("name"))
    if len(units) > 1 and units[0].heading == 1 and units[1].heading in (2, 3):
        name = text[units[1].start : units[1].end].strip()
        if (
            1 < len(name) <= 40
            and name != "None"
            and name[0].isalnum()
            and not ROLE_NOUN.search(name)
            and not _NOT_NAME.match(name)
            and units[1].heading == 3
        ):
            return document.cite(units[1].start, units[1].end)
    votes: Counter[str] = Counter()
    places: dict[str, tuple[int, int]] = {}
    mentions = (
        (unit, match, weight)
        for unit in units
        for rule, weight in _MENTIONS
        for match in rule.finditer(text[unit.start : unit.end])
    )
    for unit, match, weight in mentions:
        name = re.sub(r"['’]s$", "", match.group("name")).rstrip(".,'’ ")
        if (
            len(name) > 1
            and not _NOT_NAME.match(name)
            and not ROLE_NOUN.search(name)
            and not name[0].isdigit()
        ):
            votes[name] += weight
            start = unit.start + match.start("name")
            places.setdefault(name, (start, start + len(name)))
    for header in _headers(text, units):
        if not _NOT_NAME.match(text[slice(*header.name)]):
            votes[text[slice(*header.name)]] += 3
            places.setdefault(text[slice(*header.name)], header.name)
    return _as_written_most(document, votes, places)


def _as_written_most(
    document: Document, votes: Counter[str], places: dict[str, tuple[int, int]]
) -> Cited | None:
    """The name with most votes, in the casing the posting mostly has: "Oportun" before "ABOUT OPORTUN"."""
    together: Counter[str] = Counter()
    for name, count in votes.items():
        together[name.casefold()] += count
    best = max(votes, key=lambda name: together[name.casefold()], default="")
    if together[best.casefold()] < _LEAST_VOTES:
        return None
    found = list(re.finditer(rf"(?<!\w){re.escape(best)}(?!\w)", document.text, re.IGNORECASE))
    casings = Counter(match.group() for match in found)
    if not casings or best.islower() or casings.most_common(1)[0][0].islower():
        return document.cite(*places[best])
    common = max(casings, key=lambda name: (casings[name], name == best))
    return document.cite(*next(match.span() for match in found if match.group() == common))


def _headers(text: str, units: Sequence[Unit]) -> Iterator[Header]:
    """What the lines near the top say of name and place."""
    for index, unit in enumerate(units[:_HEADER]):
        header = header_of(text, unit)
        if header is None and index:
            header = comma_header_of(text, units[index - 1], unit)
        if header:
            yield header
    yield from one_line_headers(text, units)


_LEAST_VOTES = 2
_HEADER = 4  # units at the top among which a line "Name - Place, mode" stands


def location_of(document: Document, units: Sequence[Unit]) -> Cited | None:
    """Where the work is, as the posting puts it; a country by itself where no place is told."""
    text = document.text
    for header in _headers(text, units):
        if header.place:
            return document.cite(*header.place)
    if place := one_line_place(text, units):
        return document.cite(*place)
    for rule in (_PLACE, _BASED, _COUNTRY):
        for found in rule.finditer(text):
            if place := place_in(text, *found.span("place")):
                return document.cite(*place)
    return None


def work_mode_of(document: Document, passages: Sequence[Passage]) -> Cited | None:
    """The words that say remote, hybrid or on site."""
    for passage in passages:
        if passage.section in (Section.MUST, Section.NICE, Section.DUTIES):
            continue  # "collaborates well with remote teams" says nothing of where the work is
        if found := _MODE.search(document.text, passage.unit.start, passage.unit.end):
            return document.cite(found.start() + len(_LEAD_IN.match(found.group()).group()), found.end())  # type: ignore[union-attr]
    found = _MODE.search(document.text, 0, 400) or _AT_OFFICE.search(document.text)
    return document.cite(*found.span()) if found else None
