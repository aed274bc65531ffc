"""Plain text: bytes to characters, and lines with their list marks."""

from __future__ import annotations

import codecs
import re

from greenroom.adapters.documents import failures
from greenroom.adapters.documents.draft import Draft, DraftLine
from greenroom.adapters.documents.mend import clean, split_mark

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOJIBAKE = re.compile(r"[ÂÃâ][\u0080-\u00bf\u2013-\u203a€™œžŸŠ‚ƒ„†‡ˆ‰]|â€|ï¿½|ã€")
_NOT_UTF8 = "The file is not valid UTF-8; it was read as Windows-1252, so accented letters may be wrong."
_REPAIRED = "Some characters were garbled (UTF-8 that had been read as Windows-1252); they were put right."
_LOST = "Some characters were lost before this file was saved; they are left out."


def decode(data: bytes, *, name: str) -> tuple[str, tuple[str, ...]]:
    """The characters of `data`, and notes about what had to be done to get them.

    UTF-8, UTF-16 and UTF-32 with a byte order mark, else Windows-1252 with a note; mojibake is repaired.

    Raises:
        InputError: The bytes are not text.
    """
    text, notes = _decoded(data, name)
    if _MOJIBAKE.search(text):
        from ftfy import fix_encoding

        repaired = fix_encoding(text)
        if repaired != text:
            text, notes = repaired, (*notes, _REPAIRED)
    if "\ufffd" in text:
        notes = (*notes, _LOST)
    return text, notes


def _decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), ()
            except UnicodeDecodeError as error:
                raise failures.not_text(name) from error
    if _BINARY.search(data.decode("latin-1")):
        raise failures.not_text(name)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), (_NOT_UTF8,)


def read_plain(text: str, *, notes: tuple[str, ...] = ()) -> Draft:
    """The lines of plain text; an empty line starts a new block, indentation nests list items."""
    lines: list[DraftLine] = []
    block = 0
    depths: list[int] = []
    for raw in text.splitlines():
        if not raw.strip():
            block += bool(lines) and lines[-1].block == block
            continue
        wide = raw.expandtabs(4)
        depth = len(wide) - len(wide.lstrip())
        bullet, rest = split_mark(raw)
        if bullet:
            depths = [*(d for d in depths if d < depth), depth]
        elif not depth:
            depths = []
        lines.append(
            DraftLine(clean(rest), bullet=bullet, indent=len(depths) - 1 if bullet else 0, block=block)
        )
    return Draft("text/plain", lines, notes=notes)
