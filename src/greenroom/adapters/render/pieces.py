"""Texts taken apart for layout: blanks to fill, and the place of a quote in its document.

A blank is written `[what you learned]`, `[ baseline? ]` or `____` in any text of a report: brackets around
words in lower case, or around spaces, or around a question. Brackets in the candidate's own words are theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from greenroom.model.report import Quote, Report, Statement

_BLANK = re.compile(r"\[(?: [^\[\]\n]{1,120} |[a-z][^\[\]\n]{0,120}|[^\[\]\n]{1,120}\?)\]|_{3,}")
_AROUND = 140  # characters of the document shown before and after a quote


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: words, or (when `blank`) what is to be filled in."""

    text: str
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands: the document's own text around it, cut at word ends."""

    before: str
    words: str
    after: str


def pieces(text: str, own: str = "") -> Iterator[Piece]:
    """`text` in order, blanks apart from words; a blank's text is what it asks for.

    `own` are words of the candidate that `text` may repeat: brackets that stand in them are no blanks.
    """
    at = 0
    for found in _BLANK.finditer(text):
        if found.group() in own:
            continue
        if found.start() > at:
            yield Piece(text[at : found.start()])
        yield Piece(found.group().strip("[]_ ") or "fill in", blank=True)
        at = found.end()
    if at < len(text):
        yield Piece(text[at:])


def own_words(statement: Statement) -> str:
    """The words a statement quotes."""
    return "\n".join(quote.cited.text for quote in statement.quotes)


def place(report: Report, quote: Quote) -> Place | None:
    """The place of `quote`; None when the user typed it, or its span does not hold these words."""
    span = quote.cited.span
    if span is None:
        return None
    text = report.inputs.cv_text if quote.document == "cv" else report.inputs.posting_text
    words = text[span.start : span.end]
    if " ".join(words.split()) != " ".join(quote.cited.text.split()):
        return None
    return Place(_tight(_tail(text[: span.start])), words, _tight(_head(text[span.end :])))


def where(quote: Quote) -> str:
    """The place in words: "CV, page 2", "posting", or that the user typed it."""
    document = {"cv": "CV", "posting": "posting"}[quote.document]
    if quote.cited.span is None:
        return f"{document}, as you corrected it"
    page = quote.cited.span.page
    return f"{document}, page {page}" if quote.document == "cv" or page > 1 else document


def _tight(text: str) -> str:
    """Without empty lines: the words around a quote are there to be recognised, not to be laid out."""
    return re.sub(r"\s*\n\s*", "\n", text)


def _tail(text: str) -> str:
    if len(text) <= _AROUND:
        return text.lstrip()
    cut = text[-_AROUND:]
    space = re.search(r"\s", cut)
    return "… " + cut[space.end() if space and space.end() < _AROUND - 20 else 0 :].lstrip()


def _head(text: str) -> str:
    if len(text) <= _AROUND:
        return text.rstrip()
    cut = text[:_AROUND]
    space = max(cut.rfind(" "), cut.rfind("\n"))
    return cut[: space if space > 20 else _AROUND].rstrip() + " …"
