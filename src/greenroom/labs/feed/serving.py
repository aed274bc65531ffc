"""One day of a feed: what is shown to whom, what they click, and what the log keeps of it.

tape + day + what ranks + what is known of items -> Log
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from greenroom.labs.arrays import Flags, Floats, Ints
from greenroom.labs.feed.features import HEALTHY, PLACE, POPULARITY, Codes, Pipeline, of_shown, served
from greenroom.labs.feed.labels import VOTES, LabelModel, ballots
from greenroom.labs.feed.learning import Model, Sums, pairs, sums
from greenroom.labs.feed.world import CANDIDATES, EXAMINED, SLOTS, Small, Tape

CONTROL_SHARE = 0.1
"""Sessions served by the version that the champion's kind displaced."""
_WORN, _WEAR = 60.0, 0.45  # looks after which an item has lost `_WEAR` times ln 2 of its log-odds
_LEAST_EXPLORED = 40  # clicks from which the curve of the slots is read
_STEEPNESS = np.linspace(0.0, 2.0, 81)
_ONCE, _AGAIN = np.float32(37), np.float32(101)  # other uniform numbers of those drawn
MODEL, RANDOM, CONTROL = 0, 1, 2
"""By whom a session is ranked."""


@dataclass(frozen=True)
class Ranking:
    """What ranks from `since_h` on: the champion and the control, None before the first; `shows` is model, popular or off."""

    since_h: float
    pipeline: Pipeline
    champion: Model | None
    control: Model | None
    explore: float
    shows: str


@dataclass(frozen=True)
class Known:
    """What is known of items in the morning: the bin and the rate of their popularity, and `worn`, how often each was looked at."""

    popular: Codes
    place: Codes
    rate: Floats
    worn: Floats


@dataclass(eq=False)
class Log:
    """A day's log; arrays of shape (sessions,) or (sessions, SLOTS). What is not `shown` (the feed is off) has no row.

    `arm` says who ranked. `good` is the truth, which only `tracked` sessions tell. `label` is what the trainer has: told or voted;
    `weighted` the same over the chance that the slot is looked at, as it is known that day.
    """

    day: int
    rows: slice
    arm: Ints
    on: Flags
    item: Ints
    codes: Codes  # as recomputed for training (features x sessions x slots)
    repaired: Codes  # the same, had the catalogue been in order
    score: Floats
    clicked: Flags
    good: Flags
    expected: Floats  # good reads of each session, on average over the luck of looks and clicks
    empty: Floats  # the chance that it has none
    differs: Ints  # candidates of each session whose bins differ from the recomputed ones
    votes: Floats  # (2, VOTES) of tracked clicks
    slots: Floats  # (2, SLOTS) clicks and shows by slot where ranked at random
    looks: Floats  # by item
    ballot: Ints  # how the signs of each click vote
    label: Floats = field(default_factory=lambda: np.zeros((0, SLOTS)))
    weighted: Floats = field(default_factory=lambda: np.zeros((0, SLOTS)))
    steepness: float = 0.0

    @cached_property
    def shown(self) -> Ints:
        """The sessions that were shown something."""
        return np.flatnonzero(self.on)

    def of(self, sessions: Ints, *, repaired: bool) -> Codes:
        """Bins of what these sessions were shown, a column a row (features x rows)."""
        codes = self.repaired if repaired else self.codes
        return codes[:, sessions].reshape(len(codes), -1)


def serve(tape: Tape, codes: Codes, day: int, rankings: list[Ranking], known: Known) -> Log:
    """The day as it is ranked; `codes` are the static ones (features x sessions x candidates) of the whole tape."""
    rows = tape.rows(day)
    candidate, when = tape.candidate[rows], tape.when_h[rows]
    count = len(when)
    healthy = codes[:, rows].copy()
    healthy[POPULARITY], healthy[PLACE] = known.popular[candidate], known.place[candidate]
    reader = tape.reader[rows][:, None]
    arm, on = np.zeros(count, dtype=np.int64), np.ones(count, dtype=bool)
    score = np.zeros((count, CANDIDATES))
    differs = np.zeros(count, dtype=np.int64)
    recomputed = healthy
    for at, one in enumerate(rankings):
        end = rankings[at + 1].since_h if at + 1 < len(rankings) else np.inf
        part = slice(*np.searchsorted(when, (one.since_h, end)))
        if part.start == part.stop:
            continue
        bins = served(healthy[:, part], one.pipeline)
        if one.pipeline != HEALTHY:
            if recomputed is healthy:
                recomputed = healthy.copy()
            recomputed[:, part] = served(healthy[:, part], one.pipeline.recomputed)
            differs[part] = (bins != recomputed[:, part]).any(axis=0).sum(axis=1)
        here = np.where(tape.control[rows][part] < CONTROL_SHARE, CONTROL, MODEL)
        here[tape.explored[rows][part] < one.explore] = RANDOM
        arm[part], on[part] = here, one.shows != "off"
        score[part] = _scored(one, bins, (reader[part], candidate[part]), here, known.rate)
        if one.champion is None:
            score[part], arm[part] = tape.click_at[rows][part], RANDOM  # there is nothing to rank by yet
    shown = _ordered(score, tape.shuffle[rows], arm == RANDOM)
    taken = (np.arange(count)[:, None], shown)
    item, learnt = candidate[taken], of_shown(recomputed, shown)
    learnt[PLACE] = np.arange(1, SLOTS + 1)  # what a training that asks for it is told: where it was shown
    wear = _WEAR * np.log1p(known.worn / _WORN)
    click = 1 / (1 + np.exp(wear[item] - tape.click_logit[rows][taken]))
    good = tape.good_chance[rows][taken]
    looked = (tape.depth[rows][:, None] < EXAMINED) & on[:, None]
    clicked = looked & (tape.click_at[rows][taken] < click)
    was_good = clicked & (tape.good_at[rows][taken] < good)
    each = EXAMINED * click * good * on[:, None]
    looks: Floats = np.zeros(len(known.worn)) + np.bincount(
        item.ravel(), weights=looked.ravel().astype(float), minlength=len(known.worn)
    )
    by_sign = (tape.dwell_at[rows][taken], tape.return_at[rows][taken], tape.save_at[rows][taken])
    ballot = ballots(was_good, *by_sign)
    tracked = tape.tracked[rows][:, None] & clicked
    votes = np.bincount((was_good * VOTES + ballot)[tracked], minlength=2 * VOTES).reshape(2, VOTES)
    random = (arm == RANDOM) & on
    slots = np.stack([clicked[random].sum(axis=0), np.full(SLOTS, random.sum())]).astype(float)
    log = Log(
        day, rows, arm, on, item, learnt,
        learnt if recomputed is healthy else _repaired(healthy, shown), score[taken], clicked,
        was_good, each.sum(axis=1), 1 - _any(EXAMINED, click * good) * on, differs, votes.astype(float), slots, looks,
        ballot,
    )  # fmt: skip
    log.label = np.where(tape.tracked[rows][:, None], was_good, 0.0).astype(float)
    return log


def told(tape: Tape, log: Log, earlier: list[Log]) -> Log:
    """`log` with labels, from what the logs of the days before it tell of votes and slots."""
    votes = np.sum([one.votes for one in earlier], axis=0) if earlier else np.zeros((2, VOTES))
    voted = log.clicked & ~tape.tracked[log.rows][:, None]
    log.label = np.where(voted, LabelModel(votes).chance[log.ballot], log.label)
    log.steepness = steepness(np.sum([one.slots for one in earlier], axis=0)) if earlier else 0.0
    log.weighted = log.label * np.arange(1, SLOTS + 1) ** log.steepness
    return log


def steepness(slots: Floats) -> float:
    """How fast looks fall with the slot, as the power of the rank; from clicks on what was ordered at random, 0 with too few.

    Most likely over a grid: given that a click came, it came at slot p with a chance proportional to p to minus the power.
    """
    clicks = slots[0]
    if clicks.sum() < _LEAST_EXPLORED:
        return 0.0
    looked = np.arange(1, SLOTS + 1)[None] ** -_STEEPNESS[:, None]
    likely = (clicks * np.log(looked / looked.sum(axis=1, keepdims=True))).sum(axis=1)
    return float(_STEEPNESS[np.argmax(likely)])


def summed(log: Log, times: Floats, *, repaired: bool) -> Sums:
    """What training needs of the day's rows, each session counted `times`."""
    sessions = np.flatnonzero(log.on & (times > 0))
    each = np.repeat(times[sessions], SLOTS)
    return sums(
        log.of(sessions, repaired=repaired), log.label[sessions].ravel(), log.weighted[sessions].ravel(), each
    )


def _scored(one: Ranking, bins: Codes, who: tuple[Ints, Ints], arm: Ints, rate: Floats) -> Floats:
    reader, item = who
    if one.champion is None:
        return np.zeros(item.shape)
    if one.shows == "popular":
        return rate[item]
    score = one.champion.scores(bins, _pair(one.champion, reader, item))
    if one.control is not None and one.control is not one.champion:
        rows = arm == CONTROL
        score[rows] = one.control.scores(bins[:, rows], _pair(one.control, reader[rows], item[rows]))
    return score


def _ordered(score: Floats, shuffle: Small, random: Flags) -> Ints:
    """What is shown, best first; at `random` the best are shuffled, and one of them gives way to one that was not among them."""
    found = np.argsort(-score, axis=1, kind="stable")[:, : SLOTS + 1]
    some, rows = found[random], np.arange(int(random.sum()))
    other = np.argmin(np.where(_among(some[:, :SLOTS], score.shape[1]), 2.0, shuffle[random]), axis=1)
    out = np.floor((shuffle[random][:, 0] * _ONCE) % 1 * SLOTS).astype(np.int64)
    some[rows, out] = other
    # In another order than the one that chose, or what was drawn would come first.
    mixed = np.argsort(np.take_along_axis((shuffle[random] * _AGAIN) % 1, some[:, :SLOTS], axis=1), axis=1)
    found[random, :SLOTS] = np.take_along_axis(some[:, :SLOTS], mixed, axis=1)
    return found[:, :SLOTS]


def _repaired(healthy: Codes, shown: Ints) -> Codes:
    found = of_shown(healthy, shown)
    found[PLACE] = np.arange(1, SLOTS + 1)
    return found


def _among(chosen: Ints, count: int) -> Flags:
    found = np.zeros((len(chosen), count), dtype=bool)
    np.put_along_axis(found, chosen, values=True, axis=1)
    return found


def _pair(model: Model, reader: Ints, item: Ints) -> Ints | None:
    return None if model.memory is None else pairs(reader, item)


def _any(looked: Floats, chance: Floats) -> Floats:
    """The chance of at least one good read; a reader looks down to some slot, each depth with its own chance."""
    none = np.cumprod(1 - chance, axis=1)
    until = looked - np.append(looked[1:], 0.0)  # the chance that a reader stops after each slot
    found: Floats = 1 - (none * until).sum(axis=1)
    return found
