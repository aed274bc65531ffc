"""How the characters of a PDF page look: size, weight, colour, and which way the text runs."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi", "medi", "cmbx", "sfbx", "-bd")
_ITALIC_NAMES = ("italic", "oblique", "slanted", "cmti", "sfti", "cmsl")
_ICON_NAMES = ("awesome", "icon", "symbol", "wingding", "dingbat", "webding", "cmsy", "marvosym", "fontello")
_UNDRAWN = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_TRANSPARENT = 12  # of 255
_FORCE_BOLD, _ITALIC = 1 << 18, 1 << 6  # font descriptor flags


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of characters looks.

    `icon` when its font holds pictures, not letters; `colour` is red, green, blue up to 255; `inked` is
    false for letters that are not drawn, such as the text layer over a scan.
    """

    size: float
    bold: bool = False
    italic: bool = False
    icon: bool = False
    mono: bool = False
    colour: tuple[int, int, int] = (0, 0, 0)
    inked: bool = True


@dataclass(slots=True)
class Looks:
    """The styles of a page's text objects, each found out once."""

    _styles: dict[int | None, tuple[Style, bool]] = field(default_factory=dict)
    _fonts: dict[int | None, tuple[str, int]] = field(default_factory=dict)

    def of(self, raw: Any, index: int) -> tuple[Style, bool]:
        """How the character at `index` of a text page looks, and whether its text runs up or down the page."""
        thing = pdfium.FPDFText_GetTextObject(raw, index)
        key = ctypes.cast(thing, ctypes.c_void_p).value
        if key not in self._styles:
            self._styles[key] = self._found(raw, index, thing)
        return self._styles[key]

    def _found(self, raw: Any, index: int, thing: Any) -> tuple[Style, bool]:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(raw, index, matrix)
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        size = ctypes.c_float()
        pdfium.FPDFTextObj_GetFontSize(thing, size)
        name, flags = self._font(pdfium.FPDFTextObj_GetFont(thing))
        colour, alpha = _colour(thing)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
        style = Style(
            size=round(abs(size.value) * scale, 2) or 1.0,
            # PDFium's weight comes from stem widths, which call many regular fonts bold: the name is surer.
            bold=_has(name, _BOLD_NAMES) or _flag(flags, _FORCE_BOLD),
            italic=_has(name, _ITALIC_NAMES) or _flag(flags, _ITALIC),
            icon=_has(name, _ICON_NAMES),
            mono=_has(name, ("courier", "mono")),
            colour=colour,
            inked=alpha > _TRANSPARENT and mode not in _UNDRAWN,
        )
        return style, abs(matrix.b) > abs(matrix.a)

    def _font(self, font: Any) -> tuple[str, int]:
        """A font's name and flags."""
        key = ctypes.cast(font, ctypes.c_void_p).value
        if key not in self._fonts:
            self._fonts[key] = (_font_name(font), pdfium.FPDFFont_GetFlags(font))
        return self._fonts[key]


def _colour(thing: Any) -> tuple[tuple[int, int, int], int]:
    """Red, green, blue and opacity of a text object, each up to 255; opaque black where it has none."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha):
        return (0, 0, 0), 255
    return (red.value, green.value, blue.value), alpha.value


def _flag(flags: int, bit: int) -> bool:
    return flags > 0 and bool(flags & bit)


def _has(name: str, parts: tuple[str, ...]) -> bool:
    return any(part in name for part in parts)


def _font_name(font: Any) -> str:
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    if length <= 0:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
    return buffer.value.decode("utf-8", "replace").lower()
