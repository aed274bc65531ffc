"""Mark-up in an answer: what HTML and Markdown would not show, as replacements.

Only what is unmistakably mark-up is named: "p95 < 300 ms", "2 ** 3", "List<str>" and snake_case stay as they are. Time
grows with the length of the text only, however it is made.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """`text[start:end]` is read as `new`."""

    start: int
    end: int
    new: str


_INLINE = (
    "b|i|u|s|em|strong|span|a|code|mark|small|big|sub|sup|font|tt|kbd|q|abbr|del|ins|var|samp|wbr|bdo|label"
)
_BLOCK = (
    "p|div|br|hr|li|ul|ol|dl|dt|dd|h[1-6]|table|thead|tbody|tr|pre|blockquote|section|article|aside|header|footer|"
    "main|figure|figcaption|details|summary|html|body|head|title|center|nav|form|meta|link|img|input|button"
)
_ATTRIBUTES = (
    r"""(?:\s+[a-zA-Z][\w:-]{0,40}\s?=\s?(?:"[^"<>\n]{0,300}"|'[^'<>\n]{0,300}'|[^\s"'<>=]{1,200})){0,12}"""
)
_MARKS = re.compile(
    rf"""(?P<inline></?(?:{_INLINE}){_ATTRIBUTES}\s?/?>)
    |(?P<block></?(?:{_BLOCK}){_ATTRIBUTES}\s?/?>)
    |(?P<cell></?t[dh]{_ATTRIBUTES}\s?/?>)
    |(?P<entity>&(?:[a-zA-Z]{{2,24}}|\#\d{{1,7}}|\#x[0-9a-fA-F]{{1,6}});)
    |(?P<fence>(?:```|~~~)[ \t]?\w{{0,20}}[ \t]{{0,3}}$)
    |(?P<rule>^[ \t]{{0,3}}(?:[-*_][ \t]?){{3,80}}$|^[ \t]{{0,3}}\|[ \t:|-]{{3,300}}$)
    |(?P<lead>^[ \t]{{0,12}}(?:\#{{1,6}}|>|[-*+•◦▪‣]|\d{{1,2}}[.)])(?:[ \t]\[[ xX]\])?[ \t]{{1,4}}(?=\S))
    |(?P<target>(?<=\])\((?:https?://|mailto:|\#|/|\.)[^\s()<>]{{0,500}}\))
    |(?P<pipe>(?:(?<=\s)|^)\|(?=\s|$))
    |(?P<strike>~~)|(?P<ticks>`{{1,3}})|(?P<stars>\*{{1,3}}|(?<![^\W_])_{{1,3}}(?=\w)|(?<=[^\W_])_{{1,3}}(?![^\W_]))""",
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_HIDDEN = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"))


def markup(text: str) -> list[Change]:
    """The changes, in order and not overlapping."""
    unseen = list(_unseen(text))
    found = [
        Change(match.start(), match.end(), new)
        for match in _MARKS.finditer(text)
        if (new := _shown(match)) is not None
    ]
    changes: list[Change] = []
    for one in sorted([*unseen, *found]):
        if not changes or one.start >= changes[-1].end:
            changes.append(one)
    return changes


def _unseen(text: str) -> Iterator[Change]:
    """Elements that no browser shows, from their begin to their end."""
    low = text.lower() if len(text.lower()) == len(text) else text
    for begin, end in _HIDDEN:
        start = low.find(begin)
        while start >= 0 and (stop := low.find(end, start)) >= 0:
            yield Change(start, stop + len(end), " ")
            start = low.find(begin, stop)


def _shown(match: re.Match[str]) -> str | None:
    """What is read in place of a mark; None where it is none."""
    kind = match.lastgroup
    if kind in {"block", "fence", "rule"}:
        return "\n"
    if kind in {"cell", "pipe"}:
        return " "
    if kind == "entity":
        letters = html.unescape(match[0])
        return letters if letters != match[0] else None
    if kind == "stars":
        return "" if _emphasises(match) else None
    return ""


def _emphasises(match: re.Match[str]) -> bool:
    """Stars at one end of a word, or in pairs inside one, emphasise; between spaces or alone in a word they multiply."""
    text, mark = match.string, match[0]
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    inside = [one.isalnum() for one in (before, after)]
    if all(inside):
        near = text[max(0, match.start() - 40) : match.end() + 40]
        at = min(40, match.start())
        first = max(near.rfind(" ", 0, at), near.rfind("\n", 0, at)) + 1
        return (
            mark[0] == "*"
            and not before.isdigit()
            and re.split(r"\s", near[first:], maxsplit=1)[0].count(mark) > 1
        )
    return not ((not before or before.isspace()) and (not after or after.isspace()))
