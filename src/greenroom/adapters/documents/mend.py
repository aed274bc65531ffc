"""Mends text that formats and fonts have damaged: marks, ligatures, padding, tracked letters."""

from __future__ import annotations

import re
import unicodedata

LIST_MARKS = "•●○◦▪■□▫◆◇❖➢➤►▶▸▹‣⁃∙·◾◼◘✓✔➔→»›⦿"
"""Characters that open a list item; "-", "–", "—" and "*" do so only with a space behind them."""

_SYMBOL_MARKS = {  # list marks of Symbol and Wingdings, which Word writes into the private use area
    "\uf0b7", "\uf0a7", "\uf0d8", "\uf076", "\uf0fc", "\uf0a8", "\uf06e", "\uf06c", "\uf071", "\uf02d",
    "\uf075", "\uf077", "\uf0b2", "\uf0ae",
}  # fmt: skip
_LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
}  # fmt: skip
_SPACES = dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_NOTHING: dict[int, None] = dict.fromkeys(
    (0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF, *range(0x202A, 0x202F))
)
_HYPHENS = {0x2010: "-", 0x2011: "-"}
_TABLE: dict[int, str | None] = {**_LIGATURES, **_SPACES, **_HYPHENS, **_NOTHING}
_ACCENTS = {
    "\u00b4": "\u0301", "`": "\u0300", "\u02c6": "\u0302", "\u00a8": "\u0308", "\u02dc": "\u0303", "\u02da": "\u030a",
    "\u00b8": "\u0327", "\u02c7": "\u030c",
}  # fmt: skip
_ACCENT = re.compile(
    "([\u00b4\u02c6\u00a8\u02dc\u02da\u00b8\u02c7]|(?<![`\\s])`(?=[aeiouAEIOU])|(?<=\\s)`(?=a ))([A-Za-z\u0131\u0237])"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_CELLS = re.compile(r"\s*(?:\t|(?:[.·_…] ?){5,})\s*|\s{4,}")  # tabs, dot leaders, wide gaps
_GAPS = re.compile(r"[^\S\t]+")
_MARK = re.compile(rf"\s*(?:[{LIST_MARKS}]+\s*|(?:[-–—*+]|\(?[a-z]\)|o)\s+)(?=\S)")
_TRACKED = re.compile(r"(?<!\S)\w(?: \w){3,}(?: {2,}\w(?: \w)*)*(?!\S)")
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_IS_CJK = re.compile(f"[{_CJK}]")
_CJK_GAP = re.compile(rf"(?<=[{_CJK}]) (?=[{_CJK}])")


def clean(text: str) -> str:
    r"""One line of text as a reader would type it.

    Ligatures are spelled out; odd spaces become spaces, odd hyphens hyphens; zero-width, control and icon-font characters
    go; tracked letters ("P R O F I L E") close up; tabs and runs of four spaces or more are one "\t"
    between the cells of a row; CJK characters stand without spaces between them.
    """
    text = _PRIVATE.sub("", _CONTROL.sub("", text.translate(_TABLE)))
    text = _ACCENT.sub(lambda match: _accented(match[1], match[2]), text)
    text = _TRACKED.sub(lambda match: close_tracked(match.group()), text)
    text = _CELLS.sub("\t", text.strip())
    return _CJK_GAP.sub("", _GAPS.sub(" ", text))


def _accented(accent: str, letter: str) -> str:
    """A letter with the accent that an old font drew before it."""
    plain = {"ı": "i", "ȷ": "j"}.get(letter, letter)
    whole = unicodedata.normalize("NFC", plain + _ACCENTS[accent])
    return whole if len(whole) == 1 else accent + letter


def close_tracked(text: str) -> str:
    """Letters set apart by single spaces, joined; wider gaps part words."""
    if not any(char.isalpha() for char in text):
        return text
    return " ".join(word.replace(" ", "") for word in re.split(r" {2,}", text))


def split_mark(text: str) -> tuple[bool, str]:
    """Whether `text` opens with a list mark, and the text without it."""
    stripped = text.lstrip()
    if stripped[:1] in _SYMBOL_MARKS and stripped[1:].strip():
        return True, stripped[1:].lstrip()
    match = _MARK.match(text)
    return (True, text[match.end() :]) if match else (False, text)


def is_mark(text: str) -> bool:
    """Whether `text` is a list mark and nothing else."""
    text = text.strip()
    return bool(text) and (text in _SYMBOL_MARKS or text in "-–—*o" or all(c in LIST_MARKS for c in text))


def is_cjk(char: str) -> bool:
    """Whether `char` belongs to a script written without spaces between words."""
    return char >= "\u3000" and _IS_CJK.match(char) is not None
