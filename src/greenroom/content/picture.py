"""What a picture in a pack may hold: shapes and words in the page's own colour, nothing that acts or fetches."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

_ELEMENTS = frozenset(
    [
        "svg",
        "title",
        "desc",
        "g",
        "rect",
        "line",
        "path",
        "circle",
        "ellipse",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "defs",
        "marker",
    ]
)
_SPACE = "{http://www.w3.org/2000/svg}"
_ATTRIBUTE = re.compile(r"[a-z][A-Za-z0-9-]*")
_VALUE_OUTSIDE = re.compile(r"url\((?!#)|[a-z]+script:|https?:", re.IGNORECASE)
_PAINTS = frozenset({"fill", "stroke", "color"})
_COLOURS = frozenset({"currentColor", "none", "inherit"})


def fault_of(svg: str) -> str:
    """What keeps an SVG out of a page, "" when nothing does.

    Only the elements of a drawing, no handlers, no styles, no addresses, and `currentColor` for every colour, so
    that it suits light and dark.
    """
    if "<!" in svg:
        return "a document type or a comment"
    try:
        root = ET.fromstring(svg)  # noqa: S314 - no document type, so no entities
    except ET.ParseError as error:
        return f"not XML: {error}"
    if root.tag != f"{_SPACE}svg":
        return "not an <svg> of http://www.w3.org/2000/svg"
    return next(filter(None, map(_fault, root.iter())), "")


def _fault(element: ET.Element) -> str:
    name = element.tag.removeprefix(_SPACE)
    if name not in _ELEMENTS:
        return f"<{name}>"
    for key, value in element.attrib.items():
        if key.startswith("on") or key in {"style", "href"} or not _ATTRIBUTE.fullmatch(key):
            return f"{key} of <{name}>"
        if _VALUE_OUTSIDE.search(value) or (key in _PAINTS and value not in _COLOURS):
            return f"{key}={value!r}"
    return ""
