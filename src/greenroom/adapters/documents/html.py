"""HTML: elements to lines; headings, list items, table rows and blocks keep their meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import html as lxml_html
from lxml.etree import ParserError

from greenroom.adapters.documents import failures
from greenroom.adapters.documents.draft import Draft, DraftLine
from greenroom.adapters.documents.mend import clean, is_cjk, split_mark
from greenroom.adapters.documents.stylesheet import NARROW, StyleSheet

MEDIA_TYPE = "text/html"
SKIPPED = {
    "script",
    "style",
    "head",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "button",
    "select",
    "form",
}
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main",
    "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BOLD = {"b", "strong", "th"}
_ITALIC = {"i", "em"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE)
_NAMES = {"span", "a", "time", "label"}  # inline elements that may stand side by side without a space
_DASHES = frozenset("-–—")
_SPACE = re.compile(r"[ \t\r\n\f]+")


def read_html(text: str, *, name: str, notes: tuple[str, ...] = ()) -> Draft:
    """All text of a web page, whatever its style sheets hide.

    Raises:
        InputError: There is nothing in it.
    """
    walk = Walk()
    walk.element(parse(text, name))
    return Draft(MEDIA_TYPE, walk.finish(), links=tuple(walk.links), notes=notes)


def read_html_ways(text: str, *, name: str, notes: tuple[str, ...] = ()) -> Iterator[Draft]:
    """The text that a wide screen shows, then what a narrow one does, then all, where they differ.

    Raises:
        InputError: There is nothing in it.
    """
    root = parse(text, name)
    seen: set[tuple[str, ...]] = set()
    for sheet in (StyleSheet.of(root), StyleSheet.of(root, width=NARROW), StyleSheet()):
        walk = Walk(sheet)
        walk.element(root)
        lines = walk.finish()
        texts = tuple(line.text for line in lines)
        if texts and texts not in seen:
            seen.add(texts)
            yield Draft(MEDIA_TYPE, lines, links=tuple(walk.links), notes=notes)
    if not seen:
        yield Draft(MEDIA_TYPE, [], notes=notes)


def parse(text: str, name: str) -> Any:
    """The root element of a page or fragment.

    Raises:
        InputError: There is nothing in it.
    """
    without_declaration = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        root = lxml_html.document_fromstring(without_declaration)
    except ParserError as error:
        raise failures.no_text(name) from error
    for form in root.xpath("//body/form | //body/div/form"):
        if 2 * len(form.text_content()) > len(form.getparent().text_content()):
            form.tag = "div"  # some servers wrap the whole page in a form
    return root


@dataclass
class Walk:
    """Collects the lines of elements; `element` may be called for several, then `finish` once."""

    sheet: StyleSheet = field(default_factory=StyleSheet)
    lines: list[DraftLine] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    _text: str = ""
    _bold: int = 0  # how many enclosing elements are bold
    _italic: int = 0
    _bold_runs: list[str] = field(default_factory=list)
    _italic_letters: int = 0
    _depth: int = 0  # nesting of lists
    _item: bool = False  # the next line opens a list item
    _heading: int = 0
    _block: int = 0

    def finish(self) -> list[DraftLine]:
        """The lines, in order."""
        self._flush()
        self._join_dashes()
        return self.lines

    def _join_dashes(self) -> None:
        """Put two dates and the dash between them, each on a line of its own, on one line."""
        for first, dash, second in zip(self.lines, self.lines[1:], self.lines[2:], strict=False):
            if dash.text in _DASHES and first.text[-1:].isalnum() and not dash.bullet:
                first.text = f"{first.text} {dash.text} {second.text}"
                dash.text = second.text = ""
        self.lines = [line for line in self.lines if line.text]

    def element(self, node: Any) -> None:
        """An element with its text and children."""
        tag = node.tag
        if is_unseen(node) or self.sheet.hides(node):
            return
        if tag == "br":
            self._flush()
        elif tag == "tr":
            self._row(node)
        else:
            self._open(node, tag)
            self._children(node)
            self._close(tag)

    def _open(self, node: Any, tag: str) -> None:
        if tag in BLOCKS:
            self._flush()
        if tag == "a" and (target := node.get("href", "")).startswith(("http", "mailto:", "tel:")):
            self.links.append(target)
        self._bold += tag in _BOLD
        self._italic += tag in _ITALIC
        self._depth += tag in {"ul", "ol"}
        if tag == "li":
            self._item = True
        if tag in HEADINGS:
            self._heading = int(tag[1])

    def _children(self, node: Any) -> None:
        self._take(node.text, keep=node.tag == "pre")
        for child in node:
            if child.tag in _NAMES and self._follows(child):
                self._add("\t")
            self.element(child)
            self._take(child.tail, keep=node.tag == "pre")

    def _close(self, tag: str) -> None:
        if tag in BLOCKS:
            self._flush()
            if self._depth == 0 or tag in {"ul", "ol"}:
                self._block += 1
        self._bold -= tag in _BOLD
        self._italic -= tag in _ITALIC
        self._depth -= tag in {"ul", "ol"}
        if tag == "li":
            self._item = False
        if tag in HEADINGS:
            self._heading = 0

    def _follows(self, node: Any) -> bool:
        """Whether the element stands right behind another of its kind, parted from it by style only."""
        before = node.getprevious()
        if before is None or before.tag != node.tag or (before.tail or ""):
            return False
        last, first = self._text[-1:], "".join(node.itertext())[:1]
        return (last.isalnum() or last in ").") and (
            first.isupper() or first.isdigit() or is_cjk(first or " ")
        )

    def _take(self, text: str | None, *, keep: bool) -> None:
        if not text:
            return
        if self._text[-1:].isdigit() and text[0].isdigit():
            self._add(" ")  # two elements set apart by style only
        if keep:
            first, *others = text.splitlines() or [""]
            self._add(first)
            for other in others:
                self._flush()
                self._add(other)
        else:
            self._add(_SPACE.sub(" ", text))

    def _add(self, text: str) -> None:
        self._text += text
        if self._bold and text.strip():
            self._bold_runs.append(text)
        self._italic_letters += len(text) if self._italic else 0

    def _row(self, row: Any) -> None:
        """A table row: one line where every cell is one line, else its cells one after the other."""
        self._flush()
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        inner = []
        for cell in cells:
            walk = Walk(self.sheet)
            walk.element(cell)
            inner.append(walk)
        lines = [walk.finish() for walk in inner]
        if len(cells) > 1 and all(len(found) <= 1 for found in lines):
            filled = [found[0] for found in lines if found]
            if filled:
                line = filled[0]
                line.text = "\t".join(cell.text for cell in filled)
                line.block = self._block
                self.lines.append(line)
            self.links.extend(link for walk in inner for link in walk.links)
        else:
            self._children(row)
        self._flush()

    def _flush(self) -> None:
        marked, rest = split_mark(self._text)
        text = clean(rest)
        if text:
            length = len(self._text.strip())
            self.lines.append(
                DraftLine(
                    text,
                    bold=2 * sum(map(len, self._bold_runs)) > length,
                    italic=2 * self._italic_letters > length,
                    bullet=marked or (self._item and self._depth > 0),
                    indent=max(0, self._depth - 1),
                    block=self._block,
                    heading=self._heading,
                    bold_runs=tuple(clean(run) for run in self._bold_runs),
                )
            )
            self._item = False
        self._text, self._bold_runs, self._italic_letters = "", [], 0


def is_unseen(node: Any) -> bool:
    """Whether a reader of the page does not see this node as text: comments, scripts, controls, hidden parts."""
    tag = node.tag
    if not isinstance(tag, str):
        return True
    if tag == "button" and any(above.tag in HEADINGS for above in node.iterancestors()):
        return False  # a heading that folds the part below it
    return tag in SKIPPED or _is_hidden(node)


def _is_hidden(node: Any) -> bool:
    return (
        "hidden" in node.attrib
        or node.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(node.get("style", "")))
    )
