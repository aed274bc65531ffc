"""Markdown: CommonMark tokens to lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from greenroom.adapters.documents.draft import Draft, DraftLine
from greenroom.adapters.documents.mend import clean, split_mark


def read_markdown(text: str, *, notes: tuple[str, ...] = ()) -> Draft:
    """The lines of a Markdown text: headings with their level, list items, table rows, link targets."""
    walk = _Walk()
    for token in MarkdownIt("commonmark", {"html": False}).enable("table").parse(_without_front_matter(text)):
        walk.take(token)
    return Draft("text/markdown", walk.lines, links=tuple(walk.links), notes=notes)


def _without_front_matter(text: str) -> str:
    if not text.startswith("---\n"):
        return text
    end = text.find("\n---\n", 4)
    return text if end < 0 else text[end + 5 :]


@dataclass
class _Walk:
    lines: list[DraftLine] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    heading: int = 0
    depth: int = 0
    fresh_item: bool = False
    row: list[str] | None = None
    block: int = 0

    def take(self, token: Token) -> None:
        """The next token of the text."""
        if token.type.endswith("_list_open"):
            self.depth += 1
        elif token.type.endswith("_list_close"):
            self.depth -= 1
            self.block += self.depth == 0
        elif token.type in {"tr_open", "tr_close"}:
            self._row()
        elif token.type == "inline":
            self._inline(token)
        elif token.type in {"fence", "code_block"}:
            for line in token.content.splitlines():
                self._add(line)
        else:
            self._frame(token)

    def _frame(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self.heading = int(token.tag[1])
            case "heading_close":
                self.heading = 0
                self.block += 1
            case "list_item_open":
                self.fresh_item = True
            case "paragraph_close":
                self.block += self.depth == 0
            case _:
                pass

    def _row(self) -> None:
        """Begin a table row, or write the one that is open."""
        if self.row is None:
            self.row = []
            return
        cells, self.row = self.row, None
        self._add("\t".join(filter(None, cells)))

    def _inline(self, token: Token) -> None:
        text, strong = "", 0
        bold: list[str] = []
        for child in token.children or []:
            match child.type:
                case "text" | "code_inline":
                    text += child.content
                    if strong:
                        bold.append(child.content)
                case "softbreak" | "hardbreak":
                    text += "\n"
                case "strong_open":
                    strong += 1
                case "strong_close":
                    strong -= 1
                case "link_open":
                    self.links.append(str(child.attrGet("href") or ""))
                case _:
                    pass
        if self.row is not None:
            self.row.append(clean(text))
            return
        for line in text.split("\n"):
            self._add(line, bold=[run for run in bold if run in line])

    def _add(self, raw: str, *, bold: Sequence[str] = ()) -> None:
        marked, rest = split_mark(raw)
        text = clean(rest)
        if not text:
            return
        self.lines.append(
            DraftLine(
                text,
                bold=2 * sum(map(len, bold)) > len(text),
                bullet=marked or (self.fresh_item and self.depth > 0),
                indent=max(0, self.depth - 1),
                block=self.block,
                heading=self.heading,
                bold_runs=tuple(clean(run) for run in bold),
            )
        )
        self.fresh_item = False
