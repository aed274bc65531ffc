"""Tells what a file is by its content and reads it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from greenroom.adapters.documents import failures
from greenroom.adapters.documents.draft import Draft, assemble
from greenroom.adapters.documents.sniff import Kind, sniff
from greenroom.model.document import Document
from greenroom.ports import Purpose

_SEVERAL_WAYS = frozenset({"application/pdf", "text/html"})
_MARGIN = 1.0  # by how much another reading has to make more sense than the likeliest: one name


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
        document = _document(data, name, purpose)
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


def _document(data: bytes, name: str, purpose: Purpose) -> Document:
    drafts = _drafts(data, sniff(data, name), name, purpose)
    ways = (assemble(draft, name=name, data=data) for draft in drafts)
    return _most_coherent(ways) if purpose == "cv" else next(ways)


def _most_coherent(ways: Iterator[Document]) -> Document:
    """The likeliest where it makes sense as a CV, else the one that makes most."""
    best = next(ways)
    if best.media_type not in _SEVERAL_WAYS:
        return best
    from greenroom.prepare.profile.coherence import coherence_of

    found = coherence_of(best)
    most = found.worth + _MARGIN
    for document in ways if found.flaws else ():
        worth = coherence_of(document).worth
        if worth > most:
            best, most = document, worth
    return best


def _drafts(data: bytes, kind: Kind, name: str, purpose: Purpose) -> Iterator[Draft]:
    """The ways to read the file, the likeliest first."""
    if kind is Kind.PDF:
        from greenroom.adapters.documents.pdf import read_pdf_ways

        return read_pdf_ways(data, name=name)
    if kind is Kind.DOCX:
        from greenroom.adapters.documents.docx import read_docx

        return iter([read_docx(data, name=name)])
    return _text_drafts(data, kind, name, purpose)


def _text_drafts(data: bytes, kind: Kind, name: str, purpose: Purpose) -> Iterator[Draft]:
    from greenroom.adapters.documents.plain import decode, read_plain

    text, notes = decode(data, name=name)
    if kind is Kind.JSON:
        return iter([_json_draft(text, name, notes)])
    if kind is Kind.HTML:
        return _html_drafts(text, name, purpose, notes)
    if "&lt;" in text:
        from greenroom.adapters.documents.posting_page import has_escaped_tags, unescape_tags

        if has_escaped_tags(text):
            return _html_drafts(unescape_tags(text), name, "cv", notes)
    if kind is Kind.MARKDOWN:
        from greenroom.adapters.documents.markdown import read_markdown

        return iter([read_markdown(text, notes=notes)])
    return iter([read_plain(text, notes=notes)])


def _html_drafts(text: str, name: str, purpose: Purpose, notes: tuple[str, ...]) -> Iterator[Draft]:
    if purpose == "posting":
        from greenroom.adapters.documents.posting_page import read_posting_page

        return iter([read_posting_page(text, name=name, notes=notes)])
    from greenroom.adapters.documents.html import read_html_ways

    return read_html_ways(text, name=name, notes=notes)


def _json_draft(text: str, name: str, notes: tuple[str, ...]) -> Draft:
    from greenroom.adapters.documents.json_resume import is_resume, read_json_resume
    from greenroom.adapters.documents.posting_page import postings_in, read_job_posting

    try:
        value = json.loads(text)
    except ValueError as error:
        raise failures.broken(name, "JSON") from error
    if is_resume(value):
        return read_json_resume(value, notes=notes)
    for posting in postings_in(value):
        return read_job_posting(posting, name=name, notes=notes)
    raise failures.unsupported(
        name, "JSON, but not a JSON Resume", "See jsonresume.org for its form, or give the CV as PDF or text."
    )
