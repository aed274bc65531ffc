"""The ad in a saved job page: the element that holds most of it and least of anything else.

The page is freed of what its tags, roles, names and repetition say is not the ad; every run of text is then
weighed (`page_weight`), and the element with the greatest sum is the ad. Within it, what follows "Similar jobs"
and the like is left out up to the next heading of an ad.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from greenroom.adapters.documents.draft import DraftLine
from greenroom.adapters.documents.html import HEADINGS, Walk
from greenroom.adapters.documents.mend import clean
from greenroom.adapters.documents.page_weight import Run, Weights, weigh
from greenroom.adapters.documents.page_words import CHROME_NAME, CONTROL_LINE

_CHROME_TAGS = {"nav", "footer", "aside", "dialog", "label", "legend"}
_CHROME_ROLES = {
    "navigation", "banner", "contentinfo", "complementary", "dialog", "alertdialog", "search", "menu", "menubar", "alert",
}  # fmt: skip
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_KEPT = 0.65  # share of the prose a smaller element must hold to stand for the ad
_KEPT_WITH_PARTS = 0.5  # the same where it holds all headings of the ad, and two at least
_CARDS = 3  # neighbours of one kind, each led by a link, that make a list of other things
_CARD_WORDS = 90  # more words than that are no teaser
_FACTS, _FACT_WORDS = 8, 8  # lines between title and ad, and words in such a line
_TITLE_LIKENESS = 0.6


def main_content(root: Any) -> Walk:
    """The lines and links of the ad in the page `root`, which is pruned on the way; its title stands first."""
    titles = _page_titles(root)
    _prune(root)
    weights = weigh(root)
    ad = _ad(root, weights)
    title, facts = _head(ad, weights, titles)
    walk = Walk(_block=len(facts) + 1)
    walk.element(ad)
    lines = _without_tail(walk.finish())
    head = [DraftLine(clean(title), heading=1, block=-1)] if title else []
    head += [DraftLine(clean(fact), block=index) for index, fact in enumerate(facts)]
    walk.lines = [*head, *lines]
    return walk


def _prune(root: Any) -> None:
    """Take out navigation, notices, forms' labels and lists of other jobs, unless they hold the ad."""
    weights = weigh(root)
    whole = weights[root].gain
    for node in [*_chrome(root), *_cards(root, weights)]:
        weight = weights[node]
        if node.getparent() is not None and weight.parts < 2 and 2 * weight.gain < whole:
            node.drop_tree()


def _chrome(root: Any) -> Iterator[Any]:
    for node in root.iter():
        if not isinstance(node.tag, str) or node.tag in {"html", "body", "main", "article"}:
            continue
        role = node.get("role", "")
        if node.tag in _CHROME_TAGS or role in _CHROME_ROLES or _is_page_header(node) or _named_chrome(node):
            yield node


def _is_page_header(node: Any) -> bool:
    return node.tag == "header" and not any(
        above.tag in {"main", "article", "section"} for above in node.iterancestors()
    )


def _named_chrome(node: Any) -> bool:
    """Whether a part of the element's id or of one of its first two classes names page furniture."""
    names = [node.get("id", ""), *node.get("class", "").split()[:2]]
    return any(CHROME_NAME.match(part.lower()) for name in names for part in _NAME_PARTS.findall(name))


def _cards(root: Any, weights: Weights) -> Iterator[Any]:
    """Neighbours of one kind that each open with a link to somewhere: teasers of other pages."""
    for parent in root.iter():
        if not isinstance(parent.tag, str) or len(parent) < _CARDS:
            continue
        children = [child for child in parent if isinstance(child.tag, str) and weights[child].words]
        for _, run in groupby(children, key=lambda child: (child.tag, child.get("class"))):
            group = list(run)
            leads = [_leads_away(child) and weights[child].words <= _CARD_WORDS for child in group]
            if len(group) >= _CARDS and sum(leads) >= 0.8 * len(group):
                yield from group


def _leads_away(node: Any) -> bool:
    """Whether the first text in `node` is a link."""
    for inner in node.iter():
        if not isinstance(inner.tag, str):
            continue
        if inner.tag == "a" and inner.get("href") and inner.text_content().strip():
            return True
        if (inner.text or "").strip() and inner.tag not in {"script", "style"}:
            return False
    return False


def _ad(root: Any, weights: Weights) -> Any:
    """The element with the greatest worth, or the smallest inside it that still holds nearly all of it."""
    best = max(weights.of, key=lambda node: (weights.of[node].worth, _depth(node)), default=root)
    whole = weights[best]
    while (child := max(best, key=lambda node: weights[node].prose, default=None)) is not None:
        inner = weights[child]
        share = _KEPT_WITH_PARTS if inner.parts >= 2 else _KEPT
        if inner.parts < whole.parts or inner.prose < share * whole.prose:
            break
        best = child
    return best


def _depth(node: Any) -> int:
    return sum(1 for _ in node.iterancestors())


def _page_titles(root: Any) -> list[str]:
    metas = root.xpath("//meta[@property='og:title' or @name='twitter:title']/@content")
    return [
        text for text in (*metas, *(node.text_content() for node in root.xpath("//title"))) if text.strip()
    ]


def _head(ad: Any, weights: Weights, titles: list[str]) -> tuple[str, list[str]]:
    """The title, "" where the ad itself holds it, and the short facts between it and the ad."""
    inside = [index for index, run in enumerate(weights.runs) if _within(run.owner, ad)]
    first = inside[0] if inside else 0
    before = weights.runs[:first]
    headings = [run for run in weights.runs[: first + 3] if _heading(run)]
    chosen = max(headings, key=lambda run: (_likeness(run.text, titles), run.owner.tag == "h1"), default=None)
    if chosen is None or (_likeness(chosen.text, titles) < _TITLE_LIKENESS and chosen.owner.tag != "h1"):
        return (_first_part(titles), [])
    if chosen not in before:
        return "", []
    between = before[before.index(chosen) + 1 :]
    pieces = dict.fromkeys(piece for run in between for piece in run.pieces)
    return chosen.text, [piece for piece in pieces if _is_fact(Run(piece))][:_FACTS]


def _within(node: Any, element: Any) -> bool:
    return node is element or any(above is element for above in node.iterancestors())


def _heading(run: Run) -> bool:
    above = (run.owner, *run.owner.iterancestors())
    return any(node.tag in HEADINGS - {"h4", "h5", "h6"} for node in above[:3])


def _is_fact(run: Run) -> bool:
    return (
        run.words <= _FACT_WORDS
        and not run.ends_ad
        and not run.opens_part
        and not CONTROL_LINE.match(run.text)
    )


def _likeness(text: str, titles: list[str]) -> float:
    """The share of the words of `text` that stand in one of the page's own titles."""
    words = set(re.findall(r"\w+", text.lower()))
    if not words:
        return 0.0
    known = [set(re.findall(r"\w+", title.lower())) for title in titles]
    return max((len(words & other) / len(words) for other in known), default=0.0)


def _first_part(titles: list[str]) -> str:
    return re.split(r"\s+[|–—·-]\s+", titles[0])[0].strip() if titles else ""


def _without_tail(lines: list[DraftLine]) -> list[DraftLine]:
    """The lines of the ad: no labels of controls, and nothing between an end of the ad and its next heading.

    An end is believed in the second half only: "Looking for new jobs?" may well open an ad.
    """
    kept: list[DraftLine] = []
    whole, seen = sum(len(line.text) for line in lines), 0
    ended = False
    for line in lines:
        run = Run(line.text)
        if not line.bullet and run.ends_ad and 2 * seen > whole:
            ended = True
        elif ended and run.opens_part and not run.ends_ad:
            ended = False
        if not ended and (line.bullet or not CONTROL_LINE.match(line.text)):
            kept.append(line)
        seen += len(line.text)
    return kept
