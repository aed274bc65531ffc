"""Looks that take work: the validator's report, the rows that are not finite, the checksums of files.

Each function takes the system, the clock and the words after the verb, changes nothing in the system, and answers in text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from greenroom.labs.arrays import DAY_H, Ints
from greenroom.labs.clock import Clock
from greenroom.labs.system import refusal
from greenroom.labs.training import validator
from greenroom.labs.training.floats32 import Floats32, rounded
from greenroom.labs.training.looking import named_run
from greenroom.labs.training.runs import Settings, days_before, rows_of, shards_of
from greenroom.labs.training.sgd import inputs
from greenroom.labs.training.store import READY_AFTER_H, day_name, shard_name
from greenroom.labs.training.world import NAMES

if TYPE_CHECKING:
    from greenroom.labs.training.system import TrainingSystem


def validate(of: TrainingSystem, clock: Clock, words: list[str]) -> str:
    """What the validator says of a version, beside the one that serves."""
    run = named_run(of, clock, words)
    if run.failed or run.fit is None:
        raise refusal(f"{run.name} has no version to look at: {run.failed}.", "`runs` tells which finished.")
    serving = of.timeline.serving_at(clock.now_h).name
    held = int((run.rows.held_out & run.rows.usable).sum())
    told = [
        f"{run.name} on {held:,} held-out rows of {', '.join(day_name(day) for day in run.days)}",
        f"{'check':40} {run.name:>8} {serving:>8}  {'limit':18}",
    ]
    for one in validator.checks(of.world, run, of.timeline.model(serving)):
        beside = "" if np.isnan(one.beside) else f"{one.beside:.3f}"
        verdict = "ok" if one.fine else ("FAILS" if one.enforced else "FAILS, not enforced")
        told.append(f"{one.says:40} {one.value:8.3f} {beside:>8}  {one.limit:18} {verdict}")
    part = ", ".join(
        f"{shard_name(*one)} {read:,} of {due:,}"
        for one in shards_of(run.days)
        if (read := run.rows.read.get(shard_name(*one), 0)) < (due := of.world.expected(*one))
    )
    told.append(f"not all rows were read: {part}" if part else "all shards were read in full")
    if left_out := int((~run.rows.usable).sum()):
        told.append(f"{left_out:,} rows left out: in quarantine, or beyond the schema")
    return "\n".join(told)


def bisect(of: TrainingSystem, clock: Clock, words: list[str]) -> str:
    """Runs the rows of a run's shards through the first product, half by half, as the job is set now: which are not finite, and where."""
    run, now = named_run(of, clock, words), of.timeline.settings_at(clock.now_h)
    rows = rows_of(of.world, shards_of(run.days), now, of.timeline.damage)
    if rows.damage and not now.ignore_errors:
        name, damage = next(iter(rows.damage.items()))
        return f"cannot be read: {name}: {damage}"
    usable = np.flatnonzero(rows.usable)
    weighed, _, _ = inputs(rows.features, rows.market, now.recipe, usable)
    bad = usable[~np.isfinite(weighed[usable]).all(axis=1)]
    told = [
        f"rows of {run.name} as the job is set now ({now.recipe.precision.value})",
        f"{'shard':7} {'rows':>7} {'not finite':>11}",
    ]
    for place, name in enumerate(rows.shard):
        here = bad[rows.shard_of[bad] == place]
        told.append(
            f"{name:7} {int((rows.shard_of == place).sum()):7,} {len(here):11,}  {_first(rows.features, name, rows.place, here, now)}".rstrip()
        )
    return "\n".join(told)


def _first(features: Floats32, name: str, place: Ints, bad: Ints, now: Settings) -> str:
    if not len(bad):
        return ""
    row = bad[0]
    as_read = features[row]
    odd = np.flatnonzero(~np.isfinite(as_read))
    if not len(odd):
        odd = np.flatnonzero(~np.isfinite(rounded(as_read, now.recipe.precision)))
    if not len(odd):
        return f"row {name}:{place[row]}  every value finite before it is standardised"
    feature = int(odd[0])
    said = f"row {name}:{place[row]}  {NAMES[feature]} is {as_read[feature]:,.0f} in the file"
    if not np.isfinite(as_read[feature]):
        return said
    return f"{said}, {rounded(as_read, now.recipe.precision)[feature]:,.0f} in {now.recipe.precision.value}"


def verify(of: TrainingSystem, clock: Clock, words: list[str]) -> str:
    """Reads a shard, or all of the last two days, record by record: checksums, and rows beside the manifest."""
    newest = int((clock.now_h - READY_AFTER_H) // DAY_H)
    there = {
        shard_name(*shard): shard
        for shard in shards_of(tuple(range(newest - 4, newest)))
        if of.timeline.ready_h(*shard, clock.now_h) <= clock.now_h
    }
    last = [shard_name(*shard) for shard in shards_of(days_before(newest)) if shard_name(*shard) in there]
    chosen = last if words == ["all"] else words[:1]
    if not chosen or chosen[0] not in there:
        raise refusal(f"Which shard? all, or one of {', '.join(there)}.")
    hours, usd = 0.2 * len(chosen), 10.0 * len(chosen)
    clock.go(clock.now_h + hours)
    clock.spent_usd += usd
    told = [f"{'shard':7} {'rows read':>9} {'manifest':>9}  checksums"]
    for name in chosen:
        day, market = there[name]
        got = of.world.read(day, market, of.damage_now(day, market, clock.now_h))
        told.append(
            f"{name:7} {len(got.rows):9,} {of.world.expected(day, market):9,}  {got.damage or 'all match'}"
        )
    return "\n".join(told)
