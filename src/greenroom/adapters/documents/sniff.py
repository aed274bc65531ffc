"""What a file is, told by its first bytes; the name only decides between kinds of text."""

from __future__ import annotations

import re
from enum import Enum, auto
from pathlib import PurePath

from greenroom.adapters.documents import failures


class Kind(Enum):
    """A format that can be read."""

    PDF = auto()
    DOCX = auto()
    HTML = auto()
    JSON = auto()
    MARKDOWN = auto()
    PLAIN = auto()


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .doc, and DOCX under a password
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"\x00\x00\x01\x00")
_HTML = re.compile(rb"<!doctype html|<html|<head\b|<body\b", re.IGNORECASE)
_FRAGMENT = re.compile(rb"<(?:p|div|ul|li|br|h[1-6]|strong|span)\b[^>]*>", re.IGNORECASE)
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|\s*[-*] .*\*\*|\*\*\S|\|.+\|\s*$|.*\]\(https?://)", re.MULTILINE)


def sniff(data: bytes, name: str) -> Kind:
    """The format of `data`.

    Raises:
        InputError: A known format that is not read, or a broken file of a format that is.
    """
    suffix = PurePath(name).suffix.lower()
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith(b"PK\x03\x04"):
        return _archive(data, name)
    if data.startswith(_OLE):
        raise _ole(data, name)
    if data.startswith(_PICTURES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        raise failures.unsupported(
            name, "a picture", "Save it as a PDF; scans are read with 'greenroom[ocr]'."
        )
    if data.startswith(b"{\\rtf"):
        raise failures.unsupported(
            name, "an RTF file", "Open it in a word processor and save it as DOCX or PDF."
        )
    if suffix == ".pdf":
        raise failures.broken(name, "PDF")
    if suffix == ".docx":
        raise failures.broken(name, "DOCX")
    return _text_kind(data, head, suffix)


def _text_kind(data: bytes, head: bytes, suffix: str) -> Kind:
    if head.startswith((b"{", b"[")) and suffix in {".json", ""}:
        return Kind.JSON
    if _HTML.search(head) or (suffix in {".html", ".htm", ".xhtml"}):
        return Kind.HTML
    if suffix in {".md", ".markdown"}:
        return Kind.MARKDOWN
    if len(_FRAGMENT.findall(data[:20000])) >= 3:
        return Kind.HTML
    sample = data[:20000].decode("utf-8", "ignore")
    if suffix != ".txt" and len(_MARKDOWN.findall(sample)) >= 2:
        return Kind.MARKDOWN
    return Kind.PLAIN


def _archive(data: bytes, name: str) -> Kind:
    head = data[:4096]
    if b"vnd.oasis.opendocument" in head:
        raise failures.unsupported(name, "an OpenDocument file", "Save it as DOCX or PDF and give that.")
    if b"word/" in data:
        return Kind.DOCX
    if PurePath(name).suffix.lower() == ".docx":
        raise failures.broken(name, "DOCX")
    raise failures.unsupported(name, "an archive", "Unpack it and give the CV or the job description in it.")


def _ole(data: bytes, name: str) -> Exception:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return failures.encrypted(name)
    return failures.unsupported(
        name, "an old Word document (.doc)", "Open it in a word processor and save it as DOCX or PDF."
    )
