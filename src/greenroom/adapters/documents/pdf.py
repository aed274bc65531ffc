"""PDF: pages to lines in reading order, with their style."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from greenroom.adapters.documents import failures
from greenroom.adapters.documents.draft import Draft, DraftLine
from greenroom.adapters.documents.mend import clean, is_cjk, is_mark, split_mark
from greenroom.adapters.documents.pdf_text import Word, page_words
from greenroom.adapters.documents.reading_order import Block, Piece, Row, reading_order

MEDIA_TYPE = "application/pdf"
_WINGDINGS = frozenset("§vØüqnl¨Ü")  # what list marks in Wingdings are called in other fonts


def read_pdf(data: bytes, *, name: str) -> Draft:
    """The lines of a PDF.

    Raises:
        InputError: Not a PDF, encrypted, too many pages, or a scan that cannot be recognised.
    """
    document = _open(data, name)
    try:
        if len(document) > failures.MAX_PAGES:
            raise failures.too_many_pages(name, len(document))
        lines: list[DraftLine] = []
        links: list[str] = []
        for number in range(len(document)):
            page = document[number]
            lines.extend(_page_lines(page, number + 1, first_block=_next_block(lines)))
            links.extend(page_links(document, page))
        if not lines:
            raise failures.scanned(name)
        return Draft(MEDIA_TYPE, lines, pages=len(document), links=tuple(links))
    finally:
        document.close()


def _next_block(lines: list[DraftLine]) -> int:
    return lines[-1].block + 1 if lines else 0


def _open(data: bytes, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise failures.encrypted(name) from error
        raise failures.broken(name, "PDF") from error


def page_links(document: Any, page: Any) -> list[str]:
    """The targets of the page's link annotations that are URIs."""
    import ctypes

    out: list[str] = []
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page.raw, position, link):
        action = pdfium.FPDFLink_GetAction(link)
        length = pdfium.FPDFAction_GetURIPath(document.raw, action, None, 0) if action else 0
        if length > 1:
            buffer = ctypes.create_string_buffer(length)
            pdfium.FPDFAction_GetURIPath(document.raw, action, buffer, length)
            out.append(buffer.value.decode("utf-8", "replace"))
    return out


def _page_lines(page: Any, number: int, *, first_block: int) -> list[DraftLine]:
    words = [word for word in page_words(page) if clean(word.text) or is_mark(word.text)]
    out: list[DraftLine] = []
    for index, block in enumerate(reading_order(words)):
        lines = [line for row in block.rows if (line := _line(row, number, first_block + index)) is not None]
        out.extend(lines)
    return out


def _line(row: Row, page: int, block: int) -> DraftLine | None:
    cells = [[word for piece in cell for word in piece.words] for cell in row.cells]
    bullet, cells = _take_mark(cells)
    text = "\t".join(filter(None, (clean(_cell_text(cell)) for cell in cells)))
    if not text:
        return None
    words = [word for cell in cells for word in cell]
    letters = sum(len(word.text) for word in words)
    return DraftLine(
        text,
        page=page,
        x0=min(word.x0 for word in words),
        x1=max(word.x1 for word in words),
        y0=min(word.y0 for word in words),
        y1=max(word.y1 for word in words),
        size=max(words, key=lambda word: len(word.text)).style.size,
        bold=2 * sum(len(word.text) for word in words if word.style.bold) > letters,
        italic=2 * sum(len(word.text) for word in words if word.style.italic) > letters,
        bullet=bullet,
        block=block,
    )


def _take_mark(cells: list[list[Word]]) -> tuple[bool, list[list[Word]]]:
    """Whether the row opens with a list mark, and its cells without it."""
    words = [word for cell in cells for word in cell]
    first = words[0]
    marked = is_mark(first.text) or (first.style.icon and first.text in _WINGDINGS)
    if marked and len(words) > 1 and not (first.text == "o" and not first.style.mono):
        rest = [cells[0][1:], *cells[1:]]
        return True, [cell for cell in rest if cell]
    return False, cells


def _cell_text(words: list[Word]) -> str:
    kept = [word for word in words if not _is_icon(word)]
    parts: list[str] = []
    for last, word in zip([None, *kept], kept, strict=False):
        if last is not None and _spaced(last, word):
            parts.append(" ")
        parts.append(word.text)
    return "".join(parts)


def _is_icon(word: Word) -> bool:
    return word.style.icon and not is_mark(word.text)


def _spaced(last: Word, word: Word) -> bool:
    if is_cjk(last.text[-1]) and is_cjk(word.text[0]):
        return word.x0 - last.x1 > 0.5 * word.style.size
    return True
