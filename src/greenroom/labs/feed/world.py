"""A world of readers and items: who comes when, what could be shown to them, and what they would do with it.

seed + Size + Unrest -> Tape

Times are hours; 0 is when the lab begins. A session is one reader's visit with `CANDIDATES` items to choose from. Every chance in it is
drawn beforehand, for each candidate whether it is shown or not, so that two rankings meet the same readers in the same mood.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from greenroom.labs.arrays import DAY_H, WEEK_H, Flags, Floats, Ints
from greenroom.labs.feed.catalogue import ALIVE_H, AUTHORS, TOPICS, Items, items
from greenroom.labs.noise import stream

Small = NDArray[np.float32]
CANDIDATES, SLOTS = 20, 6
EXAMINED: Floats = np.arange(1.0, SLOTS + 1) ** np.float64(-0.9)
"""The chance that a reader looks at each slot; who looks at one has looked at those before it (Joachims et al. 2017: a power of the rank)."""
TRACKED_SHARE = 0.3
_BY_HOUR = np.array(
    [3, 2, 1, 1, 2, 4, 8, 13, 12, 9, 8, 9, 13, 11, 8, 8, 9, 11, 13, 15, 17, 16, 11, 6], dtype=float
)
_BY_DAY = np.array([1.0, 1.0, 1.02, 1.0, 0.95, 0.8, 0.85])  # the lab begins on a Monday at midnight
_WEEKEND = 0.25  # log-odds of a click that a weekend takes
_CLICK, _TASTE, _FOND, _LURE, _QUALITY = -1.9, 0.95, 0.5, 0.45, 0.45
_APPEAL = 0.8
_GOOD, _GOOD_QUALITY, _GOOD_LURE = 0.4, 1.5, 0.35
_FADE_H = 48.0


@dataclass(frozen=True)
class Size:
    """How much happens: `readers`, `per_day` sessions and `items_per_day`, `before_days` before the lab and `lab_h` in it.

    Of the days before the lab, the last seven are the quiet week.
    """

    readers: int = 1200
    per_day: int = 1500
    items_per_day: int = 40
    before_days: int = 18
    lab_h: float = 10 * DAY_H

    @property
    def days(self) -> int:
        """All of them."""
        return self.before_days + int(self.lab_h / DAY_H)


@dataclass(frozen=True)
class Unrest:
    """What changes in the world from `onset_h` on; `partner`: a partner's items, for each of our own."""

    onset_h: float = np.inf
    partner: float = 0.0


@dataclass(frozen=True)
class Tape:
    """All sessions in their order of time (S of them), and all items; arrays of shape (S,) or (S, CANDIDATES).

    `candidate` are places in `items`. `topic_taste` and `author_taste` are what is estimated of the reader for each candidate.
    `click_logit` is the log-odds of a click by who looks at it while nobody has seen it yet, `good_chance` that who clicks is glad of
    it. `depth`, `click_at`, `good_at`, `dwell_at`, `return_at` and `save_at` are uniform, and so are `explored`, `control`, `audited` and
    `shuffle`. `tracked` sessions tell whether a click was a good read. `copies` is how often the log holds the session, `split_at`
    (S, 3) where each copy falls in a split.
    """

    size: Size
    items: Items
    when_h: Floats
    first: Ints  # of each day, and the end
    reader: Ints
    mobile: Flags
    candidate: Ints
    topic_taste: Small
    author_taste: Small
    click_logit: Small
    good_chance: Small
    depth: Floats
    click_at: Small
    good_at: Small
    dwell_at: Small
    return_at: Small
    save_at: Small
    shuffle: Small
    explored: Floats
    control: Floats
    audited: Floats
    tracked: Flags
    copies: Ints
    split_at: Floats
    best_reads: Floats  # the most good reads that any order could be expected to give

    def rows(self, day: int) -> slice:
        """The sessions of `day`, counted from the first of the tape."""
        return slice(int(self.first[day]), int(self.first[day + 1]))


def tape(seed: int, size: Size, unrest: Unrest) -> Tape:
    """The world of `seed`; the same before the onset whatever the unrest."""
    all_items = items(seed, size, unrest)
    draw = stream(seed, "sessions")
    count = size.per_day * size.days
    when = _times(draw, size, count)
    activity = draw.gamma(1.0, 1.0, size.readers) + 0.1
    reader = draw.choice(size.readers, count, p=activity / activity.sum())
    candidate = _candidates(draw, all_items, when)
    who = stream(seed, "readers")
    taste = who.normal(0, 1, (size.readers, TOPICS)).astype(np.float32)
    fond = who.normal(0, 1, (size.readers, AUTHORS)).astype(np.float32)
    seen_taste = taste + 0.5 * who.normal(0, 1, taste.shape).astype(np.float32)
    seen_fond = fond + 0.5 * who.normal(0, 1, fond.shape).astype(np.float32)
    mobile = who.random(size.readers) < 0.6
    topic = reader[:, None] * TOPICS + all_items.topic[candidate]
    author = reader[:, None] * AUTHORS + all_items.author[candidate]
    age = when[:, None] - all_items.published_h[candidate]
    weekend = (when % WEEK_H) >= 5 * DAY_H
    long_on_phone = mobile[reader][:, None] & (all_items.length[candidate] >= 4)
    day = np.floor(when / DAY_H).astype(np.int64) + size.before_days
    logit = (
        (_CLICK - _WEEKEND * weekend[:, None]).astype(np.float32)
        + np.float32(_TASTE) * taste.ravel()[topic]
        + np.float32(_FOND) * fond.ravel()[author]
        + (_LURE * all_items.lure + _QUALITY * all_items.quality + _APPEAL * all_items.appeal).astype(
            np.float32
        )[candidate]
        + _heat(seed, size)[day[:, None], all_items.topic[candidate]]
        - (age / _FADE_H).astype(np.float32)
        - np.float32(0.6) * long_on_phone
    )
    good = _chance(
        (_GOOD + _GOOD_QUALITY * all_items.quality - _GOOD_LURE * all_items.lure).astype(np.float32)
    )[candidate]
    value = np.sort(_chance(logit) * good, axis=1)[:, : -SLOTS - 1 : -1]
    luck = stream(seed, "luck")
    shape = (count, CANDIDATES)
    click_at, good_at, dwell_at, return_at, save_at, shuffle = (
        luck.random(shape, dtype=np.float32) for _ in range(6)
    )
    return Tape(
        size=size,
        items=all_items,
        when_h=when,
        first=np.searchsorted(when, (np.arange(size.days + 1) - size.before_days) * DAY_H),
        reader=reader,
        mobile=mobile[reader],
        candidate=candidate,
        topic_taste=(seen_taste / np.sqrt(1.25)).ravel()[topic].astype(np.float32),
        author_taste=(seen_fond / np.sqrt(1.25)).ravel()[author].astype(np.float32),
        click_logit=logit.astype(np.float32),
        good_chance=good,
        depth=luck.random(count),
        click_at=click_at,
        good_at=good_at,
        dwell_at=dwell_at,
        return_at=return_at,
        save_at=save_at,
        shuffle=shuffle,
        explored=luck.random(count),
        control=luck.random(count),
        audited=luck.random(count),
        tracked=luck.random(count) < TRACKED_SHARE,
        copies=1 + (luck.random(count) < 0.35) + (luck.random(count) < 0.1),
        split_at=luck.random((count, 3)),
        best_reads=(value * EXAMINED).sum(axis=1),
    )


def _chance(log_odds: NDArray[np.float32]) -> Small:
    return (1 / (1 + np.exp(-log_odds))).astype(np.float32)


def _times(draw: np.random.Generator, size: Size, count: int) -> Floats:
    """`count` times over all days, denser where the day and the week are."""
    hours = np.arange(-size.before_days * DAY_H, size.lab_h)
    weight = _BY_HOUR[(hours % DAY_H).astype(int)] * _BY_DAY[((hours % WEEK_H) // DAY_H).astype(int)]
    edges = np.concatenate([[0.0], np.cumsum(weight / weight.sum())])
    found: Floats = np.interp(np.sort(draw.random(count)), edges, np.append(hours, size.lab_h))
    return found


def _candidates(draw: np.random.Generator, all_items: Items, when: Floats) -> Ints:
    """Items of the last three days, one from each of `CANDIDATES` equal parts of them, so that none comes twice."""
    last = np.searchsorted(all_items.published_h, when, side="right")
    oldest = np.searchsorted(all_items.published_h, when - ALIVE_H)
    cuts = oldest[:, None] + np.arange(CANDIDATES + 1) * (last - oldest)[:, None] // CANDIDATES
    wide = np.diff(cuts, axis=1)
    found: Ints = cuts[:, :-1] + np.floor(draw.random(wide.shape) * wide).astype(np.int64)
    return found


def _heat(seed: int, size: Size) -> Small:
    """What is in the news: log-odds that each topic has on each day (days x topics); a model of last week does not know it."""
    draw = stream(seed, "news")
    heat = np.zeros((size.days + 1, TOPICS))
    heat[0] = draw.normal(0, 0.9, TOPICS)
    for day in range(1, size.days + 1):
        heat[day] = 0.93 * heat[day - 1] + draw.normal(0, 0.35, TOPICS)
    found: Small = (heat - heat.mean(axis=1, keepdims=True)).astype(np.float32)
    return found
