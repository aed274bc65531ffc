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


def decode(data: bytes, *, name: str) -> tuple[str, tuple[str, ...]]:
    """The characters of `data`, and notes about what had to be done to get them.

    UTF-8, UTF-16 and UTF-32 with a byte order mark, else Windows-1252 with a note.

    Raises:
        InputError: The bytes are not text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), ()
            except UnicodeDecodeError as error:
                raise failures.not_text(name) from error
    if _BINARY.search(data[:65536].decode("latin-1")):
        raise failures.not_text(name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), (
            "The file is not valid UTF-8; it was read as Windows-1252, so accented letters may be wrong.",
        )
    return text, ()


def read_plain(text: str, *, notes: tuple[str, ...] = ()) -> Draft:
    """The lines of plain text; an empty line starts a new block, indentation nests list items."""
    lines: list[DraftLine] = []
    block = 0
    depths: list[int] = []
    for raw in text.splitlines():
        if not raw.strip():
            block += bool(lines) and lines[-1].block == block
            continue
        depth = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
        bullet, rest = split_mark(raw)
        indent = 0
        if bullet:
            depths = [d for d in depths if d < depth] + [depth]
            indent = len(depths) - 1
        elif not raw[:1].isspace():
            depths = []
        lines.append(DraftLine(clean(rest), bullet=bullet, indent=indent, block=block))
    return Draft("text/plain", lines, notes=notes)
