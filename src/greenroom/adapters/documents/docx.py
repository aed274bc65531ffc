"""DOCX: a walk over the body that misses no text: tables, nested tables, text boxes, headers, footers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from greenroom.adapters.documents import failures
from greenroom.adapters.documents.docx_style import (
    W,
    font_size,
    heading_level,
    is_hidden,
    list_item,
    set_runs,
)
from greenroom.adapters.documents.draft import Draft, DraftLine
from greenroom.adapters.documents.mend import clean, split_mark

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MAX_UNPACKED = 60 * 1024 * 1024
_MAX_RATIO = 200  # text packs about 20 to 1; a bomb packs a thousand to 1
_MAX_DEPTH = 12


def read_docx(data: bytes, *, name: str) -> Draft:
    """The lines of a DOCX file: headers, then body, then footers.

    Raises:
        InputError: Broken, encrypted, or built to harm (a zip bomb, a DTD).
    """
    check_package(data, name)
    try:
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise failures.broken(name, "DOCX") from error
    walk = _Walk(document)
    headers, footers = _headers_and_footers(document)
    for part in (*headers, document.element.body, *footers):
        walk.container(part, depth=0)
        walk.block += 1
    return Draft(MEDIA_TYPE, walk.lines, links=tuple(_links(document)))


def check_package(data: bytes, name: str) -> None:
    """Refuse an archive that would unpack to too much, or that declares a DTD.

    Raises:
        InputError: It would, or it does, or it is no archive.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            size = sum(member.file_size for member in members)
            packed = sum(member.compress_size for member in members) or 1
            if size > _MAX_UNPACKED or (size > 1024 * 1024 and size / packed > _MAX_RATIO):
                raise failures.unsafe(name, "it unpacks to far more than a document holds (a zip bomb)")
            for member in members:
                if member.filename.endswith((".xml", ".rels")) and _has_doctype(archive.read(member)):
                    raise failures.unsafe(
                        name, "its XML declares a document type, which can fetch other files"
                    )
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise failures.broken(name, "DOCX") from error


def _has_doctype(xml: bytes) -> bool:
    return any("<!DOCTYPE".encode(encoding) in xml for encoding in ("ascii", "utf-16-le", "utf-16-be"))


def _headers_and_footers(document: Any) -> tuple[list[Any], list[Any]]:
    headers = [part for s in document.sections for part in (s.first_page_header, s.header)]
    footers = [part for s in document.sections for part in (s.first_page_footer, s.footer)]
    # One that is linked to the section before has no content of its own; asking for it would create it.
    return (
        [part.part.element for part in headers if not part.is_linked_to_previous],
        [part.part.element for part in footers if not part.is_linked_to_previous],
    )


def _links(document: Any) -> Iterator[str]:
    for relation in document.part.rels.values():
        if relation.is_external and relation.reltype.endswith("/hyperlink"):
            yield str(relation.target_ref)


@dataclass
class _Walk:
    """Collects lines; `block` counts table cells, text boxes and runs of paragraphs."""

    document: Any
    lines: list[DraftLine] = field(default_factory=list)
    block: int = 0

    def container(self, element: Any, *, depth: int) -> None:
        """Everything in a body, cell, header or text box."""
        if depth > _MAX_DEPTH:
            return
        for child in element:
            if child.tag == f"{W}p":
                self._paragraph(child, depth)
            elif child.tag == f"{W}tbl":
                self._table(child, depth + 1)
            elif child.tag == f"{W}sdt":
                for content in child.iterchildren(f"{W}sdtContent"):
                    self.container(content, depth=depth + 1)

    def _table(self, table: Any, depth: int) -> None:
        for row in table.iterchildren(f"{W}tr"):
            cells = [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]
            short = [self._short(cell) for cell in cells]
            if len(cells) > 1 and all(line is not None for line in short):
                self._row([line for line in short if line is not None])
                continue
            for cell in cells:
                self.block += 1
                self.container(cell, depth=depth)
        self.block += 1

    def _short(self, cell: Any) -> DraftLine | None:
        """The cell's one line; an empty line when it has none, None when it has several."""
        inner = _Walk(self.document)
        inner.container(cell, depth=1)
        if len(inner.lines) > 1:
            return None
        return inner.lines[0] if inner.lines else DraftLine("")

    def _row(self, cells: list[DraftLine]) -> None:
        filled = [cell for cell in cells if cell.text]
        if not filled:
            return
        first = filled[0]
        first.text = "\t".join(cell.text for cell in filled)
        first.block = self.block
        self.lines.append(first)

    def _paragraph(self, paragraph: Any, depth: int) -> None:
        style = self._style(paragraph)
        bullet, indent = list_item(paragraph, style)
        bold, italic = set_runs(paragraph, style, "b"), set_runs(paragraph, style, "i")
        for raw in _text(paragraph, style).split("\n"):
            marked, rest = split_mark(raw)
            text = clean(rest)
            if not text:
                continue
            here = tuple(run for run in bold if run.strip() in raw)
            self.lines.append(
                DraftLine(
                    text,
                    size=font_size(paragraph, style),
                    bold=2 * sum(map(len, here)) > len(text),
                    italic=2 * sum(len(run) for run in italic if run.strip() in raw) > len(text),
                    bullet=bullet or marked,
                    indent=indent,
                    block=self.block,
                    heading=heading_level(style),
                    bold_runs=tuple(clean(run) for run in here),
                )
            )
            bullet = False  # a break inside an item goes on with the same item
        for box in paragraph.iter(f"{W}txbxContent"):
            if not any(a.tag == f"{_MC}Fallback" for a in box.iterancestors()):
                self.block += 1
                self.container(box, depth=depth + 1)
                self.block += 1

    def _style(self, paragraph: Any) -> Any:
        found = paragraph.find(f"{W}pPr/{W}pStyle")
        if found is None:
            return None
        for style in self.document.styles:
            if style.style_id == found.get(f"{W}val"):
                return style
        return None


def _text(paragraph: Any, style: Any) -> str:
    out: list[str] = []
    for node in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen"):
        if next(node.iterancestors(f"{W}p")) is not paragraph or is_hidden(node, style):
            continue
        if node.tag == f"{W}t":
            out.append(node.text or "")
        elif node.tag == f"{W}tab":
            if next(node.iterancestors(f"{W}tabs"), None) is None:
                out.append("\t")
        elif node.tag == f"{W}noBreakHyphen":
            out.append("-")
        else:
            out.append("\n")
    return "".join(out)
