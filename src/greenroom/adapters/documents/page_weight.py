"""How much every element of a job page looks like the ad: runs of text weighed, then summed up the tree."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from greenroom.adapters.documents.html import BLOCKS, is_unseen
from greenroom.adapters.documents.page_words import (
    AD_HEADING,
    CONTROL_LINE,
    ENDS_AD,
    FRAME_HEADING,
    NOTICE,
    count_words,
)

_AD_HEADING_WORTH = 20.0  # in words
_ENDS_AD_WORTH = -15.0
_SENTENCE = 8  # words; a run of fewer says little about where it stands
_ITEM = 4  # the same, of a list item


@dataclass(frozen=True, slots=True)
class Run:
    """Text between two block boundaries.

    `linked` is the share of it in links, `owner` its block element, `pieces` its text node by node.
    """

    text: str
    linked: float = 0.0
    owner: Any = None
    pieces: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """Number of words."""
        return count_words(self.text)

    @property
    def opens_part(self) -> bool:
        """Whether this is the heading of a part of an ad."""
        return self.words <= 10 and self.linked < 0.5 and bool(AD_HEADING.match(self.text))

    @property
    def ends_ad(self) -> bool:
        """Whether something else than the ad follows."""
        return self.words <= 9 and not self.text.endswith(".") and bool(ENDS_AD.match(self.text))

    @property
    def worth(self) -> float:
        """How much this run speaks for its place being the ad, in words; negative speaks against it."""
        words = self.words
        if NOTICE.search(self.text):
            return -float(words)
        if self.ends_ad:
            return _ENDS_AD_WORTH
        if self.opens_part:
            return _AD_HEADING_WORTH
        if self.linked > 0.5 or CONTROL_LINE.match(self.text):
            return -words - 2.0
        item = self.owner.tag == "li"
        if words >= (_ITEM if item else _SENTENCE):
            return words * (1 - self.linked)
        return 0.0 if item else -1.0


@dataclass(slots=True)
class Weight:
    """Sums over the runs of an element.

    `worth` of all runs, `gain` of the positive ones, `prose` of those that are no headings, in words;
    `parts`: how many headings an ad's author wrote.
    """

    worth: float = 0.0
    gain: float = 0.0
    prose: float = 0.0
    parts: int = 0
    words: int = 0
    linked: float = 0.0  # words in links

    def add(self, run: Run) -> None:
        """Count `run` in."""
        worth = run.worth
        self.worth += worth
        self.gain += max(0.0, worth)
        self.prose += max(0.0, worth) if not run.opens_part else 0.0
        self.parts += run.opens_part and not FRAME_HEADING.match(run.text)
        self.words += run.words
        self.linked += run.words * run.linked


@dataclass
class Weights:
    """The runs of a tree in order, and the weight of every element that holds any."""

    runs: list[Run] = field(default_factory=list)
    of: dict[Any, Weight] = field(default_factory=dict)

    def __getitem__(self, node: Any) -> Weight:
        """The weight of `node`; zero where it holds no text."""
        return self.of.get(node, Weight())


def weigh(root: Any) -> Weights:
    """The weights of all elements under `root`."""
    weights = Weights(runs=_Runs().of(root))
    for run in weights.runs:
        node = run.owner
        while node is not None:
            weights.of.setdefault(node, Weight()).add(run)
            node = None if node is root else node.getparent()
    return weights


@dataclass
class _Runs:
    """Cuts a tree into runs."""

    found: list[Run] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _linked: int = 0
    _links: int = 0  # how many enclosing elements are links

    def of(self, root: Any) -> list[Run]:
        self._node(root, root)
        self._close(root)
        return self.found

    def _node(self, node: Any, owner: Any) -> None:
        if is_unseen(node):
            return
        tag = node.tag
        block = tag in BLOCKS or tag == "br"
        if block:
            self._close(owner)
            owner = node
        self._links += tag == "a"
        self._take(node.text)
        for child in node:
            self._node(child, owner)
            self._take(child.tail)
        if block:
            self._close(owner)
        self._links -= tag == "a"

    def _take(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            self._linked += len(text.strip()) if self._links else 0

    def _close(self, owner: Any) -> None:
        text = _folded("".join(self._pieces))
        if text:
            pieces = tuple(filter(None, map(_folded, self._pieces)))
            self.found.append(Run(text, min(1.0, self._linked / len(text)), owner, pieces))
        self._pieces, self._linked = [], 0


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
