"""How near questions are to the facts of a data sheet.

One close sentence does not decide: two facts of a sheet often share their words. A fact is near by what it is about, by all that
is told of it, by the mean of all its texts, and by words the question shares with it and with few others of the sheet.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from greenroom.interview.remark import stems
from greenroom.interview.sentences import sentences
from greenroom.model.question import SheetFact
from greenroom.ports import Encoder

_MEAN, _WORDS = (
    0.6,
    0.3,
)  # beside 1 for what it is about and 1 for what is told; a regression gave nearly these
_PARTS = 3
_SAME, _WORDED = (
    0.6,
    0.4,
)  # from here on a question is worded much as one of a fact's texts, and that counts too


def nearness(asked: Sequence[str], sheet: Sequence[SheetFact], encoder: Encoder) -> NDArray[np.float64]:
    """Shape (questions, facts); mostly 0 to 1, greater is nearer, above 1 word for word. `sheet` is not empty."""
    vectors = encoder.encode(asked)
    about = vectors @ encoder.encode([fact.about for fact in sheet]).T
    told = vectors @ encoder.encode([fact.tell for fact in sheet]).T
    each = [encoder.encode(names(fact)) for fact in sheet]
    mean = vectors @ np.stack([_mean(texts) for texts in each]).T
    closest = np.stack([(vectors @ texts.T).max(axis=1) for texts in each], axis=1)
    known = _WORDED * np.maximum(0.0, closest - _SAME)
    worded = np.array([[_is_worded(one, fact) for fact in sheet] for one in asked], dtype=np.float64)
    near: NDArray[np.float64] = (about + told + _MEAN * mean + _WORDS * shared(asked, sheet)) / _PARTS
    return np.asarray(near + known + worded, dtype=np.float64)


def _is_worded(asked: str, fact: SheetFact) -> bool:
    """Whether a question is one of the ways of asking that a fact lists, word for word."""
    return _words(asked) in {_words(one) for one in fact.asks}


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))


def texts_of(sheet: Sequence[SheetFact]) -> tuple[str, ...]:
    """All texts that `nearness` encodes of a sheet: who encodes them ahead has the first ask answered sooner."""
    return tuple(text for fact in sheet for text in (fact.tell, *names(fact)))


def names(fact: SheetFact) -> tuple[str, ...]:
    """The texts by which a fact is found: what it is about, ways of asking, and each sentence that is told."""
    return (fact.about, *fact.asks, *(one.text for one in sentences(fact.tell)))


def shared(asked: Sequence[str], sheet: Sequence[SheetFact]) -> NDArray[np.float64]:
    """The share of a question's words that stand in a fact, words that few facts of the sheet have counting more."""
    held = [stems(" ".join((fact.about, *fact.asks, fact.tell))) for fact in sheet]
    counts = Counter(stem for one in held for stem in one)

    def rarity(stem: str) -> float:
        return math.log((len(sheet) + 1) / (max(1, counts[stem]) + 0.5))

    def share(words: frozenset[str], fact: frozenset[str]) -> float:
        whole = sum(rarity(stem) for stem in sorted(words))
        return sum(rarity(stem) for stem in sorted(words & fact)) / whole if whole > 0 else 0.0

    return np.array([[share(stems(one), fact) for fact in held] for one in asked])


def _mean(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    mean: NDArray[np.float32] = vectors.mean(axis=0)
    length = float(np.linalg.norm(mean))
    return mean / length if length else mean
