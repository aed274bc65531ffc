"""The characters of a PDF page as words with their place and style.

Coordinates are points from the page's top left corner. Words come in the order of the content stream.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from greenroom.adapters.documents.mend import is_cjk
from greenroom.adapters.documents.pdf_style import Looks, Style

_HYPHEN = 0x02  # what PDFium reports for a hyphen that parts a word at a line end
_HYPHENS = (_HYPHEN, 0xFFFE)


@dataclass(slots=True)
class Word:
    """Characters without white space between them; `base` is the baseline, `order` counts in the stream."""

    text: str
    x0: float
    x1: float
    y0: float
    y1: float
    base: float
    style: Style
    order: int
    hyphenated: bool = False  # the line ends inside this word, and its hyphen is left out
    tracking: float = 0.0  # the usual gap between its letters, in points
    box: int = 0  # the number of the drawn box around it, 0 when there is none


@dataclass(slots=True)
class _Open:
    """A word being built."""

    chars: list[str] = field(default_factory=list)
    x0: float = 0.0
    x1: float = 0.0
    y0: float = 0.0
    y1: float = 0.0
    base: float = 0.0
    style: Style = field(default_factory=lambda: Style(0.0))
    hyphenated: bool = False
    gaps: float = 0.0  # between its letters, all together


@dataclass(frozen=True, slots=True)
class _Char:
    code: int
    x0: float
    x1: float
    y0: float
    y1: float
    base: float
    style: Style
    turned: bool = False  # the text runs up or down the page


def page_words(page: Any) -> list[Word]:
    """The words of a pypdfium2 page, in the order of its content stream."""
    words: list[Word] = []
    turned: list[_Char | None] = []
    open_word: _Open | None = None

    def close() -> None:
        nonlocal open_word
        if open_word is not None and open_word.chars:
            words.append(_closed(open_word, len(words)))
        open_word = None

    for char in _characters(page):
        if char is None or char.turned:
            turned.append(char)
            close()
            continue
        if char.code in _HYPHENS:
            if open_word is not None:
                open_word.hyphenated, open_word.x1 = True, char.x1
            close()
            continue
        if open_word is not None and not _continues(open_word, char):
            close()
        if open_word is None:
            open_word = _Open(x0=char.x0, y0=char.y0, y1=char.y1, base=char.base, style=char.style)
        else:
            open_word.gaps += char.x0 - open_word.x1
        open_word.chars.append(chr(char.code))
        open_word.x1 = max(open_word.x1, char.x1)
        open_word.y0, open_word.y1 = min(open_word.y0, char.y0), max(open_word.y1, char.y1)
    close()
    return [*words, *_turned_words(turned, len(words))]


def _turned_words(chars: Sequence[_Char | None], order: int) -> list[Word]:
    """Text that runs up or down the page, each run as one word that stands where the run is highest."""
    runs: list[list[_Char]] = []
    texts: list[str] = []
    spaced = False
    for char in chars:
        if char is None:
            spaced = True
            continue
        last = runs[-1][-1] if runs else None
        if last and _is_near(last, char):
            texts[-1] += " " * spaced + chr(char.code)
            runs[-1].append(char)
        else:
            texts.append(chr(char.code))
            runs.append([char])
        spaced = False
    return [
        _turned(run, text, order + number) for number, (run, text) in enumerate(zip(runs, texts, strict=True))
    ]


def _is_near(last: _Char, char: _Char) -> bool:
    far = 2 * char.style.size
    return last.style == char.style and abs(char.base - last.base) < far and abs(char.x0 - last.x0) < far


def _turned(run: list[_Char], text: str, order: int) -> Word:
    size = run[0].style.size
    x0, x1, top = min(char.x0 for char in run), max(char.x1 for char in run), min(char.base for char in run)
    return Word(text, x0, x1, top - size, top, top - 0.2 * size, run[0].style, order)


def _continues(word: _Open, char: _Char) -> bool:
    size = max(word.style.size, char.style.size, 1.0)
    if word.style.icon != char.style.icon:
        return False
    gap = char.x0 - word.x1
    limit = 0.5 if is_cjk(chr(char.code)) and is_cjk(word.chars[-1]) else 0.25
    return -size < gap < limit * size and abs(char.base - word.base) < 0.45 * size


def _closed(word: _Open, order: int) -> Word:
    return Word(
        "".join(word.chars),
        word.x0,
        word.x1,
        word.y0,
        word.y1,
        word.base,
        word.style,
        order,
        word.hyphenated,
        word.gaps / max(1, len(word.chars) - 1),
    )


def _characters(page: Any) -> Iterator[_Char | None]:
    """Visible characters; None where white space parts them."""
    textpage = page.get_textpage()
    left, _, right, top = page.get_cropbox()
    raw = textpage.raw
    looks = Looks()
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    high = 0
    for index in range(pdfium.FPDFText_CountChars(raw)):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if 0xD800 <= code < 0xDC00:  # half of a character beyond the basic plane
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        if code == 0 or chr(code).isspace():
            yield None
            continue
        if not pdfium.FPDFText_GetLooseCharBox(raw, index, box):
            continue
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        if box.right < left or box.left > right:
            continue
        style, turned = looks.of(raw, index)
        base = top - y.value
        # Loose boxes of odd fonts reach far beyond the line: the font size says how tall letters are.
        yield _Char(
            code,
            box.left - left,
            box.right - left,
            base - 0.8 * style.size,
            base + 0.2 * style.size,
            base,
            style,
            turned,
        )
