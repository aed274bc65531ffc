"""Features of a candidate by two code paths, and the bins that the model sees.

tape + Pipeline -> codes (features x sessions x candidates), 1 to `BINS`, 0 for missing

Both paths read the same catalogue. The serving path encodes while a reader waits; the other recomputes from the log. In the
default state they agree to the last row.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from greenroom.labs.arrays import Floats, Ints
from greenroom.labs.feed.catalogue import ALIVE_H
from greenroom.labs.feed.world import Tape

Codes = NDArray[np.uint8]
BINS = 12
NAMES = (
    "topic",
    "topic_taste",
    "author_taste",
    "quality",
    "headline",
    "age",
    "popularity",
    "length",
    "place",
)
POPULARITY, PLACE = NAMES.index("popularity"), NAMES.index("place")
_NORMAL: Floats = np.array(
    [-1.3830, -0.9674, -0.6745, -0.4307, -0.2104, 0.0, 0.2104, 0.4307, 0.6745, 0.9674, 1.3830]
)
"""Twelfths of the normal distribution."""
_MIDDLE = 6  # the bin of what an item gets that nothing is known of
_CATALOGUE = frozenset({"quality", "headline", "length", "topic"})
SAID = {
    "topic": "kind",
    "topic_taste": "z",
    "author_taste": "z",
    "quality": "z",
    "headline": "z",
    "age": "sixth of a day",
    "popularity": "rank",
    "length": "class",
    "place": "slot",
}
"""What a value of each is."""


@dataclass(frozen=True)
class Pipeline:
    """The state of what is served; the default is a healthy one.

    Attributes:
        swapped: Two features that the serving encoder writes in each other's place.
        constant: A feature of the catalogue for which its job writes one value for all items.
        left_out: Features that are served as missing, by decision.
    """

    swapped: tuple[str, str] | None = None
    constant: str | None = None
    left_out: frozenset[str] = frozenset()

    @property
    def recomputed(self) -> Pipeline:
        """What an offline recomputation sees: the same catalogue, and an encoder of its own."""
        return replace(self, swapped=None, left_out=frozenset())


HEALTHY = Pipeline()


def static_codes(tape: Tape) -> Codes:
    """Bins of all features but popularity, for all candidates; popularity is left at 0."""
    found = np.zeros((len(NAMES), *tape.candidate.shape), dtype=np.uint8)
    at, of = tape.candidate, tape.items
    by_item = {
        "topic": of.topic + 1,
        "quality": np.searchsorted(_NORMAL, of.quality_score, side="right") + 1,
        "headline": np.searchsorted(_NORMAL, of.lure_score, side="right") + 1,
    }
    for name, codes in by_item.items():
        found[NAMES.index(name)] = codes.astype(np.uint8)[at]
    for name, values in (("topic_taste", tape.topic_taste), ("author_taste", tape.author_taste)):
        found[NAMES.index(name)] = np.searchsorted(_NORMAL.astype(np.float32), values, side="right") + 1
    age = tape.when_h[:, None] - of.published_h[at]
    found[NAMES.index("age")] = 1 + np.clip(age * (BINS / ALIVE_H), 0, BINS - 1).astype(np.uint8)
    found[NAMES.index("length")] = (of.length + 1).astype(np.uint8)[at] + 6 * tape.mobile.astype(np.uint8)[
        :, None
    ]
    return found


def ranked(rate: Floats, views: Floats) -> Codes:
    """Bins of items by the rank of their rate among those with enough views; 0 for the others."""
    found = np.zeros(len(rate), dtype=np.uint8)
    known = np.flatnonzero(views >= ENOUGH_VIEWS)
    if len(known):
        place = np.argsort(np.argsort(rate[known], kind="stable"), kind="stable")
        found[known] = 1 + (place * BINS // len(known)).astype(np.uint8)
    return found


ENOUGH_VIEWS = 10


def served(codes: Codes, pipeline: Pipeline) -> Codes:
    """`codes` (features x ...) as they are served in the state `pipeline`; the same array where it is healthy."""
    if pipeline == HEALTHY:
        return codes
    found = codes.copy()
    if pipeline.constant:
        found[NAMES.index(pipeline.constant)] = _MIDDLE
    if pipeline.swapped:
        one, other = (NAMES.index(name) for name in pipeline.swapped)
        found[[one, other]] = found[[other, one]]
    for name in pipeline.left_out:
        found[NAMES.index(name)] = 0
    return found


def of_shown(codes: Codes, shown: Ints) -> Codes:
    """Bins of what was shown: codes (features x sessions x candidates), shown (sessions x slots) -> features x sessions x slots."""
    found: Codes = np.take_along_axis(codes, shown[None], axis=2)
    return found
