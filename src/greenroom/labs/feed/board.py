"""The dashboard of the feed: metrics by the hour, from what was shown, clicked and told so far.

timeline -> Board (metric -> one value an hour, the quiet week included)

Windows end with the hour they are shown at, and most are a day long: an hour of the night has some twenty visits.
"""

from __future__ import annotations

import numpy as np

from greenroom.labs.arrays import DAY_H, WEEK_H, Floats
from greenroom.labs.feed.counting import HOURS, Hours, hours
from greenroom.labs.feed.features import NAMES
from greenroom.labs.feed.timeline import Timeline
from greenroom.labs.monitor.board import Board, Metric, rolling
from greenroom.labs.monitor.drift import population_stability_index

DAY, AUDITED_H, TOLD_H = 24, 4, 72
"""Hours in the windows of most figures, of the audit, and of what tracked visits tell."""
_DRIFTING = ("topic_taste", "author_taste", "age")
"""Features whose drift is watched. What the catalogue says of items drifts every day: forty items are forty others than yesterday."""
_FOLLOWED = ("topic_taste", "author_taste", "quality", "popularity", "place")
"""Features whose importance is watched: those that move scores most, and one that no usual recipe is given."""

METRICS = (
    Metric(
        "visits_total",
        "visits an hour, of those logged",
        "both",
        0.9,
        relative=True,
        per=" an hour",
        headline=True,
    ),
    Metric("click_share", "clicks for each item shown, a day", "low", 0.03, headline=True),
    Metric("good_reads_per_visit", "good reads in tracked visits, three days", "low", 0.2, headline=True),
    Metric(
        "online_auc",
        "how well scores tell good reads among what was shown, a day",
        "low",
        0.01,
        headline=True,
    ),
    Metric("offline_auc", "the champion's area under the curve on rows held out", "low", 0.02),
    Metric("offline_over_online", "offline area less the online one, mean of three days", "high", 0.015),
    *(
        Metric(f'feature_psi{{feature="{name}"}}', f"drift of {name} (PSI), a day", "high", 0.03)
        for name in _DRIFTING
    ),
    *(
        Metric(
            f'feature_importance{{feature="{name}"}}',
            f"share of the scores' spread that is {name}'s, a day",
            "high" if name == "place" else "low",
            0.05,
        )
        for name in _FOLLOWED
    ),
    Metric("audit_mismatch_share", "sampled rows whose features differ when recomputed", "high", 0.02),
    Metric(
        "effective_items",
        "items shown, as if all alike often (exp of the entropy), a day",
        "low",
        2.0,
        headline=True,
    ),
    Metric("new_items_share", "slots for items younger than a day, a day", "low", 0.08),
    Metric("copies_share", "events of the log that repeat a visit, a day", "high", 0.02),
    Metric("model_age_hours", "hours since the champion was trained", "high", 3.0),
)


def board(system: Timeline) -> Board:
    """Every metric from the week before the lab to its end, as if nothing more were done."""
    counted, begin_h = _days(system)
    of = _Joined(counted)
    ends: Floats = begin_h + np.arange(1, len(of.visits) + 1).astype(np.float64)
    quiet = int(-WEEK_H - begin_h)  # hours that only fill the windows
    offline, trained, weights = _champions(system, ends)
    online = _area(rolling(of.ranks, DAY))
    importance = _importance(rolling(of.candidates, DAY), weights)
    week = slice(quiet, quiet + int(WEEK_H))
    values = {
        "visits_total": of.visits,
        "click_share": _ratio(rolling(of.clicks, DAY), rolling(of.shown, DAY)),
        "good_reads_per_visit": _ratio(rolling(of.told[1], TOLD_H), rolling(of.told[0], TOLD_H)),
        "online_auc": online,
        "offline_auc": offline,
        "offline_over_online": rolling(np.nan_to_num(offline - online), TOLD_H) / TOLD_H,
    }
    for name in _DRIFTING:
        cells = of.candidates[:, NAMES.index(name)]
        values[f'feature_psi{{feature="{name}"}}'] = population_stability_index(
            cells[week].sum(axis=0), rolling(cells, DAY)
        )
    for name in _FOLLOWED:
        values[f'feature_importance{{feature="{name}"}}'] = importance[:, NAMES.index(name)]
    values["audit_mismatch_share"] = _ratio(
        rolling(of.audited[1], AUDITED_H), rolling(of.audited[0], AUDITED_H)
    )
    values["effective_items"] = _effective(system, counted)
    values["new_items_share"] = _ratio(rolling(of.new, DAY), rolling(of.shown, DAY))
    values["copies_share"] = _ratio(rolling(of.copies[1], DAY), rolling(of.copies[0], DAY))
    values["model_age_hours"] = ends - trained
    return Board(ends[quiet:], {name: each[quiet:] for name, each in values.items()})


class _Joined:
    """The counts of several days, one after the other."""

    def __init__(self, days: list[Hours]) -> None:
        self.visits, self.shown, self.clicks, self.new = (
            np.concatenate([getattr(one, name) for one in days])
            for name in ("visits", "shown", "clicks", "new")
        )
        self.told, self.audited, self.copies = (
            np.concatenate([getattr(one, name) for one in days], axis=1)
            for name in ("told", "audited", "copies")
        )
        self.candidates, self.ranks = (
            np.concatenate([getattr(one, name) for one in days]) for name in ("candidates", "ranks")
        )


def _days(system: Timeline) -> tuple[list[Hours], float]:
    """The counts of all days from some before the quiet week on, which fill the windows."""
    first = system.size.before_days - 7 - TOLD_H // HOURS
    found = []
    for day, node in enumerate(system.nodes()[first:], start=first):
        begin = (day - system.size.before_days) * DAY_H
        pipelines = [system.state_at(begin + hour + 1 - 1e-6).pipeline for hour in range(HOURS)]
        found.append(hours(system.world, node, begin, pipelines))
    return found, (first - system.size.before_days) * DAY_H


def _champions(system: Timeline, ends: Floats) -> tuple[Floats, Floats, Floats]:
    """By hour, of the version that served at its end: its offline area, when it was trained, its weights."""
    offline, trained = np.zeros(len(ends)), np.zeros(len(ends))
    weights = np.zeros((len(ends), len(NAMES), system.world.width))
    for node in system.nodes():
        for since_h, desk in node.desks:
            if desk.champion < 0:
                continue
            version = node.registry[desk.champion]
            later = ends > since_h
            offline[later], trained[later] = version.offline, version.trained_h
            weights[later] = version.model.weights
    return offline, trained, weights


def _importance(cells: Floats, weights: Floats) -> Floats:
    """By hour and feature, its part of the spread (standard deviation) of what features add to scores."""
    total = np.maximum(cells.sum(axis=2), 1.0)
    mean = (cells * weights).sum(axis=2) / total
    spread = np.sqrt(np.maximum((cells * weights**2).sum(axis=2) / total - mean**2, 0.0))
    found: Floats = spread / np.maximum(spread.sum(axis=1, keepdims=True), 1e-9)
    return found


def _area(ranks: Floats) -> Floats:
    """The area under the curve by hour, of (hours, 2, bins) of others and good reads from low scores to high."""
    other, good = ranks[:, 0], ranks[:, 1]
    won = (good * (np.cumsum(other, axis=1) - other / 2)).sum(axis=1)
    return _ratio(won, good.sum(axis=1) * other.sum(axis=1))


def _effective(system: Timeline, days: list[Hours]) -> Floats:
    """By hour, the exp of the entropy of items shown in the last day; each day is counted with the one before it."""
    found = []
    nodes = system.nodes()[-len(days) :]
    before = np.zeros_like(days[0].items)
    for node, one in zip(nodes, days, strict=True):
        if "effective" not in node.cells:
            seen = rolling(np.concatenate([before, one.items]), DAY)[HOURS:]
            seen = seen[:, seen.any(axis=0)]
            share = seen / np.maximum(seen.sum(axis=1, keepdims=True), 1.0)
            entropy = -(share * np.log(np.where(share > 0, share, 1.0))).sum(axis=1)
            node.cells["effective"] = np.exp(entropy)
        found.append(np.asarray(node.cells["effective"]))
        before = one.items
    return np.concatenate(found)


def _ratio(part: Floats, whole: Floats) -> Floats:
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1.0), np.nan)
