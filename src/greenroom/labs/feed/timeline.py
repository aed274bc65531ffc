"""The feed under the player's hands: how it is set from when on, and what comes of it day by day.

world + timeline of states -> a chain of days, each served with what the days before it taught

A state holds from a time on. What lies ahead is what would happen if nobody did anything more: every night a version is trained on what
the days before it showed. Days are computed when somebody asks, and kept with the world, so that plays which agree until a day share it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

import numpy as np

from greenroom.labs.arrays import DAY_H, Floats
from greenroom.labs.feed.features import ENOUGH_VIEWS, HEALTHY, Codes, Pipeline, ranked, static_codes
from greenroom.labs.feed.learning import WIDTH, Recipe
from greenroom.labs.feed.nights import MUST_WIN, WINDOW_DAYS, Split, Trainer, Version
from greenroom.labs.feed.serving import Known, Log, Ranking, serve, told
from greenroom.labs.feed.world import SLOTS, Size, Tape, Unrest, tape

EXPLORE = 0.02
"""The share of visits with a random slot, if nobody sets it otherwise."""
KEPT = 5
"""Versions that can be rolled back to; older ones are archived."""


_KEPT = 1.0


class Does(StrEnum):
    """What happens once, at the begin of a state."""

    PUT = "put"  # a version of the registry becomes champion
    BACK = "back"  # the one that served before serves again
    TRAIN = "train"  # a version is registered and serves nobody yet
    NIGHT = "night"  # what happens at midnight happens now


@dataclass(frozen=True)
class Event:
    """What is done once; `number` is a place in the registry, `recipe` what to train by."""

    does: Does
    number: int = 0
    recipe: Recipe = Recipe()


@dataclass(frozen=True)
class State:
    """From `since_h` on: what is served, how versions are trained, judged and promoted, and what was done at its begin.

    `challenger` is a recipe that is tried every night beside the usual one. `backfilled` says that logged features are recomputed
    from a catalogue in order before anything learns from them.
    """

    since_h: float
    pipeline: Pipeline = HEALTHY
    recipe: Recipe = Recipe()
    challenger: Recipe | None = None
    split: Split = Split.TIME
    explore: float = EXPLORE
    nightly: bool = True
    shows: str = "model"
    backfilled: bool = False
    event: Event | None = None


@dataclass(frozen=True)
class Desk:
    """Places in the registry: who serves, who served before, the last one last, and who serves the control."""

    champion: int = -1
    before: tuple[int, ...] = ()
    control: int = -1


@dataclass(eq=False)
class Node:
    """A day that is over, and what follows from it; `children` are the days that may come after."""

    log: Log
    logs: tuple[Log, ...]  # the last days, this one last
    registry: tuple[Version, ...]
    desk: Desk
    desks: tuple[tuple[float, Desk], ...]  # from when on each held that day
    known: Known  # what was known of items that morning
    gained: Floats  # (4, items): labels, weighted labels, shows and inverse slots so far
    worn: Floats
    children: dict[tuple[State, ...], Node] = field(default_factory=dict)
    cells: dict[str, object] = field(default_factory=dict)  # what the dashboard has counted of it


@dataclass(eq=False)
class World:
    """Everything of a seed that no player can change, and the days that plays have had so far; share it between plays."""

    tape: Tape
    codes: Codes
    trainer: Trainer
    children: dict[tuple[State, ...], Node] = field(default_factory=dict)
    counted: dict[int, Floats] = field(default_factory=dict)  # candidates by hour and bin of each day
    width: int = WIDTH


@lru_cache(maxsize=2)
def world(seed: int, size: Size, unrest: Unrest) -> World:
    """The world of `seed`."""
    made = tape(seed, size, unrest)
    return World(made, static_codes(made), Trainer(made))


class Timeline:
    """One play's feed: a timeline of states on a world."""

    def __init__(self, of: World) -> None:
        self.world = of
        self.size = of.tape.size
        self.states: list[State] = [State(-np.inf)]
        self.changes = 0
        self._nodes: list[Node] = []

    def state_at(self, at_h: float) -> State:
        """What held at `at_h`."""
        return next(one for one in reversed(self.states) if one.since_h <= at_h)

    def change(self, at_h: float, event: Event | None = None, **what: object) -> None:
        """From `at_h` on `what` holds, everything else as before; later states are forgotten."""
        now = self.state_at(at_h)
        self.states = [one for one in self.states if one.since_h <= at_h]
        self.states.append(replace(now, since_h=at_h, event=event, **what))  # type: ignore[arg-type]
        self.changes += 1
        self._nodes = self._nodes[: max(self.day_of(at_h), 0)]

    def day_of(self, at_h: float) -> int:
        """The day of the tape that `at_h` lies in."""
        return min(int(at_h // DAY_H) + self.size.before_days, self.size.days - 1)

    def nodes(self, until: int | None = None) -> list[Node]:
        """All days up to and without `until`, as if nothing more were done."""
        until = self.size.days if until is None else until
        while len(self._nodes) < until:
            self._nodes.append(self._next(len(self._nodes)))
        return self._nodes[:until]

    def standing(self, at_h: float) -> tuple[tuple[Version, ...], Desk]:
        """The registry and who serves at `at_h`."""
        day = self.day_of(at_h)
        states = [one for one in self._of_day(day) if one.since_h <= at_h]
        before = self.nodes(day)[-1] if day else None
        registry, desks = opened(self.world, before, states, self._begin_h(day))
        return registry, desks[-1][1]

    def _next(self, day: int) -> Node:
        before = self._nodes[day - 1] if day else None
        states = tuple(self._of_day(day))
        known = self.world.children if before is None else before.children
        if states not in known:
            known[states] = _lived(self.world, day, before, list(states), self._begin_h(day))
        return known[states]

    def _begin_h(self, day: int) -> float:
        return (day - self.size.before_days) * DAY_H

    def _of_day(self, day: int) -> list[State]:
        """The states of a day; the first as if it began with the day, unless it does something just then."""
        begin = self._begin_h(day)
        inside = [one for one in self.states if begin <= one.since_h < begin + DAY_H]
        held = [one for one in self.states if one.since_h < begin]
        first = [replace(held[-1], since_h=begin, event=None)] if held else []
        return first + inside


def opened(
    world: World, before: Node | None, states: list[State], begin_h: float
) -> tuple[tuple[Version, ...], list[tuple[float, Desk]]]:
    """The registry and who serves from when on, after the night that begins a day and what is done in it."""
    registry = () if before is None else before.registry
    desk = Desk() if before is None else before.desk
    logs = [] if before is None else list(before.logs)
    midnight = replace(states[0], since_h=begin_h, event=Event(Does.NIGHT) if states[0].nightly else None)
    desks: list[tuple[float, Desk]] = []
    for state in (midnight, *states):
        if state.event is not None:
            registry, desk = _done(world, state, state.event, registry, desk, logs)
        desks.append((state.since_h, desk))
    return registry, desks


def _done(
    world: World, state: State, event: Event, registry: tuple[Version, ...], desk: Desk, logs: list[Log]
) -> tuple[tuple[Version, ...], Desk]:
    if event.does is Does.PUT:
        return registry, _put(desk, event.number, registry)
    if event.does is Does.BACK:
        if not desk.before:
            return registry, desk
        last = desk.before[-1]
        return registry, Desk(last, desk.before[:-1], last)
    recipes = [event.recipe] if event.does is Does.TRAIN else [state.recipe]
    if event.does is Does.NIGHT and state.challenger:
        recipes.append(state.challenger)
    made: list[Version] = []
    for recipe in recipes:
        number = len(registry) + len(made) + 1
        version = world.trainer.version(
            number, state.since_h, recipe, state.split, logs, repaired=state.backfilled
        )
        if version:
            made.append(version)
    registry = (*registry, *made)
    if event.does is Does.NIGHT and made:
        won = len(made) == 2 and made[1].offline > made[0].offline + MUST_WIN
        desk = _put(desk, (made[1] if won else made[0]).number - 1, registry)
    return registry, desk


def _put(desk: Desk, place: int, registry: tuple[Version, ...]) -> Desk:
    """`place` serves; the control is the last version of another recipe, or of the night before where the recipe stays."""
    if desk.champion < 0:
        return Desk(place, (), place)
    old, new = registry[desk.champion].recipe, registry[place].recipe
    kept = old == new and registry[desk.control].recipe != new
    return Desk(place, (*desk.before, desk.champion)[-KEPT:], desk.control if kept else desk.champion)


def _lived(world: World, day: int, before: Node | None, states: list[State], begin_h: float) -> Node:
    of = world.tape
    registry, desks = opened(world, before, states, begin_h)
    count = len(of.items.topic)
    known = known_after(world, before, states[0].recipe)
    rankings = []
    for since_h, desk in desks:
        state = next(one for one in reversed(states) if one.since_h <= since_h)
        models = [registry[at].model if at >= 0 else None for at in (desk.champion, desk.control)]
        rankings.append(
            Ranking(since_h, state.pipeline, models[0], models[1], state.explore, state.shows)
        )
    log = serve(of, world.codes, day, rankings, known)
    earlier = () if before is None else before.logs
    told(of, log, list(earlier))
    logs = (*earlier, log)[-WINDOW_DAYS:]
    items = log.item[log.shown].ravel()
    more = [np.bincount(items, weights=each[log.shown].ravel(), minlength=count) for each in (log.label, log.weighted)]
    more.append(np.bincount(items, minlength=count).astype(float))
    slot = np.tile(1.0 / np.arange(1, SLOTS + 1), len(log.shown))
    more.append(np.bincount(items, weights=slot, minlength=count))
    return Node(log, logs, registry, desks[-1][1], tuple(desks), known, _gained(world, before) + np.stack(more), known.worn + log.looks)


def known_after(world: World, before: Node | None, recipe: Recipe) -> Known:
    """What is known of items in the morning after `before`."""
    gained = _gained(world, before)
    rate = _rate(gained, recipe)
    worn = np.zeros(gained.shape[1]) if before is None else before.worn
    return Known(ranked(rate, gained[2]), _place(gained), rate, worn)


def _gained(world: World, before: Node | None) -> Floats:
    return np.zeros((4, len(world.tape.items.topic))) if before is None else before.gained


def _rate(gained: Floats, recipe: Recipe) -> Floats:
    """Good reads for each show of an item, drawn to the mean of all where it has few."""
    reads = gained[1]
    mean = reads.sum() / max(gained[2].sum(), 1.0)
    found: Floats = (reads + 10 * mean) / (gained[2] + 10)
    return found


def _place(gained: Floats) -> Codes:
    """The slot that an item had, as a harmonic mean, which top slots weigh most in; 0 where it was hardly shown."""
    mean = gained[2] / np.maximum(gained[3], 1e-9)
    return np.where(gained[2] >= ENOUGH_VIEWS, np.rint(mean), 0).astype(np.uint8)
