"""How the candidate is reached: e-mail, phone, location, links; and the headline by the name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from greenroom.model.document import Cited, Document
from greenroom.prepare.profile.dates import find_periods
from greenroom.prepare.profile.headings import Kind
from greenroom.prepare.profile.names import EMAIL, PART, Found, unlabelled
from greenroom.prepare.profile.rows import Row, split_piece
from greenroom.prepare.profile.sections import Section, rows_of_kind
from greenroom.prepare.profile.words import place_score, plain, title_score

_EMAIL_BROKEN = re.compile(
    r"(?<![\w.+'-])[\w.+'-]+\s?@\s?[\w-]+(?:(?:\s?\.\s?|\s)[\w-]+){0,3}?\s?\.\s?[a-z]{2,12}(?![\w.])",
    re.ASCII,
)
_PHONE = re.compile(r"(?<![\w/.=-])(?:\+|00)?\(?\d[\d \u00a0()./‐‑–-]{5,22}\d(?![\w/]|[-.]\w)")
_SHORT = 40  # characters; a longer list item is no contact
_PHONE_LABEL = re.compile(
    r"(?:phone|mobile|mob|cell|tel|t[ée]l(?:[ée]phone)?|portable|电话|手机|whatsapp)\W{0,3}$", re.IGNORECASE
)
_LINK = re.compile(
    r"(?:https?\s?://|www\.)[^\s,;|·•<>()]+|(?<![\w@.])(?:[\w-]+\.)+(?:com|org|net|io|dev|ai|me|co|fr|cn|uk|de|app|edu|"
    r"example|site|info|tech|xyz|blog|page|eu|ch|be|ca|in)(?:/[^\s,;|·•<>()]*)?(?![\w@])",
    re.IGNORECASE,
)


def find_email(document: Document, sections: Sequence[Section]) -> Cited | None:
    """The candidate's e-mail address; one broken over two lines is put together."""
    elsewhere = [row for section in sections if section.kind is not Kind.REFERENCES for row in section.rows]
    own = [*_contact_first(sections), *elsewhere]
    mailto = [link[7:].split("?")[0] for link in document.links if link.lower().startswith("mailto:")]
    for row in own:
        if match := EMAIL.search(row.text):
            whole = _unbroken(document, row.piece.start + match.start(), match.group(), mailto)
            return whole or document.cite(row.piece.start + match.start(), row.piece.start + match.end())
    for row in own:
        broken = _EMAIL_BROKEN.search(document.text, row.piece.start, row.piece.end + 60)
        if broken and broken.start() < row.piece.end:
            return Cited(
                text="".join(broken.group().split()), span=document.span(broken.start(), broken.end())
            )
    return None


def find_phone(document: Document, sections: Sequence[Section]) -> Cited | None:
    """The candidate's phone number, the first that is labelled or international, else the first."""
    best: tuple[float, Cited] | None = None
    rows = [row for section in sections if section.kind is not Kind.REFERENCES for row in section.rows]
    addresses = [row.number for row in rows if EMAIL.search(row.text)]
    beside = [row for row in rows if any(abs(row.number - number) <= 2 for number in addresses)]
    for place, row in enumerate([*_contact_first(sections), *beside]):
        for match in _PHONE.finditer(row.text):
            text = match.group()
            digits = re.sub(r"\D", "", text)
            if not 7 <= len(digits) <= 15 or _is_no_phone(row.text, match):
                continue
            labelled = _PHONE_LABEL.search(row.text[: match.start()]) is not None
            score = 1.0 * labelled + 0.6 * text.startswith(("+", "(", "00")) - 0.02 * place
            score += 0.3 * (len(digits) >= 9)
            if best is None or score > best[0]:
                start = row.piece.start + match.start()
                best = (score, document.cite(start, start + len(text)))
    return best[1] if best else None


def find_headline(name: Found | None, sections: Sequence[Section], document: Document) -> Cited | None:
    """What the candidate calls themselves: the line by the name that is neither contact nor place."""
    if name is None:
        return None
    rows = [row for section in sections if section.kind is Kind.HEADER for row in section.rows]
    near = [row for row in rows if 0 < row.number - name.row.number <= 3]
    near += [row for row in rows if 0 < name.row.number - row.number <= 1]
    for row in near:
        text = row.text
        if is_contact(text) or place_score(text) >= 0.6 or plain(text) in plain(name.piece.text):
            continue
        named = title_score(text) >= 0.8 or (
            len(text.split()) >= 2 and not any(char.isdigit() for char in text)
        )
        if (
            len(text) <= 100
            and named
            and not text.endswith((".", "。", ","))
            and place_score(text.split(",")[0]) < 0.8
        ):
            return document.cite(row.piece.start, row.piece.end)
    return None


def find_location(document: Document, sections: Sequence[Section], name: Found | None) -> Cited | None:
    """Where the candidate lives, from the header or the contact section."""
    for row in rows_of_kind(sections, Kind.HEADER, Kind.CONTACT)[:25]:
        for piece in map(unlabelled, split_piece(row.piece, PART)):
            bare = re.sub(r"^[^\w(]+", "", piece.text)
            if (name is None or piece.start != name.piece.start) and place_score(bare) >= 0.8:
                start = piece.end - len(bare)
                return document.cite(start, piece.end)
    return None


def find_links(document: Document, sections: Sequence[Section]) -> tuple[Cited, ...]:
    """Web addresses written in the header and contact sections, without repeats."""
    out: dict[str, Cited] = {}
    for row in _contact_first(sections):
        masked = EMAIL.sub(lambda match: " " * len(match.group()), row.text)
        for match in _LINK.finditer(masked):
            end = match.start() + len(match.group().rstrip(".,;:"))
            cited = document.cite(row.piece.start + match.start(), row.piece.start + end)
            out.setdefault(plain(re.sub(r"^https?://(?:www\.)?|/$", "", cited.text)), cited)
    return tuple(out.values())


def is_contact(text: str) -> bool:
    """Whether a line holds an e-mail address, a phone number or a web address."""
    phones = (match for match in _PHONE.finditer(text) if not _is_no_phone(text, match))
    return any(pattern.search(text) for pattern in (EMAIL, _LINK)) or any(phones)


def _contact_first(sections: Sequence[Section]) -> list[Row]:
    """Rows in the order in which a candidate's own contacts are likely; references and bullets left out."""
    own = rows_of_kind(sections, Kind.HEADER, Kind.CONTACT)
    rest = [
        row
        for section in sections
        if section.kind
        in (Kind.SUMMARY, Kind.OTHER, Kind.LANGUAGES, Kind.SKILLS, Kind.INTERESTS, Kind.EDUCATION)
        for row in section.rows
        if not row.line.bullet or len(row.text) <= _SHORT
    ]
    return own + rest


def _is_no_phone(text: str, match: re.Match[str]) -> bool:
    found = match.group()
    if any(
        found.strip() in text[period.at : period.to] or period.to - period.at >= len(found) - 1
        for period in find_periods(text)
        if period.at <= match.start() + 2 and period.to >= match.start() + 4
    ):
        return not found.startswith("+")
    groups = re.findall(r"\d+", found)
    if re.fullmatch(r"\d{4}-\d{4}-\d{4}-\d{3,4}", found):
        return True
    return len(groups) == 1 and len(groups[0]) < 8 and not found.startswith("+")


def _unbroken(document: Document, start: int, found: str, mailto: Sequence[str]) -> Cited | None:
    """The address as the link has it, when the text breaks it over two lines."""
    for address in mailto:
        if found.lower() == address.lower() or not (
            address.lower().startswith(found.lower()) or address.lower().endswith(found.lower())
        ):
            continue
        pattern = re.compile(r"\s*".join(re.escape(char) for char in address), re.IGNORECASE)
        match = pattern.search(document.text, max(0, start - len(address) - 4))
        if match:
            return Cited(text=address, span=document.span(match.start(), match.end()))
    return None
