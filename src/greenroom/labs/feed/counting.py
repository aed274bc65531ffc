"""What a dashboard counts of one day of the feed, by the hour; kept with the day, since a day that is over does not change.

node -> arrays of 24 hours
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from greenroom.labs.arrays import DAY_H, Floats, Ints
from greenroom.labs.feed.days import Node, World
from greenroom.labs.feed.features import NAMES, PLACE, POPULARITY, Pipeline
from greenroom.labs.feed.learning import WIDTH
from greenroom.labs.feed.serving import MODEL
from greenroom.labs.feed.world import CANDIDATES, SLOTS

HOURS = int(DAY_H)
AUDITED_SHARE = 0.12
_FINE, _LOWEST, _PER_POINT = (
    200,
    0.3,
    250.0,
)  # scores from -0.3 to 0.5, in bins so narrow that ties do not matter
_NEW_H = 24.0
_MIDDLE = 6


@dataclass(frozen=True)
class Hours:
    """Counts of each hour of a day.

    `visits`, `shown` slots, `clicks`; `told` (tracked visits, their good reads); `audited` (rows, those that
    differ); `copies` (events of the log, those above one a visit); `new` slots for items younger than a day; `candidates` (24,
    features, bins) as served; `ranks` (24, 2, fine bins) of labels by score, other
    and good; `items` (24, items) shown.
    """

    visits: Floats
    shown: Floats
    clicks: Floats
    told: Floats
    audited: Floats
    copies: Floats
    new: Floats
    candidates: Floats
    ranks: Floats
    items: Floats


def hours(world: World, node: Node, begin_h: float, pipelines: list[Pipeline]) -> Hours:
    """The counts of a day that begins at `begin_h`; `pipelines` are those in force at the end of each hour."""
    key = "hours"
    if key not in node.cells:
        node.cells[key] = _counted(world, node, begin_h, pipelines)
    found = node.cells[key]
    assert isinstance(found, Hours)
    return found


def _counted(world: World, node: Node, begin_h: float, pipelines: list[Pipeline]) -> Hours:
    of, log = world.tape, node.log
    rows = log.rows
    hour = np.floor(of.when_h[rows] - begin_h).astype(np.int64)

    def count(weight: Floats) -> Floats:
        found: Floats = np.bincount(hour, weights=weight, minlength=HOURS).astype(float)
        return found

    on = log.on.astype(float)
    tracked = (of.tracked[rows] & log.on).astype(float)
    audited = ((of.audited[rows] < AUDITED_SHARE) & log.on).astype(float)
    copies = of.copies[rows].astype(float)
    age = of.when_h[rows][:, None] - of.items.published_h[log.item]
    return Hours(
        visits=count(np.ones(len(hour))),
        shown=count(on * SLOTS),
        clicks=count(log.clicked.sum(axis=1)),
        told=np.stack([count(tracked), count(tracked * log.good.sum(axis=1))]),
        audited=np.stack([count(audited * CANDIDATES), count(audited * log.differs)]),
        copies=np.stack([count(copies), count(copies - 1)]),
        new=count(on * (age < _NEW_H).sum(axis=1)),
        candidates=_candidates(world, node, hour, pipelines),
        ranks=_ranks(node, hour),
        items=_by_bin(hour, log.shown, log.item, len(of.items.topic)),
    )


def _by_bin(hour: Ints, rows: Ints, bins: Ints, count: int) -> Floats:
    cell = (hour[rows][:, None] * count + bins[rows]).ravel()
    found: Floats = np.bincount(cell, minlength=HOURS * count).reshape(HOURS, count).astype(float)
    return found


def _candidates(world: World, node: Node, hour: Ints, pipelines: list[Pipeline]) -> Floats:
    """Bins of all candidates by hour, as the encoder in force at each hour's end writes them."""
    day = node.log.day
    if day not in world.counted:
        each = world.codes[:, node.log.rows]
        made = np.zeros((HOURS, len(NAMES), WIDTH))
        for at in range(len(NAMES)):
            if at not in {POPULARITY, PLACE}:
                cell = (hour[:, None] * WIDTH + each[at]).ravel()
                made[:, at] = np.bincount(cell, minlength=HOURS * WIDTH).reshape(HOURS, WIDTH)
        world.counted[day] = made
    found = world.counted[day].copy()
    candidate = world.tape.candidate[node.log.rows]
    for at, bins in ((POPULARITY, node.known.popular), (PLACE, node.known.place)):
        cell = (hour[:, None] * WIDTH + bins[candidate]).ravel()
        found[:, at] = np.bincount(cell, minlength=HOURS * WIDTH).reshape(HOURS, WIDTH)
    for at, pipeline in enumerate(pipelines):
        if pipeline.constant:
            found[at, NAMES.index(pipeline.constant)] = _only(found[at, 0].sum(), _MIDDLE)
        if pipeline.swapped:
            one, other = (NAMES.index(name) for name in pipeline.swapped)
            found[at, [one, other]] = found[at, [other, one]]
        for name in pipeline.left_out:
            found[at, NAMES.index(name)] = _only(found[at, 0].sum(), 0)
    return found


def _only(total: float, place: int) -> Floats:
    found = np.zeros(WIDTH)
    found[place] = total
    return found


def _ranks(node: Node, hour: Ints) -> Floats:
    """Good labels and others by score, in the visits that the champion ranked."""
    log = node.log
    rows = np.flatnonzero((log.arm == MODEL) & log.on)
    bins = ((log.score[rows] + _LOWEST) * _PER_POINT).astype(np.int64).clip(0, _FINE - 1)
    cell = (hour[rows][:, None] * _FINE + bins).ravel()
    made = [
        np.bincount(cell, weights=each.ravel(), minlength=HOURS * _FINE).reshape(HOURS, _FINE)
        for each in (1 - log.label[rows], log.label[rows])
    ]
    return np.stack(made, axis=1)
