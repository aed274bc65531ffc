"""Who hires, where, how, and for how much."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from greenroom.model.document import Cited, Document
from greenroom.prepare.posting.sections import Passage, Section
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
    (re.compile(rf"^{_NAME}\s+[·—|]\s"), 3),
)  # fmt: skip
_NOT_NAME = re.compile(
    r"(?i)^(?:us|we|you|the|this|our|your|it|a|an|as|role|team|position|job|company|least|scale|opportunity|that|these|in|ai|ml|there|candidate|equal|what|all|work|and|data|"
    r"software|senior|engineer\w*|product|applicants?|location|remote|notre|nous|vous|day|leading|must|who|if|life|machine|experience|for|any|people|here|none|tech\w*|sql|python|aws|azure)\b"
)
_PLACE = re.compile(
    r"(?:^|\n|[.;]\s+|\*\*)\s*(?:📍|🌎|(?:Primary |Job |Work )?Locations?\s*(?:[:：\n-]|\s-)|Lieu(?: de travail)?\s*:|Localisation\s*:|工作地点\s*[:：]|Based in)\s*(?P<place>[^\n|•]{2,80})"
)
_BASED = re.compile(
    r"\b(?:based|located|position|role|office|offices|job) in (?P<place>[A-Z][\w.'’-]+(?:[ ,]+(?:[A-Z][\w.'’-]+|of|de|la))*)"
)
_MODE = re.compile(
    r"(?i)\b(?:(?:fully|100%|completely|entirely)[- ]remote|remote[- ](?:first|friendly|only|position|role|job|eligible|within)|(?:is|are|be|work(?:ing)?|or|work from) (?:a )?(?:fully )?remote(?:ly)?\b(?! (?:team|office|sens))|hybrid(?: (?:work\w*|model|position|role|schedule|setup))?"
    r"|on-?site(?: (?:position|role|work))?(?! interview)|in[- ]office|in the office|(?:two|three|four|five|\d)(?:\s*[-–]\s*\d)? days? (?:a|per|each|in)(?: the)?(?: week| office|\s+office)|office[- ]based|work from (?:home|anywhere)|télétravail|à distance|présentiel)"
    r"|远程|居家办公|现场办公|\bRemote\b(?=[\s,()-]*(?:$|\n|;|[A-Z(]))"
)
_LEAD_IN = re.compile(r"(?i)(?:(?:is|are|be|or|work(?:ing)?(?! from))\s+(?:a\s+)?)?")
_MONEY = r"(?:[$€£¥₹]|USD|EUR|GBP|CHF|CAD|AUD|INR)\s?\d[\d.,\s]*\d?\s?[kK]?|\d[\d.,]{1,9}\s?[kK]?\s?(?:€|£|USD|EUR|GBP|CHF|CAD|euros|k€|K€|万)"
_SALARY = re.compile(
    rf"(?:{_MONEY})(?:\s*(?:/|per|an?)?\s*(?:year|annum|yr|hour|hr|month|an))?(?:\s*(?:-|–|—|to|and|à|~|至)\s*(?:{_MONEY}|\d[\d.,]*\s?[kK]?))?(?:\s*(?:/|per|a|par)\s*(?:year|annum|yr|hour|hr|month|an\b))?"
)
_PAY = re.compile(
    r"(?i)salar|compensation|base pay|pay range|pay rate|\bpay\b|remuneration|rémunération|annual|per (?:year|annum|hour|month)|/\s?(?:year|yr|hr|hour)|\bOTE\b|package|薪|💰|par an|brut"
)
_NOT_PAY = re.compile(
    r"(?i)rais(?:ed|ing)|series [a-f]|funding|revenue|valuation|net sales|billion|bn\b|reimburse|stipend|allowance|budget|ARR\b|backed|chiffre d['’]affaires|referral|401"
)


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
    best = votes.most_common(1)
    return document.cite(*places[best[0][0]]) if best and best[0][1] >= 2 else None


def location_of(document: Document, units: Sequence[Unit]) -> Cited | None:
    """Where the work is, as the posting puts it."""
    for unit in units[1:4]:  # "Lanternfish · Berlin · full time" under the title
        parts = re.split(r"\s[·—|]\s", document.text[unit.start : unit.end])
        if (
            2 <= len(parts) <= 5
            and len(parts[0]) < 50
            and 2 < len(parts[1]) < 60
            and not re.search(r"[€$£\d]", parts[1])
        ):
            start = document.text.index(parts[1], unit.start + len(parts[0]))
            return document.cite(start, start + len(parts[1].split(",")[0] if "," in parts[1] else parts[1]))
    for rule in (_PLACE, _BASED):
        if found := rule.search(document.text):
            place = found.group("place").strip(" `*.,;-")
            if place:
                start = document.text.index(place, found.start("place"))
                return document.cite(start, start + len(place))
    return None


def work_mode_of(document: Document, passages: Sequence[Passage]) -> Cited | None:
    """The words that say remote, hybrid or on site."""
    for passage in passages:
        if passage.section in (Section.MUST, Section.NICE, Section.DUTIES):
            continue  # "collaborates well with remote teams" says nothing of where the work is
        if found := _MODE.search(document.text, passage.unit.start, passage.unit.end):
            return document.cite(found.start() + len(_LEAD_IN.match(found.group()).group()), found.end())  # type: ignore[union-attr]
    heading = _MODE.search(document.text, 0, 400)
    return document.cite(*heading.span()) if heading else None


def salary_of(document: Document) -> Cited | None:
    """The pay, where a sum of money stands by words of pay and not of funding or revenue."""
    text = document.text
    for match in _SALARY.finditer(text):
        near = text[max(0, match.start() - 120) : match.end() + 40]
        close = text[max(0, match.start() - 45) : match.end() + 25]
        if len(re.findall(r"\d", match.group())) >= 2 and _PAY.search(near) and not _NOT_PAY.search(close):
            return document.cite(*match.span())
    return None
