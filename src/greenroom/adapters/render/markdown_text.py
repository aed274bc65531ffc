"""The texts of the report in Markdown: escaped, with their sources and blanks.

Characters of the two documents that mean something in Markdown are escaped where they could change the
layout, so that a heading or a table is always ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from greenroom.adapters.render import outline
from greenroom.adapters.render.pieces import own_words, pieces, where
from greenroom.model.document import Cited
from greenroom.model.report import Quote, Statement

_SPECIAL = re.compile(r"([\\`*_<>\[\]#|~])")
_LINE_START = re.compile(r"^((?:\d+(?=[.)](?:\s|$)))?)(?=[-+=]|(?<=\d)[.)])")  # what opens a list


def escaped(text: str) -> str:
    """`text` on one line, with no effect on the layout."""
    folded = " ".join(text.split())
    return _LINE_START.sub(r"\1\\", _SPECIAL.sub(r"\\\1", folded))


def plain(text: str, own: str = "") -> str:
    """As `escaped`, blanks written as `[ what? ]` and left visible."""
    return "".join(f"**\\[ {escaped(p.text)} \\]**" if p.blank else _kept(p.text) for p in pieces(text, own))


def _kept(text: str) -> str:
    """Escaped, with the spaces at both ends that stand between it and a blank."""
    left = " " if text[:1].isspace() else ""
    right = " " if text[-1:].isspace() and text.strip() else ""
    return f"{left}{escaped(text)}{right}"


def said(statement: Statement) -> str:
    """A statement with its source and, where they add to it, the words it rests on."""
    quotes = [q for q in statement.quotes if q.cited.text not in statement.text]
    shown = "".join(f" “{escaped(q.cited.text)}” ({where(q)})" for q in quotes)
    places = {where(q) for q in statement.quotes} if statement.quotes and not quotes else set()
    source = ", ".join([statement.source.label, *sorted(places)])
    return f"{plain(statement.text, own_words(statement))} *({source})*{shown}"


def quoted(document: str, cited: Cited) -> str:
    """The words of a document in quotation marks, with their place."""
    quote = Quote.model_validate({"document": document, "cited": cited})
    return f"“{escaped(cited.text)}” ({where(quote)})"


def head(id_: str) -> list[str]:
    """The heading of a section and its introduction."""
    section = outline.BY_ID[id_]
    return ["", f"## {section.number}. {section.title}", "", *([section.intro, ""] if section.intro else [])]


def bullets(items: Iterable[str]) -> list[str]:
    """A list, one item a line."""
    return [f"- {item}" for item in items]


def blanks(items: Iterable[str]) -> list[str]:
    """A list of blanks to fill."""
    return [f"- **\\[ {escaped(item)} \\]**" for item in items]


def lesson(markdown: str) -> str:
    """The lesson as it is, its headings two levels lower (outside code), raw HTML made harmless."""
    out, fenced = [], False
    for line in markdown.strip().splitlines():
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        if not fenced:
            line = re.sub(r"<(?=[A-Za-z/!?])", r"\\<", line)  # noqa: PLW2901 - the line as written out
            line = re.sub(r"^#{1,4} ", "#### ", line)  # noqa: PLW2901 - as above
        out.append(line)
    return "\n".join(out)
