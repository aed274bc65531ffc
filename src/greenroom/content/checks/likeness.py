"""How alike two texts are, by the runs of words they share."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")


def shingles(text: str, length: int) -> frozenset[tuple[str, ...]]:
    """The runs of `length` words of `text`, in any case; a shorter text is one run."""
    words = _WORD.findall(text.casefold())
    starts = range(max(1, len(words) - length + 1))
    return frozenset(tuple(words[start : start + length]) for start in starts)


def jaccard(left: frozenset[tuple[str, ...]], right: frozenset[tuple[str, ...]]) -> float:
    """Shared runs as a share of all, 0 to 1."""
    return len(left & right) / len(left | right)
