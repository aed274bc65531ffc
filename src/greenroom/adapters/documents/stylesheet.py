"""What a page's own style sheets hide on a screen of some width.

Only selectors of one element ("p", ".note", "li.print-only", "#old") may hide; any selector whose last element fits
may show again, so that in doubt text is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

WIDE, NARROW = 1280.0, 400.0  # pixels: a desk and a telephone
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SHOWN = re.compile(r"(?:^|[;\s])(display|visibility)\s*:\s*([\w-]+)", re.IGNORECASE)
_HIDES = {("display", "none"), ("visibility", "hidden")}
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?((?:[.#][\w-]+)*)", re.IGNORECASE)
_WIDTH = re.compile(r"\(\s*(min|max)-width\s*:\s*([\d.]+)(px|em|rem)\s*\)", re.IGNORECASE)
_OTHER_MEDIUM = re.compile(r"\b(?:print|speech|aural)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Selector:
    tag: str
    classes: frozenset[str]
    identifier: str

    def fits(self, node: Any) -> bool:
        """Whether the element is one of those selected."""
        return (
            (not self.tag or node.tag == self.tag)
            and (not self.identifier or node.get("id") == self.identifier)
            and self.classes <= set((node.get("class") or "").split())
        )


@dataclass(slots=True)
class StyleSheet:
    """The rules about what is shown, in the order in which they apply."""

    rules: list[tuple[_Selector, bool]] = field(default_factory=list)

    @classmethod
    def of(cls, root: Any, *, width: float = WIDE) -> StyleSheet:
        """The rules of a page's style elements for a screen of `width` pixels."""
        sheet = cls()
        for style in root.iter("style"):
            if not _OTHER_MEDIUM.search(style.get("media") or ""):
                for selector, hides in _rules(_COMMENT.sub("", style.text or ""), width):
                    sheet._add(selector, hides=hides)
        if not any(hides for _, hides in sheet.rules):
            sheet.rules.clear()
        return sheet

    def hides(self, node: Any) -> bool:
        """Whether the rules hide the element; the last that fits decides."""
        return next((hides for selector, hides in reversed(self.rules) if selector.fits(node)), False)

    def _add(self, selector: str, *, hides: bool) -> None:
        parts = re.split(r"[\s>+~]+", selector.strip())
        match = _SIMPLE.fullmatch(parts[-1])
        if match is None or not match.group() or (hides and len(parts) > 1):
            return
        names = re.findall(r"[.#][\w-]+", match[2])
        classes = frozenset(name[1:] for name in names if name[0] == ".")
        identifier = next((name[1:] for name in names if name[0] == "#"), "")
        self.rules.append((_Selector((match[1] or "").lower(), classes, identifier), hides))


def _rules(css: str, width: float) -> Iterator[tuple[str, bool]]:
    """Each selector of a rule about what is shown, and whether it hides."""
    for prelude, body in _blocks(css):
        if prelude.startswith("@"):
            if prelude.startswith("@media") and _applies(prelude, width):
                yield from _rules(body, width)
            continue
        said = [(name.lower(), value.lower()) for name, value in _SHOWN.findall(body)]
        if said:
            hides = any(each in _HIDES for each in said)
            for selector in prelude.split(","):
                yield selector, hides


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """What stands before each pair of outermost braces, and what stands in it."""
    depth, at, opened = 0, 0, 0
    for match in re.finditer(r"[{}]", css):
        if match.group() == "{":
            depth += 1
            if depth == 1:
                opened = match.start()
        elif depth:
            depth -= 1
            if depth == 0:
                prelude = css[at:opened].rpartition(";")[2].strip()
                yield prelude, css[opened + 1 : match.start()]
                at = match.end()


def _applies(media: str, width: float) -> bool:
    """Whether a screen of this width is meant."""
    if _OTHER_MEDIUM.search(media) and "screen" not in media:
        return False
    for edge, number, unit in _WIDTH.findall(media):
        pixels = float(number) * (1 if unit.lower() == "px" else 16)
        if (edge.lower() == "min") != (pixels <= width):
            return False
    return True
