"""What a DOCX paragraph's properties and style say: list item, heading, bold runs, font size."""

from __future__ import annotations

import re
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEAST_SIZE = 4  # half points
_NAMES = re.compile(r"^(?:heading|titre|überschrift|标题)\s*([1-6])$", re.IGNORECASE)


def list_item(paragraph: Any, style: Any) -> tuple[bool, int]:
    """Whether the paragraph is a list item, and its depth, 0 outermost."""
    number = paragraph.find(f"{W}pPr/{W}numPr")
    if number is not None:
        level = number.find(f"{W}ilvl")
        identifier = number.find(f"{W}numId")
        if identifier is not None and identifier.get(f"{W}val") == "0":
            return False, 0
        return True, int(level.get(f"{W}val")) if level is not None else 0
    name = (style.name or "") if style is not None else ""
    match = re.match(r"List (?:Bullet|Number)(?: (\d))?$", name)
    return (True, int(match[1] or 1) - 1) if match else (False, 0)


def heading_level(style: Any) -> int:
    """1 to 6 for heading styles, else 0."""
    name = (style.name or "") if style is not None else ""
    match = _NAMES.match(name)
    return int(match[1]) if match else 0


def is_hidden(node: Any, style: Any) -> bool:
    """Whether the run around a text node is hidden ("vanish") or set too small to read."""
    run = next(node.iterancestors(f"{W}r"), None)
    if run is None:
        return False
    size = run.find(f"{W}rPr/{W}sz")
    if size is not None and int(size.get(f"{W}val")) < _LEAST_SIZE:
        return True
    mark = run.find(f"{W}rPr/{W}vanish")
    if mark is not None:
        return mark.get(f"{W}val") not in {"0", "false"}
    return style is not None and bool(style.font.hidden)


def set_runs(paragraph: Any, style: Any, tag: str) -> tuple[str, ...]:
    """The texts of the runs that are bold ("b") or italic ("i"), neighbours joined."""
    base = False
    if style is not None:
        base = bool(style.font.bold if tag == "b" else style.font.italic)
    runs: list[str] = []
    joined = False
    for run in paragraph.iter(f"{W}r"):
        text = "".join(node.text or "" for node in run.iterchildren(f"{W}t") if not is_hidden(node, style))
        if not text:
            continue
        mark = run.find(f"{W}rPr/{W}{tag}")
        on = base if mark is None else mark.get(f"{W}val") not in {"0", "false"}
        if on and joined:
            runs[-1] += text
        elif on:
            runs.append(text)
        joined = on
    return tuple(runs)


def font_size(paragraph: Any, style: Any) -> float:
    """The largest size set on a run, else the style's, in points; 0 when neither says."""
    sizes = [
        int(mark.get(f"{W}val")) / 2
        for mark in paragraph.iter(f"{W}sz")
        if next(mark.iterancestors(f"{W}r"), None) is not None
    ]
    if sizes:
        return max(sizes)
    if style is not None and style.font.size is not None:
        return float(style.font.size.pt)
    return 0.0
