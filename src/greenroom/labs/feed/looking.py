"""What a player can look at in the feed's models and features: each function takes the system, the clock and the words after the verb.

Only what has happened by the player's now is shown, and of clicks only what a tracked reader told or signs voted. Nothing changes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from greenroom.labs.arrays import Ints
from greenroom.labs.clock import Clock, shown
from greenroom.labs.code_hash import code_hash
from greenroom.labs.feed import learning
from greenroom.labs.feed.days import known_after
from greenroom.labs.feed.features import NAMES, PLACE, POPULARITY, Codes, served
from greenroom.labs.feed.learning import Recipe
from greenroom.labs.feed.nights import Split, Version
from greenroom.labs.system import refusal

if TYPE_CHECKING:
    from greenroom.labs.feed.system import FeedSystem

    Look: TypeAlias = Callable[[FeedSystem, Clock, list[str]], str]

_BESIDE_H = 6.0  # hours that are compared or audited
_VERSIONS = 8  # of the registry, the last ones


def standing(of: FeedSystem, at_h: float) -> list[str]:
    """Who ranks, and how."""
    state = of.timeline.state_at(at_h)
    registry, desk = of.timeline.standing(at_h)
    by = {"model": registry[desk.champion].name, "popular": "popularity", "off": "nobody: the feed is off"}
    told = [
        f"ranked by {by[state.shows]}, control {registry[desk.control].name}, random slot in {state.explore:.1%} of visits"
    ]
    told.append(f"nightly versions: {'on' if state.nightly else 'off'}, judged by {state.split.value}")
    if state.pipeline.left_out:
        told.append(f"served as missing: {', '.join(sorted(state.pipeline.left_out))}")
    return told


def lineage(of: FeedSystem, clock: Clock, _words: list[str]) -> str:
    """The registry: the last versions, by which recipe each was trained, and how it was judged."""
    registry, desk = of.timeline.standing(clock.now_h)
    rows = [f"{'':5}{'trained':14}{'rows':>8}  {'judged by':10}{'auc':>6}  {'code':8}  recipe"]
    for at, one in list(enumerate(registry))[-_VERSIONS:]:
        mark = " champion" if at == desk.champion else " control" if at == desk.control else ""
        when = shown(one.trained_h) if one.trained_h >= 0 else "before the lab"
        rows.append(
            f"{one.name:5}{when:14}{one.rows:8,}  {one.split.value:10}{one.offline:6.3f}  {code_hash(one.recipe, learning)[:8]}  {recipe(one.recipe, one)}{mark}"
        )
    return "\n".join(rows)


def recipe(by: Recipe, version: Version | None = None) -> str:
    """How a recipe differs from others, in words."""
    if "place" not in by.unused:
        parts = ["slot as a feature"]
    elif by.weighted:
        told = f" (rank to the {-version.steepness:.2f})" if version else ""
        parts = [f"weighed by looks{told}"]
    else:
        parts = ["slots ignored"]
    if by.memory:
        parts.append(f"{by.memory:,} reader-item buckets")
    if without := sorted(by.unused - {"place"}):
        parts.append(f"without {', '.join(without)}")
    return ", ".join(parts)


def compare(of: FeedSystem, clock: Clock, words: list[str]) -> str:
    """A feature's bins in the last hours as they are served now, beside the week before and beside themselves recomputed."""
    name = words[0] if words else ""
    known = [one for one in NAMES if one != "place"]
    if name not in known:
        raise refusal(f"There is no feature {name or 'here'}.", f"There are: {', '.join(known)}.")
    rows, bins = _last(of, clock)
    if not len(rows):
        return "No visits in the last hours."
    pipeline = of.timeline.state_at(clock.now_h).pipeline
    at = NAMES.index(name)
    week = _week(of, at)
    told = [f"{name + ' (bins 1 to 12)':24}   p10  median   p90  distinct  missing"]
    for label, values in (
        ("week before", week),
        ("served now", served(bins, pipeline)[at]),
        ("recomputed", served(bins, pipeline.recomputed)[at]),
    ):
        some = values[values > 0]
        marks = np.quantile(some, (0.1, 0.5, 0.9)) if len(some) else np.full(3, np.nan)
        told.append(
            f"{label:24}{marks[0]:6.0f}{marks[1]:8.0f}{marks[2]:6.0f}{len(np.unique(some)):10d}{np.mean(values == 0):9.1%}"
        )
    differ = np.mean(served(bins, pipeline)[at] != served(bins, pipeline.recomputed)[at])
    return "\n".join([*told, f"served and recomputed differ in {differ:.1%} of rows"])


def audit(of: FeedSystem, clock: Clock, _words: list[str]) -> str:
    """Served rows of the last hours recomputed from the log and the catalogue: which features differ, in what share."""
    rows, bins = _last(of, clock)
    if not len(rows):
        return "No visits in the last hours."
    when = of.world.tape.when_h[rows]
    differ = np.zeros(len(NAMES))
    for at, state in enumerate(of.timeline.states):
        until = of.timeline.states[at + 1].since_h if at + 1 < len(of.timeline.states) else np.inf
        part = bins[:, (when >= state.since_h) & (when < until)]
        unlike = served(part, state.pipeline) != served(part, state.pipeline.recomputed)
        differ += unlike.reshape(len(NAMES), -1).sum(axis=1)
    share = differ / bins[0].size
    told = [f"{name}: {each:.1%} of rows differ" for name, each in zip(NAMES, share, strict=True) if each]
    return "\n".join(
        [f"{bins[0].size:,} rows of the last {_BESIDE_H:.0f} h recomputed", *(told or ["all agree"])]
    )


def judge(of: FeedSystem, clock: Clock, words: list[str]) -> str:
    """What the usual recipe, and the challenger where there is one, score on other rows held out of the same days."""
    if not words or words[0] not in list(Split):
        raise refusal(f"Judge by what? {', '.join(one.value for one in Split)}.")
    state = of.timeline.state_at(clock.now_h)
    logs = list(of.timeline.nodes(of.timeline.day_of(clock.now_h))[-1].logs)
    told = [f"{'recipe':44}{'judged by ' + words[0]:>20}"]
    for by in (state.recipe, state.challenger):
        if by is not None:
            area = of.world.trainer.judged(by, Split(words[0]), logs, repaired=state.backfilled)
            told.append(f"{recipe(by):44}{area:20.3f}")
    return "\n".join(told)


def _last(of: FeedSystem, clock: Clock) -> tuple[Ints, Codes]:
    """The visits of the last hours, and the bins of their candidates as a healthy path gives them."""
    when = of.world.tape.when_h
    rows = np.flatnonzero((when > clock.now_h - _BESIDE_H) & (when <= clock.now_h))
    bins = of.world.codes[:, rows].copy()
    days = of.timeline.nodes(of.timeline.day_of(clock.now_h))
    morning = known_after(of.world, days[-1])
    bins[POPULARITY], bins[PLACE] = (
        each[of.world.tape.candidate[rows]] for each in (morning.popular, morning.place)
    )
    return rows, bins


def _week(of: FeedSystem, at: int) -> Codes:
    first = of.size.before_days
    if at != POPULARITY:
        rows = slice(int(of.world.tape.first[first - 7]), int(of.world.tape.first[first]))
        return of.world.codes[at, rows].ravel()
    nodes = of.timeline.nodes(first)[-7:]
    return np.concatenate([one.known.popular[of.world.tape.candidate[one.log.rows]].ravel() for one in nodes])
