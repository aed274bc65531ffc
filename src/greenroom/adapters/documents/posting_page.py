"""A saved web page with a job posting: its JSON-LD first, then its microdata, else the main content of the page."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from greenroom.adapters.documents.draft import Draft, DraftLine
from greenroom.adapters.documents.html import MEDIA_TYPE, Walk, parse, read_html
from greenroom.adapters.documents.main_content import main_content
from greenroom.adapters.documents.mend import clean
from greenroom.adapters.documents.microdata import marked_postings

_TAG = re.compile(r"<(?:p|div|ul|ol|li|br|h[1-6]|strong|b|span|em|section)\b[^>]*>", re.IGNORECASE)
_ESCAPED_TAG = re.compile(
    r"&(?:amp;)?lt;/?(?:p|div|ul|ol|li|br|h[1-6]|strong|b|span|em|section)\b", re.IGNORECASE
)
_LEAST_TEXT = 250  # characters; less is a teaser, not a posting
_PLACES = 5  # a posting open in 300 towns names the first of them


def read_posting_page(text: str, *, name: str, notes: tuple[str, ...] = ()) -> Draft:
    """The posting in a page: schema.org JobPosting where the page carries one (JSON-LD, microdata, RDFa), else its main content.

    Title, company, location and salary stand first, a line each.

    Raises:
        InputError: There is nothing in the page.
    """
    root = parse(text, name)
    for posting in (*job_postings(root), *marked_postings(root)):
        draft = read_job_posting(posting, name=name, notes=notes)
        if sum(len(line.text) for line in draft.lines) >= _LEAST_TEXT:
            return draft
    return _main_content(root, text, name, notes)


def read_job_posting(posting: Mapping[str, Any], *, name: str, notes: tuple[str, ...] = ()) -> Draft:
    """A schema.org JobPosting as lines."""
    lines = [DraftLine(clean(line), heading=int(first)) for line, first in _leading(posting)]
    body = unescape_tags(str(posting.get("description") or ""))
    if body.strip():
        walk = Walk(_block=1)
        walk.element(parse(body if _TAG.search(body) else _paragraphs(body), name))
        lines.extend(walk.finish())
    return Draft(MEDIA_TYPE, lines, notes=notes)


def unescape_tags(text: str) -> str:
    """`text` with its markup unescaped as often as it was escaped."""
    for _ in range(3):
        if not _ESCAPED_TAG.search(text):
            break
        text = html.unescape(text)
    return text


def has_escaped_tags(text: str) -> bool:
    """Whether `text` is markup that was escaped, as some boards' feeds give it."""
    return len(_ESCAPED_TAG.findall(text[:20000])) >= 3


def job_postings(root: Any) -> Iterator[Mapping[str, Any]]:
    """Every schema.org JobPosting in the page's JSON-LD."""
    for script in root.iter("script"):
        kind = html.unescape(str(script.get("type", ""))).lower()
        if "ld+json" in kind and script.text:
            yield from postings_in(_loaded(script.text))


def postings_in(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every JobPosting in a JSON-LD value: alone, in a list, or in a @graph."""
    if isinstance(value, list):
        for item in value:
            yield from postings_in(item)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if "JobPosting" in (kinds if isinstance(kinds, list) else [kinds]):
            yield value
        yield from postings_in(value.get("@graph"))
        yield from postings_in(value.get("mainEntity"))


def _loaded(text: str) -> Any:
    stripped = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", text).strip().rstrip(";")
    for candidate in (stripped, html.unescape(stripped)):
        try:
            return json.loads(candidate, strict=False)
        except ValueError:
            continue
    return None


def _leading(posting: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    if title := _plain(posting.get("title") or posting.get("name")):
        yield title, True
    if company := _plain(_name(posting.get("hiringOrganization"))):
        yield f"Company: {company}", False
    if places := list(dict.fromkeys(_places(posting))):
        more = f"; {len(places) - _PLACES} more" if len(places) > _PLACES else ""
        yield f"Location: {'; '.join(places[:_PLACES])}{more}", False
    if salary := _salary(posting.get("baseSalary")):
        yield f"Salary: {salary}", False


def _plain(value: Any) -> str:
    return html.unescape(value).strip() if isinstance(value, str) else ""


def _name(value: Any) -> Any:
    return value.get("name") if isinstance(value, dict) else value


def _places(posting: Mapping[str, Any]) -> Iterator[str]:
    if posting.get("jobLocationType") == "TELECOMMUTE":
        yield "Remote"
    places = posting.get("jobLocation")
    for place in places if isinstance(places, list) else [places]:
        address = place.get("address") if isinstance(place, dict) else place
        if isinstance(address, dict):
            keys = ("addressLocality", "addressRegion", "addressCountry")
            parts = [_plain(_name(address.get(key))) for key in keys]
            address = ", ".join(dict.fromkeys(filter(None, parts)))
        if text := _plain(address):
            yield text


def _salary(value: Any) -> str:
    amount = value.get("value") if isinstance(value, dict) else None
    if not isinstance(amount, dict):
        return ""
    low, high = amount.get("minValue") or amount.get("value"), amount.get("maxValue")
    if not low:
        return ""
    unit = str(amount.get("unitText") or "").lower()
    ends = f"{low} – {high}" if high and high != low else f"{low}"
    return " ".join(filter(None, (str(value.get("currency") or ""), ends, f"per {unit}" if unit else "")))


def _paragraphs(text: str) -> str:
    return "".join(f"<div>{line}</div>" for line in text.splitlines())


def _main_content(root: Any, text: str, name: str, notes: tuple[str, ...]) -> Draft:
    walk = main_content(root)
    if sum(len(line.text) for line in walk.lines) < _LEAST_TEXT:
        return read_html(text, name=name, notes=notes)
    return Draft(MEDIA_TYPE, walk.lines, links=tuple(walk.links), notes=notes)
