"""Tells what a file is by its content and reads it."""

from __future__ import annotations

import sys
from pathlib import Path

from greenroom.adapters.documents import failures
from greenroom.adapters.documents.draft import Draft, assemble
from greenroom.adapters.documents.sniff import Kind, sniff
from greenroom.model.document import Document
from greenroom.ports import Purpose


class FileReader:
    """Reads PDF, DOCX, HTML, Markdown, JSON Resume and plain text; implements `ports.DocumentReader`.

    The format is told by the content; the name only decides between kinds of text. Libraries are
    imported when their format is met.
    """

    def read(self, data: bytes, *, name: str, purpose: Purpose = "cv") -> Document:
        """See `ports.DocumentReader.read`."""
        if not data.strip():
            raise failures.empty(name)
        if len(data) > failures.MAX_BYTES:
            raise failures.too_large(name, len(data))
        document = assemble(_draft(data, name, purpose), name=name, data=data)
        if not document.lines:
            raise failures.no_text(name)
        if len(document.text) > failures.MAX_CHARACTERS:
            raise failures.too_much_text(name)
        return document

    def read_file(self, path: Path, *, purpose: Purpose = "cv") -> Document:
        """See `ports.DocumentReader.read_file`."""
        if str(path) == "-":
            return self.read(sys.stdin.buffer.read(failures.MAX_BYTES + 1), name="stdin", purpose=purpose)
        try:
            size = path.stat().st_size
            if path.is_dir():
                raise failures.directory(str(path))
            if size > failures.MAX_BYTES:
                raise failures.too_large(path.name, size)
            data = path.read_bytes()
        except FileNotFoundError as error:
            raise failures.missing(str(path)) from error
        except OSError as error:
            raise failures.unreadable(str(path), error.strerror or str(error)) from error
        return self.read(data, name=path.name, purpose=purpose)


def _draft(data: bytes, name: str, purpose: Purpose) -> Draft:
    kind = sniff(data, name)
    if kind is Kind.PDF:
        from greenroom.adapters.documents.pdf import read_pdf

        return read_pdf(data, name=name)
    if kind is Kind.DOCX:
        from greenroom.adapters.documents.docx import read_docx

        return read_docx(data, name=name)
    from greenroom.adapters.documents.plain import decode, read_plain

    text, notes = decode(data, name=name)
    if kind is Kind.MARKDOWN:
        from greenroom.adapters.documents.markdown import read_markdown

        return read_markdown(text, notes=notes)
    return read_plain(text, notes=notes)
