"""PDF: pages to lines in reading order, with their style."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from greenroom.adapters.documents import failures, ocr
from greenroom.adapters.documents.draft import Draft, DraftLine
from greenroom.adapters.documents.mend import clean, is_cjk, is_mark
from greenroom.adapters.documents.page_mend import (
    HYPHEN,
    PageLines,
    drop_furniture,
    join_addresses,
    join_hyphenated,
)
from greenroom.adapters.documents.pdf_seen import hidden_note, seen_words
from greenroom.adapters.documents.pdf_shapes import drawn_shapes, number_boxes, with_drawn_marks
from greenroom.adapters.documents.pdf_text import Word, page_words
from greenroom.adapters.documents.reading_order import (
    ORDERS,
    STANDARD,
    Block,
    Order,
    flow,
    reading_order,
)
from greenroom.adapters.documents.row_cells import Row
from greenroom.adapters.documents.tracking import closed_up

MEDIA_TYPE = "application/pdf"
_SINGLY = 3  # pages; of more, none is read otherwise than the rest
_DINGBATS = frozenset("§vØüqnl¨Ü")  # what list marks in Wingdings are called when read as letters


def read_pdf_ways(data: bytes, *, name: str) -> Iterator[Draft]:
    """The lines of a PDF in several reading orders, the likeliest first; each is made when it is asked for.

    Pages without text are recognised where the extra `ocr` is installed.

    Raises:
        InputError: Not a PDF, encrypted, too many pages, or a scan that cannot be recognised.
    """
    sheets, links, notes = _sheets(data, name)
    seen: set[tuple[str, ...]] = set()
    for orders in _ways(len(sheets)):
        lines = _mended(_pages(sheets, orders), links, name)
        texts = tuple(line.text for line in lines)
        if texts not in seen:
            seen.add(texts)
            yield Draft(MEDIA_TYPE, lines, pages=len(sheets), links=tuple(links), notes=notes)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page's words and its height in points."""

    words: list[Word]
    height: float


def _sheets(data: bytes, name: str) -> tuple[list[_Sheet], list[str], tuple[str, ...]]:
    """The words of every page, the links' targets, and what the user should know."""
    document = _open(data, name)
    try:
        if len(document) > failures.MAX_PAGES:
            raise failures.too_many_pages(name, len(document))
        links: list[str] = []
        scanned: list[int] = []
        unseen: list[Word] = []
        sheets: list[_Sheet] = []
        for number, page in enumerate(document, start=1):
            sheets.append(_Sheet(_words(page, number, scanned, unseen), page.get_height()))
            links.extend(_page_links(document, page))
    finally:
        document.close()
    return sheets, links, (*_scan_notes(scanned), hidden_note(unseen))


def _ways(pages: int) -> Iterator[list[Order]]:
    """How the pages may be read: all in one order, then one page otherwise than the rest."""
    yield [STANDARD] * pages
    for order in ORDERS:
        yield [order] * pages
    if 1 < pages <= _SINGLY:
        for page, order in itertools.product(range(pages), ORDERS):
            yield [order if each == page else STANDARD for each in range(pages)]


def _pages(sheets: list[_Sheet], orders: list[Order]) -> list[PageLines]:
    ordered = [reading_order(sheet.words, order) for sheet, order in zip(sheets, orders, strict=True)]
    flow(ordered)
    pages: list[PageLines] = []
    first_block = 0
    for number, (blocks, sheet) in enumerate(zip(ordered, sheets, strict=True), start=1):
        pages.append(PageLines(_lines(blocks, number, first_block), sheet.height))
        first_block += len(blocks)
    return pages


def _words(page: Any, number: int, scanned: list[int], unseen: list[Word]) -> list[Word]:
    found = [word for word in closed_up(page_words(page)) if clean(word.text) or is_mark(word.text)]
    words, hidden = seen_words(page, found)
    unseen += hidden
    shapes = drawn_shapes(page)
    words = with_drawn_marks(shapes, words)
    number_boxes(shapes, words)
    if words or next(iter(page.get_objects(max_depth=1)), None) is None:
        return words
    scanned.append(number)
    return ocr.recognised_words(page) if ocr.is_available() else []


def _mended(pages: list[PageLines], links: list[str], name: str) -> list[DraftLine]:
    lines = drop_furniture(pages)
    if not any(line.text for line in lines):
        raise failures.no_text(name) if ocr.is_available() else failures.scanned(name)
    join_hyphenated(lines)
    join_addresses(lines, links)
    return lines


def _scan_notes(scanned: list[int]) -> tuple[str, ...]:
    if not scanned:
        return ()
    pages = ("page " if len(scanned) == 1 else "pages ") + ", ".join(map(str, scanned))
    if ocr.is_available():
        return (ocr.NOTE.format(pages=pages),)
    return (
        f"No text could be read on {pages}: a picture. Install text recognition: pip install 'greenroom[ocr]'.",
    )


def _open(data: bytes, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise failures.encrypted(name) from error
        raise failures.broken(name, "PDF") from error


def _page_links(document: Any, page: Any) -> list[str]:
    """The targets of the page's link annotations that are URIs."""
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


def _lines(blocks: list[Block], page: int, first_block: int) -> list[DraftLine]:
    out: list[DraftLine] = []
    for index, block in enumerate(blocks):
        lines = [line for row in block.rows if (line := _line(row, page, first_block + index))]
        _nest(lines)
        out.extend(lines)
    return out


def _nest(lines: list[DraftLine]) -> None:
    """Give list items the depth at which they stand in their block."""
    edges: list[float] = []
    for line in lines:
        if line.bullet and not any(abs(line.x0 - edge) < 0.6 * line.size for edge in edges):
            edges.append(line.x0)
    edges.sort()
    for line in lines:
        if line.bullet:
            line.indent = min(range(len(edges)), key=lambda i: abs(edges[i] - line.x0))


def _line(row: Row, page: int, block: int) -> DraftLine | None:
    bullet, cells = _take_mark([[word for piece in cell for word in piece.words] for cell in row.cells])
    text = "\t".join(filter(None, (clean(cell_text(cell)) for cell in cells)))
    words = [word for cell in cells for word in cell]
    if not text:
        return None
    letters = sum(len(word.text) for word in words)
    return DraftLine(
        text + (HYPHEN if words[-1].hyphenated else ""),
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
        bold_runs=_bold_runs(cells),
    )


def _bold_runs(cells: list[list[Word]]) -> tuple[str, ...]:
    runs: list[str] = []
    for cell in cells:
        kept = [word for word in cell if not _is_icon(word)]
        runs += [clean(cell_text(list(run))) for bold, run in groupby(kept, lambda w: w.style.bold) if bold]
    return tuple(runs)


def _take_mark(cells: list[list[Word]]) -> tuple[bool, list[list[Word]]]:
    """Whether the row opens with a list mark, and its cells without it."""
    words = [word for cell in cells for word in cell]
    if len(words) < 2 or not _opens_item(words[0]):
        return False, cells
    rest = [cells[0][1:], *cells[1:]]
    return True, [cell for cell in rest if cell]


def _opens_item(word: Word) -> bool:
    if word.text == "o":  # Word marks nested items with an "o" of Courier New
        return word.style.mono
    return is_mark(word.text) or (word.style.icon and word.text in _DINGBATS)


def cell_text(words: list[Word]) -> str:
    """The words of a cell with spaces where a reader sees them."""
    kept = [word for word in words if not _is_icon(word)]
    parts: list[str] = []
    at = 0
    while at < len(kept):
        run = _tracked(kept, at)
        if at and _spaced(kept[at - 1], kept[at]):
            parts.append(" ")
        if run > 1:
            parts.append(_close_up(kept[at : at + run]))
        else:
            parts.append(kept[at].text)
        at += run
    return "".join(parts)


def _tracked(words: list[Word], at: int) -> int:
    """How many words from `at` are letters set apart ("P R O F I L E"); 1 when they are just words."""
    run = 0
    for word in words[at:]:
        if len(word.text) > 1 or not word.text.isalpha() or is_cjk(word.text):
            break
        run += 1
    return run if run >= 4 else 1


def _close_up(letters: list[Word]) -> str:
    """Tracked letters as words: a gap half as wide again as the narrowest usual one parts words."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(letters)]
    usual = sorted(gaps)[len(gaps) // 3]
    limit = 1.5 * usual + 0.1 * letters[0].style.size
    out = letters[0].text
    for gap, letter in zip(gaps, letters[1:], strict=True):
        out += (" " if gap > limit else "") + letter.text
    return out


def _is_icon(word: Word) -> bool:
    return word.style.icon and not is_mark(word.text)


def _spaced(last: Word, word: Word) -> bool:
    chinese = is_cjk(last.text[-1]) + is_cjk(word.text[0])
    if not chinese:
        return True
    # Between Chinese and Latin a space is a quarter of the size wide, and often only a gap.
    return word.x0 - last.x1 > (0.35 if chinese == 2 else 0.16) * word.style.size
