"""What a player can look at in the feed's log: what moves scores, what is shown, who clicks, what labels are made of, how two versions compare.

Each function takes the system, the clock and the words after the verb, changes nothing, and shows only what has happened by now.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from greenroom.labs.arrays import DAY_H, Flags, Floats
from greenroom.labs.clock import Clock
from greenroom.labs.feed.days import Node
from greenroom.labs.feed.features import NAMES
from greenroom.labs.feed.labels import LabelModel
from greenroom.labs.feed.nights import Version
from greenroom.labs.feed.serving import CONTROL, MODEL, Log
from greenroom.labs.feed.world import SLOTS
from greenroom.labs.rollout.estimate import difference
from greenroom.labs.rollout.ratio_metric import by_user, of_ratio

if TYPE_CHECKING:
    from greenroom.labs.feed.system import FeedSystem

_DAYS = 7  # of a table by day
_NEW_H = 24.0


def importance(of: FeedSystem, clock: Clock, _words: list[str]) -> str:
    """The part of the spread of scores that is each feature's, on what yesterday showed: of the champion and of a version before the lab."""
    registry, desk = of.timeline.standing(clock.now_h)
    last = of.timeline.nodes(of.timeline.day_of(clock.now_h))[-1]
    before = of.timeline.nodes(of.size.before_days)[-1]
    now = _parts(registry[desk.champion], last.log)
    then = _parts(before.registry[before.desk.champion], before.log)
    rows = [f"{'feature':16}{registry[desk.champion].name:>8}{'week before':>14}"]
    rows += [f"{name:16}{now[at]:8.1%}{then[at]:14.1%}" for at, name in enumerate(NAMES)]
    if registry[desk.champion].model.memory is not None:
        rows.append("and a weight for each bucket of reader and item, which is no feature")
    return "\n".join(rows)


def diversity(of: FeedSystem, clock: Clock, _words: list[str]) -> str:
    """Day by day, how many items are shown, how much the most shown have, and what is new."""
    rows = ["day      items  as if alike  top 20's share  younger than a day  clicks/item"]
    for node in _complete(of, clock):
        log = node.log
        items = log.item[log.shown]
        count = np.sort(np.bincount(items.ravel()))[::-1]
        share = count[count > 0] / max(count.sum(), 1)
        alike = float(np.exp(-(share * np.log(share)).sum()))
        age = of.world.tape.when_h[log.rows][log.shown, None] - of.world.tape.items.published_h[items]
        rows.append(
            f"{_day(of, log):7}{(count > 0).sum():7d}{alike:14.1f}{share[:20].sum():16.1%}"
            f"{np.mean(age < _NEW_H):20.1%}{log.clicked[log.shown].mean():13.4f}"
        )
    return "\n".join(rows)


def slices(of: FeedSystem, clock: Clock, _words: list[str]) -> str:
    """Clicks and tracked good reads for each item shown, in slices: the last complete day beside the same weekday before the lab."""
    complete = of.timeline.nodes(of.timeline.day_of(clock.now_h))
    last = complete[-1].log
    weekday = (last.day - of.size.before_days) % 7
    then = complete[of.size.before_days - 7 + weekday].log
    rows = [
        f"{'slice':24}{'clicks':>8}{'then':>8}{'good':>9}{'then':>8}   ({_day(of, last)}, then: the same weekday before the lab; -: no such visits)"
    ]
    now, past = _sliced(of, last), _sliced(of, then)
    for name, (clicks, good) in now.items():
        figures = (clicks, past[name][0], good, past[name][1])
        rows.append(f"{name:24}" + "".join(map(_figure, figures, (8, 8, 9, 8))))
    return "\n".join(rows)


def _figure(share: float, width: int) -> str:
    """A share right-aligned in `width`, a dash where there was nothing to count (NaN)."""
    return f"{'-':>{width}}" if np.isnan(share) else f"{share:{width}.4f}"


def labels(of: FeedSystem, clock: Clock, _words: list[str]) -> str:
    """Which clicks a reader told about, how the signs vote on the others, and what comes of it for the trainer."""
    logs = [one.log for one in _complete(of, clock)]
    tape = of.world.tape
    clicks = sum(int(one.clicked.sum()) for one in logs)
    told = sum(int(one.clicked[tape.tracked[one.rows]].sum()) for one in logs)
    model = LabelModel(np.sum([one.votes for one in logs], axis=0))
    rows = [
        f"{clicks:,} clicks of the last {len(logs)} days: {told / max(clicks, 1):.0%} told by tracked readers, the others voted on",
        "sign      votes on  right when it votes  (on tracked clicks)",
    ]
    rows += [f"{name:10}{cast:8.0%}{right:21.0%}" for name, cast, right in model.functions()]
    good = sum(float(one.label[tape.tracked[one.rows]].sum()) for one in logs) / max(told, 1)
    voted = sum(float(one.label[~tape.tracked[one.rows]].sum()) for one in logs) / max(clicks - told, 1)
    rows.append(f"good reads: {good:.1%} of told clicks, {voted:.1%} expected of voted ones")
    rows.append(
        f"looks fall as the rank to the {-logs[-1].steepness:.2f}, from visits with a random slot (0: too few)"
    )
    return "\n".join(rows)


def ab(of: FeedSystem, clock: Clock, _words: list[str]) -> str:
    """The champion beside the control on the visits since the control began, with intervals that know of readers (delta method)."""
    registry, desk = of.timeline.standing(clock.now_h)
    nodes = of.timeline.nodes(of.timeline.day_of(clock.now_h) + 1)
    since = _control_since(nodes, desk.control, clock.now_h)
    tape = of.world.tape
    first = max(int(since // DAY_H) + of.size.before_days, 0)
    logs = [one.log for one in nodes[first:]]
    when = np.concatenate([tape.when_h[one.rows] for one in logs])
    inside = (when >= since) & (when <= clock.now_h) & np.concatenate([one.on for one in logs])
    arm = np.concatenate([one.arm for one in logs])
    reader = np.concatenate([tape.reader[one.rows] for one in logs])
    clicked = np.concatenate([one.clicked.sum(axis=1) for one in logs]).astype(float)
    good = np.concatenate([np.where(tape.tracked[one.rows], one.good.sum(axis=1), np.nan) for one in logs])
    name = registry[desk.champion].name, registry[desk.control].name
    rows = [
        f"champion {name[0]}, control {name[1]}, logged visits of {(clock.now_h - since) / DAY_H:.1f} days"
    ]
    rows.append(f"{'':22}{'champion':>10}{'control':>10}{'difference':>12}   95 % interval")
    for label, values in (("clicks a visit", clicked), ("good reads (tracked)", good)):
        known = inside & ~np.isnan(values)
        try:
            ours, theirs = (
                of_ratio(*by_user(reader[known & (arm == one)], values[known & (arm == one)]))
                for one in (MODEL, CONTROL)
            )
        except ValueError:
            rows.append(f"{label:22}too few visits to say")
            continue
        apart = difference(ours, theirs)
        half = 1.96 * sqrt(apart.variance)
        rows.append(
            f"{label:22}{ours.value:10.3f}{theirs.value:10.3f}{apart.value:+12.3f}   {apart.value - half:+.3f} to {apart.value + half:+.3f}"
        )
    return "\n".join(rows)


def _control_since(nodes: list[Node], control: int, now_h: float) -> float:
    """From when on this control has stood beside a champion."""
    held = [(since_h, desk) for node in nodes for since_h, desk in node.desks if since_h <= now_h]
    since = now_h
    for since_h, desk in reversed(held):
        if desk.control != control or desk.champion == control:
            break
        since = since_h
    return since


def _complete(of: FeedSystem, clock: Clock) -> list[Node]:
    """The last days that are over."""
    return of.timeline.nodes(of.timeline.day_of(clock.now_h))[-_DAYS:]


def _day(of: FeedSystem, log: Log) -> str:
    at = log.day - of.size.before_days
    return f"day {at + 1}" if at >= 0 else f"{at} d"


def _parts(version: Version, log: Log) -> Floats:
    spread = np.array(
        [
            float(weights[codes[log.shown]].std())
            for weights, codes in zip(version.model.weights, log.codes, strict=True)
        ]
    )
    found: Floats = spread / max(float(spread.sum()), 1e-9)
    return found


def _sliced(of: FeedSystem, log: Log) -> dict[str, tuple[float, float]]:
    tape, shape = of.world.tape, log.item.shape
    age = tape.when_h[log.rows][:, None] - tape.items.published_h[log.item]
    phone = np.broadcast_to(tape.mobile[log.rows][:, None], shape)
    slot = np.broadcast_to(np.arange(SLOTS), shape)
    random = np.broadcast_to((log.arm != MODEL)[:, None] & (log.arm != CONTROL)[:, None], shape)
    shown = np.broadcast_to(log.on[:, None], shape)
    tracked = np.broadcast_to(tape.tracked[log.rows][:, None], shape)
    which: dict[str, Flags] = {
        "all": np.ones(shape, dtype=bool),
        "phone": phone,
        "desktop": ~phone,
        "younger than a day": age < _NEW_H,
        "older": age >= _NEW_H,
        "first slot": slot == 0,
        "slots 2 and 3": (slot == 1) | (slot == 2),
        "slots 4 to 6": slot >= 3,
        "visits with random slot": random,
    }
    found = {}
    for name, rows in which.items():
        some, told = rows & shown, rows & shown & tracked
        clicks = float(log.clicked[some].mean()) if some.any() else float("nan")
        good = float(log.good[told].mean()) if told.any() else float("nan")
        found[name] = (clicks, good)
    return found
