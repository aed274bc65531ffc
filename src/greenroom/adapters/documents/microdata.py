"""schema.org JobPosting written into a page's elements: microdata (itemprop) and RDFa (property)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import html as lxml_html

_BODY = {
    "description", "responsibilities", "qualifications", "experiencerequirements", "educationrequirements", "skills",
    "jobbenefits", "incentivecompensation", "incentives", "benefits",
}  # fmt: skip
_ATTRIBUTES = (("itemprop", "itemscope", "itemtype"), ("property", "typeof", "typeof"))


def marked_postings(root: Any) -> Iterator[dict[str, Any]]:
    """The page's one JobPosting in the form JSON-LD has; nothing where it has several, as lists of jobs do."""
    for prop, scope, kind in _ATTRIBUTES:
        items = [node for node in root.iter() if _is_posting(node, kind)]
        if len(items) == 1:
            yield _posting(items[0], prop, scope)


def _is_posting(node: Any, kind: str) -> bool:
    return isinstance(node.tag, str) and any(
        name.rsplit("/", 1)[-1].rsplit(":", 1)[-1] == "JobPosting" for name in node.get(kind, "").split()
    )


def _posting(item: Any, prop: str, scope: str) -> dict[str, Any]:
    posting: dict[str, Any] = {"@type": "JobPosting"}
    body: list[Any] = []
    for name, node in _properties(item, prop, scope):
        if name in _BODY:
            if not any(above in body for above in node.iterancestors()):
                body.append(node)
        elif name == "title":
            posting.setdefault("title", _value(node))
        elif name == "hiringorganization":
            posting.setdefault("hiringOrganization", _named(node, prop, scope))
        elif name == "joblocation":
            posting.setdefault("jobLocation", []).append({"address": _address(node, prop)})
    posting["description"] = "".join(_markup(node) for node in body)
    return posting


def _properties(item: Any, prop: str, scope: str) -> Iterator[tuple[str, Any]]:
    """The item's own properties, names in lower case, without those of items within it."""
    for node in item.iterdescendants():
        names = node.get(prop, "") if isinstance(node.tag, str) else ""
        if names and next((above for above in node.iterancestors() if scope in above.attrib), None) is item:
            for name in names.split():
                yield name.rsplit(":", 1)[-1].lower(), node


def _value(node: Any) -> str:
    return " ".join((node.get("content") or node.text_content()).split())


def _named(node: Any, prop: str, scope: str) -> str:
    """The name of an organisation: its property `name`, or its text where it is no item."""
    if scope not in node.attrib:
        return _value(node)
    return next((_value(inner) for name, inner in _properties(node, prop, scope) if name == "name"), "")


def _address(place: Any, prop: str) -> dict[str, str] | str:
    parts = {
        key: _value(node)
        for node in place.iterdescendants()
        if isinstance(node.tag, str)
        for key in ("addressLocality", "addressRegion", "addressCountry")
        if node.get(prop, "").rsplit(":", 1)[-1] == key
    }
    return parts or _value(place)


def _markup(node: Any) -> str:
    """The element as markup, or its `content` where that holds the text."""
    if node.get("content"):
        return f"<div>{node.get('content')}</div>"
    return str(lxml_html.tostring(node, encoding="unicode", with_tail=False))
