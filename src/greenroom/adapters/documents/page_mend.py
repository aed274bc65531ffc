"""Mends lines that a page's layout has broken: hyphenated words, split addresses, page furniture."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from greenroom.adapters.documents.draft import DraftLine

HYPHEN = "\u00ad"
"""Ends a draft line whose last word goes on in the next line; gone after `join_hyphenated`."""

_COMPOUND = {  # words that open compounds; a line that breaks after them broke at their hyphen
    "well", "self", "non", "cross", "real", "high", "low", "large", "small", "open", "full", "long",
    "short", "data", "user", "hands", "human", "fine", "zero", "one", "two", "three", "few", "front",
    "back", "cost", "third", "first", "best", "end", "event", "time", "rule", "state", "out", "decision",
    "model", "customer", "production", "privacy", "domain", "task", "world", "enterprise", "client",
    "server", "service", "micro", "cloud", "test", "on", "in", "so",
}  # fmt: skip
_COMPOUND_ENDS = {  # words that close compounds; a line that breaks before them broke at its hyphen
    "aware", "backed", "based", "centered", "centric", "compliant", "critical", "driven", "efficient", "enabled",
    "facing", "focused", "free", "friendly", "functional", "generated", "grade", "grained", "heavy", "intensive",
    "led", "level", "leading", "making", "minded", "native", "oriented", "performing", "powered", "quality", "ready",
    "related", "scale", "sensitive", "sized", "solving", "specific", "stage", "term", "tier", "trained", "tuned",
    "tuning", "wide", "winning",
}  # fmt: skip
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")
_URL_START = re.compile(r"(?:https?://|www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/)\S*")
_PAGE_NUMBER = re.compile(
    r"(?:\S.{0,60}\s)?(?:page|seite|página|p\.)\s*\d{1,3}(?:\s*(?:/|of|sur|von|de)\s*\d{1,3})?"
    r"|\d{1,3}\s*(?:/|of|sur)\s*\d{1,3}|[-–]?\s*\d{1,2}\s*[-–]?|第\s*\d+\s*页.*",
    re.IGNORECASE,
)
_MARGIN = 0.09  # share of the page's height in which running headers and footers stand


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of one page and its height in points."""

    lines: list[DraftLine]
    height: float


def drop_furniture(pages: list[PageLines]) -> list[DraftLine]:
    """All lines but page numbers, and but headers and footers that an earlier page already had."""
    seen: set[str] = set()
    kept: list[DraftLine] = []
    for page in pages:
        here: set[str] = set()
        for line in page.lines:
            marginal = line.y1 < _MARGIN * page.height or line.y0 > (1 - _MARGIN) * page.height
            key = re.sub(r"\d+", "#", line.text)
            if marginal and (_PAGE_NUMBER.fullmatch(line.text.replace("\t", " ")) or key in seen):
                continue
            if marginal:
                here.add(key)
            kept.append(line)
        seen |= here
    return kept


def join_hyphenated(lines: list[DraftLine]) -> None:
    """Close words that a line end parted: the rest of the word moves up to its beginning."""
    known = {word.casefold() for line in lines for word in re.findall(r"[\w-]+", line.text)}
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if not line.text.endswith(HYPHEN):
            continue
        stem = line.text[:-1]
        if following is None or following.block != line.block or following.bullet:
            line.text = stem + "-"
            continue
        rest, _, remainder = following.text.partition(" ")
        word = re.split(r"[\s\t]", stem)[-1]
        line.text = stem + ("-" if _keeps_hyphen(word, rest, known) else "") + rest
        following.text = remainder


def _keeps_hyphen(word: str, rest: str, known: set[str]) -> bool:
    """Whether the hyphen belongs to the word: the document writes it elsewhere, or its halves form compounds."""
    bare = rest.strip(".,;:)").casefold()
    start = word.strip("(\"'").casefold()
    if re.search(r"[-/@.]", word) or not rest[:1].islower():
        return True
    if f"{start}-{bare}" in known:
        return True
    if start + bare in known:
        return False
    return start in _COMPOUND or (len(start) > 2 and bare in _COMPOUND_ENDS)


def join_addresses(lines: list[DraftLine], links: Iterable[str]) -> None:
    """Close e-mail and web addresses that a narrow column broke over two lines."""
    targets = [_bare(link) for link in links]
    for line, following in itertools.pairwise(lines):
        first, second = line.text, following.text
        if line.block != following.block or re.search(r"\s", first + second) or not first or not second:
            continue
        if _is_broken_address(first, second, targets):
            line.text, following.text = first + second, ""


def _is_broken_address(first: str, second: str, targets: list[str]) -> bool:
    if _URL_START.fullmatch(first):
        return _is_broken_url(first, second, targets)
    whole = first + second
    if _EMAIL.fullmatch(second):
        return first[-1] in "-._+" and _EMAIL.fullmatch(whole) is not None
    return _EMAIL.fullmatch(whole) is not None and (not _EMAIL.fullmatch(first) or whole in targets)


def _is_broken_url(first: str, second: str, targets: list[str]) -> bool:
    if _EMAIL.fullmatch(second) or _URL_START.fullmatch(second):
        return False
    if _bare(first + second) in targets:
        return True
    if _bare(first) in targets:
        return False
    return bool(re.fullmatch(r"[a-z0-9/][\w./-]*", second)) and (first[-1] in "/-_" or second[0] == "/")


def _bare(url: str) -> str:
    return re.sub(r"^(?:mailto:|https?://)?(?:www\.)?", "", url).rstrip("/")
