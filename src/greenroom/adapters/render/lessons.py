"""Lessons and tasks: CommonMark with tables, as HTML or as a small tree for the PDF.

Raw HTML in them stays text; images are left out and links become text with their address, so that nothing
in a report ever asks the network for anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from markdown_it.utils import EnvType, OptionsDict

Node: TypeAlias = dict[str, Any]


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable(
        ["table", "strikethrough"]
    )
    parser.disable(["image", "autolink", "html_block", "html_inline"])
    parser.add_render_rule("link_open", _nothing)
    parser.add_render_rule("link_close", _nothing)
    parser.add_render_rule("th_open", _column_head)
    parser.add_render_rule("table_open", _table_open)
    parser.add_render_rule("table_close", _table_close)
    return parser


def _nothing(
    _r: RendererProtocol, _tokens: Sequence[Token], _at: int, _options: OptionsDict, _env: EnvType
) -> str:
    return ""


def _column_head(renderer: Any, tokens: Sequence[Token], at: int, options: OptionsDict, _env: EnvType) -> str:
    tokens[at].attrs.pop("style", None)  # the page allows no inline styles
    tokens[at].attrSet("scope", "col")
    return str(renderer.renderToken(tokens, at, options, _env))


def _table_open(renderer: Any, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    """A table wider than the screen scrolls by itself, also from the keyboard, and the page stays where it is."""
    return '<div class="scroll" tabindex="0" role="group" aria-label="Table">' + str(
        renderer.renderToken(tokens, at, options, env)
    )


def _table_close(renderer: Any, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    return str(renderer.renderToken(tokens, at, options, env)) + "</div>"


_PARSER: Final = _parser()


def lesson_html(markdown: str, *, top: int) -> str:
    """`markdown` as HTML whose outermost heading is `<h{top}>`; safe to place in a page."""
    env: EnvType = {}
    tokens = _spelled_links(_PARSER.parse(markdown, env))
    heads = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) - min(heads) + top)}"
        if token.type == "td_open":
            align = str(token.attrs.pop("style", ""))
            if align.endswith("right"):
                token.attrSet("class", "num")
    return str(_PARSER.renderer.render(tokens, _PARSER.options, env))


def lesson_tree(markdown: str) -> list[Node]:
    """`markdown` as blocks.

    A block is {"kind": "heading" | "paragraph" | "bullets" | "numbers" | "quote" | "code" | "table" | "rule"}
    with "level", "inline", "items" (lists of blocks), "blocks", "text" or "rows" (of inline lists; the first
    is the head). An inline is {"kind": "text" | "code" | "strong" | "em" | "strike" | "break"} with "text" or "inline".
    """
    root = SyntaxTreeNode(_spelled_links(_PARSER.parse(markdown)))
    return [_block(node) for node in root.children]


def _spelled_links(tokens: list[Token]) -> list[Token]:
    """Links as their text followed by the address in brackets."""
    for token in tokens:
        out: list[Token] = []
        address = ""
        for child in token.children or ():
            if child.type == "link_open":
                address = str(child.attrs.get("href", ""))
            elif child.type == "link_close":
                out.append(Token("text", "", 0, content=f" ({address})"))
            else:
                out.append(child)
        if token.children is not None:
            token.children = out
    return tokens


def _block(node: SyntaxTreeNode) -> Node:
    layout = _BLOCKS.get(node.type, _paragraph)
    return layout(node)


def _heading(node: SyntaxTreeNode) -> Node:
    return {"kind": "heading", "level": int(node.tag[1]), "inline": _inlines(node)}


def _list(node: SyntaxTreeNode) -> Node:
    kind = "bullets" if node.type == "bullet_list" else "numbers"
    return {"kind": kind, "items": [[_block(block) for block in item.children] for item in node.children]}


def _code(node: SyntaxTreeNode) -> Node:
    return {"kind": "code", "text": node.content.rstrip("\n")}


def _table(node: SyntaxTreeNode) -> Node:
    rows = [row for part in node.children for row in part.children]
    return {"kind": "table", "rows": [[_inlines(cell) for cell in row.children] for row in rows]}


def _paragraph(node: SyntaxTreeNode) -> Node:
    return {"kind": "paragraph", "inline": _inlines(node)}


_BLOCKS: Final[dict[str, Callable[[SyntaxTreeNode], Node]]] = {
    "heading": _heading,
    "bullet_list": _list,
    "ordered_list": _list,
    "blockquote": lambda node: {"kind": "quote", "blocks": [_block(child) for child in node.children]},
    "fence": _code,
    "code_block": _code,
    "table": _table,
    "hr": lambda _: {"kind": "rule"},
}


def _inlines(node: SyntaxTreeNode) -> list[Node]:
    children = [
        inner for child in node.children for inner in (child.children if child.type == "inline" else [child])
    ]
    return [_inline(child) for child in children]


def _inline(node: SyntaxTreeNode) -> Node:
    match node.type:
        case "code_inline":
            return {"kind": "code", "text": node.content}
        case "strong" | "em" | "s":
            kind = "strike" if node.type == "s" else node.type
            return {"kind": kind, "inline": [_inline(child) for child in node.children]}
        case "softbreak":
            return {"kind": "text", "text": " "}
        case "hardbreak":
            return {"kind": "break"}
        case _:
            return {"kind": "text", "text": node.content}
