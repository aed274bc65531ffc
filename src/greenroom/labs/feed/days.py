"""A chain of days: each is served by what the days before it taught, and begins with a night's training.

world + the day before + states of the day -> Node

A day that is over does not change. Days are kept with the world, so that plays which agree until a day share it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from greenroom.labs.arrays import Floats
from greenroom.labs.feed.features import ENOUGH_VIEWS, Codes, ranked, static_codes
from greenroom.labs.feed.learning import WIDTH
from greenroom.labs.feed.nights import MUST_WIN, WINDOW_DAYS, Trainer, Version
from greenroom.labs.feed.serving import Known, Log, Ranking, serve, told
from greenroom.labs.feed.states import Does, Event, State
from greenroom.labs.feed.world import SLOTS, Size, Tape, Unrest, tape

KEPT = 5
"""Versions that can be rolled back to; older ones are archived."""


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
    gained: Floats  # (3, items): weighted labels, shows and inverse slots so far
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


def lived(world: World, day: int, before: Node | None, states: list[State], begin_h: float) -> Node:
    """The day after `before`, as `states` set it."""
    of = world.tape
    registry, desks = opened(world, before, states, begin_h)
    count = len(of.items.topic)
    known = known_after(world, before)
    rankings = []
    for since_h, desk in desks:
        state = next(one for one in reversed(states) if one.since_h <= since_h)
        models = [registry[at].model if at >= 0 else None for at in (desk.champion, desk.control)]
        rankings.append(Ranking(since_h, state.pipeline, models[0], models[1], state.explore, state.shows))
    log = serve(of, world.codes, day, rankings, known)
    earlier = () if before is None else before.logs
    told(of, log, list(earlier))
    logs = (*earlier, log)[-WINDOW_DAYS:]
    items = log.item[log.shown].ravel()
    more = [np.bincount(items, weights=log.weighted[log.shown].ravel(), minlength=count)]
    more.append(np.bincount(items, minlength=count).astype(float))
    slot = np.tile(1.0 / np.arange(1, SLOTS + 1), len(log.shown))
    more.append(np.bincount(items, weights=slot, minlength=count))
    return Node(
        log,
        logs,
        registry,
        desks[-1][1],
        tuple(desks),
        known,
        _gained(world, before) + np.stack(more),
        known.worn + log.looks,
    )


def known_after(world: World, before: Node | None) -> Known:
    """What is known of items in the morning after `before`."""
    gained = _gained(world, before)
    rate = _rate(gained)
    worn = np.zeros(gained.shape[1]) if before is None else before.worn
    return Known(ranked(rate, gained[1]), _place(gained), rate, worn)


def _gained(world: World, before: Node | None) -> Floats:
    return np.zeros((3, len(world.tape.items.topic))) if before is None else before.gained


def _rate(gained: Floats) -> Floats:
    """Good reads for each show of an item, weighted by slot, drawn to the mean of all where it has few."""
    reads = gained[0]
    mean = reads.sum() / max(gained[1].sum(), 1.0)
    found: Floats = (reads + 10 * mean) / (gained[1] + 10)
    return found


def _place(gained: Floats) -> Codes:
    """The slot that an item had, as a harmonic mean, which top slots weigh most in; 0 where it was hardly shown."""
    mean = gained[1] / np.maximum(gained[2], 1e-9)
    return np.where(gained[1] >= ENOUGH_VIEWS, np.rint(mean), 0).astype(np.uint8)
