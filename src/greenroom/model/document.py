"""A document: an input file's text with its layout, and spans of it.

Everything said later about a candidate or a posting points back to a `Span`, so the text here is canonical:
it never changes after reading, and offsets count its characters (Unicode code points).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from greenroom.model.value import Value

_HAN = "\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_HAN_GAP = re.compile(f"(?<=[{_HAN}]) (?=[{_HAN}])")


class Span(Value):
    """A half-open range `[start, end)` of a document's text; `page` counts from 1."""

    start: int
    end: int
    page: int = 1


class Cited(Value):
    """A text taken from a document, with its place.

    `span` is None only when the user typed the text as a correction.
    `text` equals the document's text over `span` up to white space.
    """

    text: str
    span: Span | None

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Line:
    r"""One line of a document in reading order; `[start, end)` excludes the line break and any list mark.

    A line is one visual row: its cells (a title and the dates far to its right, the cells of a table row)
    are parted by "\t" in the text. In formats without layout an empty line or a new element starts a new block.

    Coordinates are points from the top left of the page, all 0 in formats without layout.
    """

    start: int
    end: int
    page: int = 1
    x0: float = 0.0
    x1: float = 0.0
    y0: float = 0.0
    y1: float = 0.0
    size: float = 0.0  # font size in points; 0 when unknown
    bold: bool = False
    italic: bool = False
    bullet: bool = False  # the line opened with a list mark (which is not part of the line)
    indent: int = 0  # nesting of the list item, 0 outermost
    block: int = 0  # lines of one column or table cell share a block; numbered in reading order
    heading: int = 0  # 1 to 6 where the format says so (Markdown, HTML, DOCX styles), else 0
    bold_parts: tuple[
        tuple[int, int], ...
    ] = ()  # ranges of the document in bold, where only part of the line is


@dataclass(frozen=True)
class Document:
    r"""An input file as text with layout.

    Attributes:
        name: File name as the user knows it, or "stdin" or "pasted text".
        media_type: What the bytes were, such as "application/pdf".
        sha256: Of the bytes, as hex; identifies the document in the store.
        text: Canonical text; lines joined by "\\n", pages by "\\n\\n", the cells of a row by "\\t".
        lines: In reading order; they do not overlap and cover all but white space and list marks.
        pages: Number of pages, 1 in formats without pages.
        links: Targets of hyperlinks (URIs), in order, without repeats.
        notes: What the reader had to do that the user should know (OCR, repaired mojibake), plain sentences.
    """

    name: str
    media_type: str
    sha256: str
    text: str
    lines: tuple[Line, ...]
    pages: int = 1
    links: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def line_text(self, line: Line) -> str:
        """The text of one of this document's lines."""
        return self.text[line.start : line.end]

    def quote(self, span: Span) -> str:
        """The document's own words over `span`, white space folded to single spaces, to none between Han."""
        return _HAN_GAP.sub("", " ".join(self.text[span.start : span.end].split()))

    def span(self, start: int, end: int) -> Span:
        """The span `[start, end)` with its page, white space at both ends left out.

        Raises:
            ValueError: The range is empty or reaches outside the text.
        """
        if not 0 <= start < end <= len(self.text):
            message = f"span [{start}, {end}) is outside the text of {len(self.text)} characters"
            raise ValueError(message)
        while start < end - 1 and self.text[start].isspace():
            start += 1
        while end - 1 > start and self.text[end - 1].isspace():
            end -= 1
        return Span(start=start, end=end, page=self.page_at(start))

    def cite(self, start: int, end: int) -> Cited:
        """The text over `[start, end)`, white space folded, with its span."""
        span = self.span(start, end)
        return Cited(text=self.quote(span), span=span)

    def page_at(self, offset: int) -> int:
        """The page (from 1) on which the character at `offset` stands."""
        page = 1
        for start, number in self._page_starts:
            if start > offset:
                break
            page = number
        return page

    @cached_property
    def _page_starts(self) -> tuple[tuple[int, int], ...]:
        first: dict[int, int] = {}
        for line in self.lines:
            first[line.page] = min(line.start, first.get(line.page, line.start))
        return tuple(sorted((start, page) for page, start in first.items()))
