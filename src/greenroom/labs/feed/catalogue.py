"""The items of a feed: what they are about, how good they are, and what the catalogue knows of that.

seed + Size + Unrest -> Items
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from greenroom.labs.arrays import DAY_H, Floats, Ints
from greenroom.labs.noise import stream

if TYPE_CHECKING:
    from greenroom.labs.feed.world import Size, Unrest

TOPICS, AUTHORS, LENGTHS = 12, 40, 6
ALIVE_H = 72.0
"""An item can be shown for three days."""
_BY_HOUR = np.array([1, 1, 1, 1, 1, 2, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3, 2, 2, 2, 1, 1, 1], dtype=float)


@dataclass(frozen=True)
class Items:
    """All items in the order they are published; arrays of one length.

        `quality` and `lure` (what a headline promises) are the truth, `quality_score` and `lure_score` what the catalogue's job says of
    them; `appeal` is what no job knows. Each is about N(0, 1).
    """

    published_h: Floats
    topic: Ints
    author: Ints
    length: Ints
    quality: Floats
    lure: Floats
    appeal: Floats
    quality_score: Floats
    lure_score: Floats


def items(seed: int, size: Size, unrest: Unrest) -> Items:
    """The items of `seed`; those published before the onset are the same whatever the unrest."""
    begin_h = -size.before_days * DAY_H - ALIVE_H
    own = _made(stream(seed, "items"), begin_h, size.lab_h, size.items_per_day)
    parts = [own]
    if unrest.partner:
        many = int(size.items_per_day * unrest.partner)
        theirs = _made(stream(seed, "partner"), unrest.onset_h, size.lab_h, many)
        theirs["length"] = np.minimum(theirs["length"], 1)  # they write short
        theirs["appeal"] = theirs["appeal"] - 0.8  # and readers do not know them yet
        parts.append(theirs)
    raw = {name: np.concatenate([part[name] for part in parts]) for name in own}
    order = np.argsort(raw["published_h"], kind="stable")
    found = {name: values[order] for name, values in raw.items()}
    topic, author, length = (found.pop(name).astype(np.int64) for name in ("topic", "author", "length"))
    return Items(topic=topic, author=author, length=length, **found)


def _made(draw: np.random.Generator, begin_h: float, end_h: float, per_day: int) -> dict[str, Floats]:
    hours = np.arange(np.floor(begin_h), end_h)
    weight = _BY_HOUR[(hours % DAY_H).astype(int)]
    weight[0] *= 1.0 - (begin_h - np.floor(begin_h))
    count = int(per_day * (end_h - begin_h) / DAY_H)
    edges = np.concatenate([[0.0], np.cumsum(weight / weight.sum())])
    stops = np.append(hours, end_h)
    stops[0] = begin_h
    quality, lure = draw.normal(0, 1, count), draw.normal(0, 1, count)
    lure = 0.98 * lure - 0.2 * quality
    return {
        "published_h": np.interp((np.arange(count) + draw.random(count)) / count, edges, stops),
        "topic": draw.integers(0, TOPICS, count).astype(float),
        "author": draw.integers(0, AUTHORS, count).astype(float),
        "length": draw.integers(0, LENGTHS, count).astype(float),
        "quality": quality,
        "lure": lure,
        "appeal": draw.normal(0, 1, count),
        "quality_score": 0.9 * quality + 0.436 * draw.normal(0, 1, count),
        "lure_score": 0.9 * lure + 0.436 * draw.normal(0, 1, count),
    }
