"""DOCX: a walk over the body that misses no text: tables, nested tables, text boxes, headers, footers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from greenroom.adapters.documents import failures
from greenroom.adapters.documents.draft import Draft, DraftLine
from greenroom.adapters.documents.mend import clean, split_mark

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MAX_UNPACKED = 60 * 1024 * 1024
_MAX_RATIO = 200  # text packs about 20 to 1; a bomb packs a thousand to 1
_MAX_DEPTH = 12
_HEADING = re.compile(r"^(?:heading|titre|überschrift|标题)\s*([1-6])$", re.IGNORECASE)


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
                if member.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(member):
                    raise failures.unsafe(name, "its XML declares a document type, which can fetch other files")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise failures.broken(name, "DOCX") from error


def _headers_and_footers(document: Any) -> tuple[list[Any], list[Any]]:
    headers: list[Any] = []
    footers: list[Any] = []
    for section in document.sections:
        for part in (section.first_page_header, section.header):
            if not part.is_linked_to_previous:
                headers.append(part._element)
        for part in (section.first_page_footer, section.footer):
            if not part.is_linked_to_previous:
                footers.append(part._element)
    return headers, footers


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
            if child.tag == f"{_W}p":
                self._paragraph(child, depth)
            elif child.tag == f"{_W}tbl":
                self._table(child, depth + 1)
            elif child.tag == f"{_W}sdt":
                for content in child.iterchildren(f"{_W}sdtContent"):
                    self.container(content, depth=depth + 1)

    def _table(self, table: Any, depth: int) -> None:
        for row in table.iterchildren(f"{_W}tr"):
            cells = [cell for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is row]
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
        bullet, indent = _list_item(paragraph, style)
        heading = _heading_level(style)
        for raw in _text(paragraph).split("\n"):
            marked, text = split_mark(raw)
            text = clean(text)
            if text:
                self.lines.append(
                    DraftLine(
                        text,
                        size=_size(paragraph, style),
                        bold=_is_set(paragraph, style, "b"),
                        italic=_is_set(paragraph, style, "i"),
                        bullet=bullet or marked,
                        indent=indent,
                        block=self.block,
                        heading=heading,
                    )
                )
                bullet = False  # a break inside an item goes on with the same item
        for box in paragraph.iter(f"{_W}txbxContent"):
            if not any(a.tag == f"{_MC}Fallback" for a in box.iterancestors()):
                self.block += 1
                self.container(box, depth=depth + 1)
                self.block += 1

    def _style(self, paragraph: Any) -> Any:
        found = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if found is None:
            return None
        for style in self.document.styles:
            if style.style_id == found.get(f"{_W}val"):
                return style
        return None


def _text(paragraph: Any) -> str:
    out: list[str] = []
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        if next(node.iterancestors(f"{_W}p")) is not paragraph:
            continue
        if node.tag == f"{_W}t":
            out.append(node.text or "")
        elif node.tag == f"{_W}tab":
            if next(node.iterancestors(f"{_W}tabs"), None) is None:
                out.append("\t")
        elif node.tag == f"{_W}noBreakHyphen":
            out.append("-")
        else:
            out.append("\n")
    return "".join(out)


def _list_item(paragraph: Any, style: Any) -> tuple[bool, int]:
    number = paragraph.find(f"{_W}pPr/{_W}numPr")
    if number is not None:
        level = number.find(f"{_W}ilvl")
        identifier = number.find(f"{_W}numId")
        if identifier is not None and identifier.get(f"{_W}val") == "0":
            return False, 0
        return True, int(level.get(f"{_W}val")) if level is not None else 0
    name = (style.name or "") if style is not None else ""
    match = re.match(r"List (?:Bullet|Number)(?: (\d))?$", name)
    return (True, int(match[1] or 1) - 1) if match else (False, 0)


def _heading_level(style: Any) -> int:
    name = (style.name or "") if style is not None else ""
    match = _HEADING.match(name)
    return int(match[1]) if match else 0


def _is_set(paragraph: Any, style: Any, tag: str) -> bool:
    """Whether more than half of the paragraph's letters are bold ("b") or italic ("i")."""
    base = False
    if style is not None:
        base = bool(style.font.bold if tag == "b" else style.font.italic)
    total = on = 0
    for run in paragraph.iter(f"{_W}r"):
        length = sum(len(node.text or "") for node in run.iterchildren(f"{_W}t"))
        mark = run.find(f"{_W}rPr/{_W}{tag}")
        value = base if mark is None else mark.get(f"{_W}val") not in {"0", "false"}
        total, on = total + length, on + length * value
    return on * 2 > total


def _size(paragraph: Any, style: Any) -> float:
    sizes = [
        int(mark.get(f"{_W}val")) / 2
        for mark in paragraph.iter(f"{_W}sz")
        if next(mark.iterancestors(f"{_W}r"), None) is not None
    ]
    if sizes:
        return max(sizes)
    if style is not None and style.font.size is not None:
        return float(style.font.size.pt)
    return 0.0
