"""One run of the training job: reads the shards of its days, trains, and says what came of it.

World + Settings + days -> Run
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from greenroom.labs.arrays import Flags, Ints
from greenroom.labs.noise import stream
from greenroom.labs.training.faults import Damage
from greenroom.labs.training.floats32 import Floats32, Precision
from greenroom.labs.training.sgd import Checkpoint, Fit, Recipe, batches, begin, fit
from greenroom.labs.training.store import World, shard_name
from greenroom.labs.training.world import BOUND, MARKETS, MEAN, SPREAD

USUAL = Recipe()
WINDOW_DAYS = 2
HOURS = {Precision.FP16: 4.0, Precision.BF16: 4.0, Precision.FP32: 8.0}
"""Of a whole run on the cards there are."""
READING_H, FETCHING_H = 0.25, 0.5
GPU_USD_PER_H = 60.0


class Gate(StrEnum):
    """Who lets a night's version serve."""

    CHECKED = "checked"  # the validator
    OPEN = "open"  # whatever finished
    CLOSED = "closed"  # nobody; by hand only


@dataclass(frozen=True)
class Settings:
    """How the job is set: what a run reads, computes and lets through."""

    recipe: Recipe = USUAL
    ignore_errors: bool = False  # go on with the next file at a damaged record
    bound: bool = False  # leave out rows with a value that the schema does not allow
    contract: bool = False  # fetch again what does not match its checksums and its manifest
    gate: Gate = Gate.CHECKED
    quarantined: frozenset[str] = frozenset()  # shards, and rows as `d05-c:17`
    refetched: frozenset[str] = frozenset()  # shards


@dataclass(frozen=True)
class Rows:
    """What a run has read of its days, in order of shards."""

    event: Ints
    market: Ints
    place: Ints  # in its shard
    shard: tuple[str, ...]
    shard_of: Ints
    features: Floats32
    stolen: Floats32
    held_out: Flags
    usable: Flags
    read: Mapping[str, int]
    fetched: tuple[str, ...]  # again, by the contract
    damage: Mapping[str, str]


@dataclass(frozen=True)
class Run:
    """A run as it went. `failed` says why there is no version of it, "" where there is one."""

    name: str
    start_h: float
    end_h: float
    days: tuple[int, ...]
    settings: Settings
    rows: Rows
    fit: Fit | None
    shuffle: str  # the run whose order of rows it has: its own name, unless it was resumed
    failed: str = ""

    @property
    def gpu_usd(self) -> float:
        """What its hours cost."""
        return (self.end_h - self.start_h) * GPU_USD_PER_H


Damages = Callable[[int, int], Damage]
Shards = tuple[tuple[int, int], ...]


def days_before(day: int) -> tuple[int, ...]:
    """The days that a run in the night to `day` learns from."""
    return tuple(range(day - WINDOW_DAYS, day))


def shards_of(days: tuple[int, ...]) -> Shards:
    """All shards of `days`, each its day and market."""
    return tuple((day, market) for day in days for market in range(len(MARKETS)))


def rows_of(world: World, shards: Shards, settings: Settings, damages: Damages) -> Rows:
    """What is read of `shards`, damaged as `damages` says, under `settings`."""
    names = tuple(shard_name(day, market) for day, market in shards)
    parts, damage, fetched = [], {}, []
    for (day, market), name in zip(shards, names, strict=True):
        found = damages(day, market)
        if name in settings.refetched and found.in_storage:
            found = Damage(infinite=found.infinite)
        if settings.contract and found.in_storage:
            found = Damage(infinite=found.infinite)
            fetched.append(name)
        got = world.read(day, market, found)
        if got.damage and name not in settings.quarantined:
            damage[name] = got.damage
        parts.append(got.rows)
    whole = np.concatenate(parts)
    counts = [len(part) for part in parts]
    shard_of = np.repeat(np.arange(len(parts)), counts)
    place = np.concatenate([np.arange(count) for count in counts])
    event = whole["event"].astype(np.int64)
    features = np.ascontiguousarray(whole["features"])
    return Rows(
        event=event,
        market=np.array([market for _, market in shards], dtype=np.int64)[shard_of],
        place=place,
        shard=names,
        shard_of=shard_of,
        features=features,
        stolen=whole["stolen"].astype(np.float32),
        held_out=world.tape.held_out[event],
        usable=_usable(features, names, shard_of, place, settings),
        read=dict(zip(names, counts, strict=True)),
        fetched=tuple(fetched),
        damage=damage,
    )


def _usable(
    features: Floats32, names: tuple[str, ...], shard_of: Ints, place: Ints, settings: Settings
) -> Flags:
    """Rows that are not in quarantine and, where the schema is enforced, within it."""
    usable = np.ones(len(features), dtype=bool)
    for number, name in enumerate(names):
        if name in settings.quarantined:
            usable[shard_of == number] = False
    for row in settings.quarantined:
        name, _, at = row.partition(":")
        if at and name in names:
            usable &= ~((shard_of == names.index(name)) & (place == int(at)))
    if settings.bound:
        usable &= (np.abs(features - MEAN) <= BOUND * SPREAD).all(axis=1)  # false for what is not a number
    return usable


def run(
    world: World,
    name: str,
    at_h: float,
    shards: Shards,
    settings: Settings,
    damages: Damages,
    resumed: tuple[str, Checkpoint] | None = None,
) -> Run:
    """A run that begins at `at_h`, from the start or `resumed` from the checkpoint of a run, whose shuffle it keeps."""
    shuffle, start = resumed or (name, begin())
    key = (
        "run",
        name,
        at_h,
        shards,
        replace(settings, gate=Gate.CHECKED),
        tuple(damages(*shard) for shard in shards),
        shuffle,
        start.step,
        start.weights.tobytes(),
        start.velocity.tobytes(),
        start.scale,
        start.good,
    )
    made = world.once(key, lambda: _run(world, name, at_h, shards, settings, damages, shuffle, start))
    return made if made.settings == settings else replace(made, settings=settings)


def _run(
    world: World,
    name: str,
    at_h: float,
    shards: Shards,
    settings: Settings,
    damages: Damages,
    shuffle: str,
    start: Checkpoint,
) -> Run:
    rows = rows_of(world, shards, settings, damages)
    days = tuple(sorted({day for day, _ in shards}))
    begun = at_h + READING_H + FETCHING_H * bool(rows.fetched)
    made = Run(name, at_h, begun, days, settings, rows, None, shuffle)
    if rows.damage and not settings.ignore_errors:
        shard, damage = next(iter(rows.damage.items()))
        return replace(made, failed=f"{shard}: {damage}")
    learnt = np.flatnonzero(rows.usable & ~rows.held_out)
    if not len(learnt):
        return replace(made, failed="no rows to learn from")
    order = batches(stream(world.seed, f"shuffle {shuffle}"), np.flatnonzero(~rows.held_out))
    done = fit(rows.features, rows.market, rows.stolen, settings.recipe, order, learnt, start)
    hours = HOURS[settings.recipe.precision] * len(done.losses) / max(done.steps, 1)
    stopped = f"step {done.last_step - 1}: {done.stopped}" if done.stopped else ""
    return replace(made, end_h=begun + hours, fit=done, failed=stopped)
