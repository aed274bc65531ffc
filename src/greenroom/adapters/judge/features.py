"""What the wording alone says of one sentence held against one criterion: numbers beside the learned vectors.

Training and use share this module: a change here asks for new weights (a test watches the numbers of fixed sentences).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import log

from greenroom.interview.echo import content_words
from greenroom.interview.signs import asks_figure, asks_own, asks_reason, signs

COUNT = 18
"""How many numbers `wording` gives."""
_FLAGS = 6  # the first of the numbers `_said` gives
_CONDITION = re.compile(r"\b(?:condition|when|if|trigger|threshold|limit)\b", re.IGNORECASE)
_SIDES = re.compile(r"\b(?:both|against|versus|trade|separates?|rather than|distinguish\w*)\b", re.IGNORECASE)


def wording(criterion: str, sentence: str, rarity: Mapping[str, float], common: float) -> tuple[float, ...]:
    """COUNT numbers, each about 0 to 1.

    Args:
        criterion: The criterion's text.
        sentence: One sentence of the answer.
        rarity: Log inverse frequency of word stems in answers.
        common: The rarity of a stem that is not in `rarity`.
    """
    asked, said = stems(criterion), stems(sentence)
    weight = sum(rarity.get(word, common) for word in asked)
    shared = sum(rarity.get(word, common) for word in asked & said)
    return (
        *_said(sentence),
        *_asked(criterion),
        shared / weight if weight else 0.0,
        len(asked & said) / max(1, len(said)),
    )


def manner(sentences: Sequence[str]) -> tuple[float, ...]:
    """Of a whole answer, the shares of sentences that are hypothetical, committed, refusing, or hold a figure, an I, a reason."""
    flags = [_said(sentence)[:_FLAGS] for sentence in sentences]
    return tuple(sum(column) / len(flags) for column in zip(*flags, strict=True))


def rarities(texts: list[str]) -> tuple[dict[str, float], float]:
    """Log inverse document frequency of the stems that stand in at least two texts, and that of all others."""
    seen: dict[str, int] = {}
    for text in texts:
        for word in stems(text):
            seen[word] = seen.get(word, 0) + 1
    top = log(len(texts) + 1)
    return {word: round(top - log(count + 1), 3) for word, count in sorted(seen.items()) if count > 1}, round(
        top, 3
    )


@lru_cache(4096)
def stems(text: str) -> frozenset[str]:
    """The content words of a text, endings cut."""
    return frozenset(content_words(text))


@lru_cache(4096)
def _said(sentence: str) -> tuple[float, ...]:
    found, words = signs(sentence), sentence.split()
    size = max(1, len(words))
    flags = (found.hypothetical, found.committed, found.refused, found.figure, found.own, found.reason)
    lengths = (
        min(size, 60) / 60,
        sentence.count(",") / size * 4,
        len(re.findall(r"\d", sentence)) / size,
        1.0,
    )
    return (*(float(flag) for flag in flags), *lengths)


@lru_cache(4096)
def _asked(criterion: str) -> tuple[float, ...]:
    flags = (
        asks_figure(criterion),
        asks_reason(criterion),
        asks_own(criterion),
        bool(_CONDITION.search(criterion)),
    )
    return (
        *(float(flag) for flag in flags),
        float(bool(_SIDES.search(criterion))),
        len(criterion.split()) / 25,
    )
