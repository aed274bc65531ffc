"""How much of a reference's telling words an answer has: rare words weigh more, the question's own words count less."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[a-z]+|\d+(?:\.\d+)?")
_ENDING = re.compile(r"(?<=[a-z]{3})(?:ings?|edly|ed|es|s|ly|e)$")


class Weights:
    """Inverse document frequencies of word stems over some texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        every = [set(stems(text)) for text in texts]
        self._seen = Counter(stem for one in every for stem in one)
        self._count = len(every)

    def of(self, words: Iterable[str]) -> float:
        """The summed weight of the words."""
        return sum(math.log((self._count + 1) / (self._seen[word] + 0.5)) for word in words)


def stems(text: str) -> list[str]:
    """Words in lower case without their common endings."""
    return [_ENDING.sub("", word) for word in _WORD.findall(text.lower())]


def overlap(answer: str, reference: str, question: str, weights: Weights) -> list[float]:
    """Recall and precision of the reference's words, recall of those the question does not say, log of the lengths' ratio."""
    said, wanted, asked = set(stems(answer)), set(stems(reference)), set(stems(question))
    both, new = said & wanted, wanted - asked
    return [
        _share(weights.of(both), weights.of(wanted)),
        _share(weights.of(both), weights.of(said)),
        _share(weights.of(said & new), weights.of(new)),
        math.log((len(said) + 1) / (len(wanted) + 1)),
    ]


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0
