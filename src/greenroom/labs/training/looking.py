"""What a player can look at in training, at a glance; each function takes the system, the clock and the words after the verb.

They change nothing and answer in text. Only what has happened by the player's now is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from greenroom.labs.arrays import DAY_H
from greenroom.labs.clock import Clock, shown
from greenroom.labs.system import refusal
from greenroom.labs.training.floats32 import Precision
from greenroom.labs.training.runs import Run, Settings, shards_of
from greenroom.labs.training.store import READY_AFTER_H, day_name, shard_name
from greenroom.labs.training.timeline import VALIDATING_H, WAITS_H, Night
from greenroom.labs.training.world import MARKETS, NAMES

if TYPE_CHECKING:
    from greenroom.labs.training.system import TrainingSystem

_SHOWN_RUNS, _SHOWN_NIGHTS = 8, 5


def standing(of: TrainingSystem, at_h: float) -> list[str]:
    """Who serves, how the last run went, and what is set otherwise than usual."""
    timeline = of.timeline
    name = timeline.serving_at(at_h).name
    ended = [one for one in timeline.runs(at_h) if one.end_h <= at_h]
    told = [f"serves {name}, learned up to {shown_day(max(timeline.run(name).days) + 1)}"]
    if ended:
        told.append(f"last run {ended[-1].name}: {outcome(ended[-1])}")
    told.append(f"set: {set_as(timeline.settings_at(at_h))}")
    return told


def shown_day(day: int) -> str:
    """The begin of a day as the clock tells it."""
    return shown(day * DAY_H) if day >= 0 else f"{-day} days before the lab"


def outcome(run: Run) -> str:
    """How a run went, in a few words."""
    if run.failed:
        return f"failed, {run.failed}"
    assert run.fit is not None
    return f"finished, loss {run.fit.final_loss:.3f}"


def set_as(now: Settings) -> str:
    """The job's settings in a line."""
    recipe = now.recipe
    told = [
        recipe.precision.value,
        f"lr {recipe.lr:g}",
        f"clip {recipe.clip:g}" if recipe.clip else "no clipping",
    ]
    told += [f"guard {recipe.guard.value}"]
    told += ["standardised in float32"] * recipe.standardise
    told += ["reader ignores errors"] * now.ignore_errors
    told += ["schema bounds on"] * now.bound + ["contract on"] * now.contract
    told += [f"without {', '.join(NAMES[at] for at in sorted(recipe.left_out))}"] * bool(recipe.left_out)
    told += [f"gate {now.gate.value}"] * (now.gate != Settings().gate)
    if now.quarantined:
        named = (
            ", ".join(sorted(now.quarantined))
            if len(now.quarantined) < 4
            else f"{len(now.quarantined)} entries"
        )
        told.append(f"in quarantine: {named}")
    return ", ".join(told)


def runs(of: TrainingSystem, clock: Clock, _words: list[str]) -> str:
    """The last runs."""
    told = [f"{'run':5} {'began':12} {'days':9} {'steps':>7} {'rows':>7} {'hours':>5}  how it went"]
    for one in of.timeline.runs(clock.now_h)[-_SHOWN_RUNS:]:
        steps = f"{one.fit.last_step}/{one.fit.steps}" if one.fit and one.end_h <= clock.now_h else "-"
        how = outcome(one) if one.end_h <= clock.now_h else "running"
        if how.startswith("finished"):
            how += _after(of, one, clock.now_h)
        began = shown(one.start_h) if one.start_h >= 0 else "before"
        days = f"{day_name(one.days[0])}-{day_name(one.days[-1])}"
        rows = sum(one.rows.read.values())
        told.append(
            f"{one.name:5} {began:12} {days:9} {steps:>7} {rows:7,} {one.end_h - one.start_h:5.1f}  {how}"
        )
    return "\n".join(told)


def _after(of: TrainingSystem, run: Run, at_h: float) -> str:
    night = next((one for one in of.timeline.nights if one.run is run), None)
    if of.timeline.serving_at(at_h).name == run.name:
        return ", serves"
    if night is None or run.end_h + VALIDATING_H > at_h:
        return ""
    return "" if night.passed else ", refused by the gate"


def named_run(of: TrainingSystem, clock: Clock, words: list[str]) -> Run:
    """The run that `words` name, or the last one that ended."""
    known = {one.name: one for one in of.timeline.runs(clock.now_h) if one.end_h <= clock.now_h}
    if words and words[0] not in known:
        raise refusal(f"Which run? There are: {', '.join(list(known)[-_SHOWN_RUNS:])}.")
    return known[words[0]] if words else list(known.values())[-1]


def curve(of: TrainingSystem, clock: Clock, words: list[str]) -> str:
    """The loss of a run by the step."""
    return _by_step(named_run(of, clock, words), "loss")


def gradient_norms(of: TrainingSystem, clock: Clock, words: list[str]) -> str:
    """The norm of a run's gradients by the step."""
    return _by_step(named_run(of, clock, words), "norm")


def _by_step(run: Run, what: str) -> str:
    if run.fit is None:
        return f"{run.name} took no step: {run.failed or 'nothing was read'}"
    values = run.fit.losses if what == "loss" else run.fit.norms
    name = "loss" if what == "loss" else "norm of the gradient"
    told = [f"{run.name}: {name} by step ({run.fit.steps} in a whole run), eight a line"]
    for begin in range(0, len(values), 8):
        line = " ".join(f"{value:8.3f}" for value in values[begin : begin + 8])
        told.append(f"{run.fit.first_step + begin:4}  {line}")
    if run.settings.recipe.precision is Precision.FP16:
        told.append(
            f"loss scale {run.fit.scale:,.0f} at the end, from 65,536; {run.fit.skipped} steps skipped"
        )
    elif run.fit.skipped and not run.failed:
        told.append(f"{run.fit.skipped} steps skipped")
    if run.failed:
        told.append(f"stopped at {run.failed}")
    last = run.fit.checkpoints[-1].step
    told.append(f"last checkpoint with finite weights: step {last}")
    return "\n".join(told)


def shards(of: TrainingSystem, clock: Clock, _words: list[str]) -> str:
    """The files of the last days, as storage and manifests have them."""
    newest = int((clock.now_h - READY_AFTER_H) // DAY_H)
    told = [f"{'shard':7} {'written':12} {'bytes':>9} {'rows by its manifest':>21}"]
    for day, market in shards_of(tuple(range(newest - 3, newest))):
        name, ready = shard_name(day, market), of.timeline.ready_h(day, market, clock.now_h)
        if ready > clock.now_h:
            told.append(f"{name:7} {'not there':12}")
            continue
        damage = of.damage_now(day, market, clock.now_h)
        size = len(of.world.file(day, market, damage))
        written = shown(ready) if ready >= 0 else "before"
        told.append(f"{name:7} {written:12} {size:9,} {of.world.expected(day, market):21,}")
    return "\n".join(told)


def orchestrator(of: TrainingSystem, clock: Clock, _words: list[str]) -> str:
    """The nightly job of the last nights, task by task, and what its exports are at."""
    told = [f"{'night':6} {'job':7} {'exports':14} {'training':26} {'alias'}"]
    seen = [one for one in of.timeline.nights if one.due_h <= clock.now_h]
    told += [_tasks(night, clock.now_h) for night in seen[-_SHOWN_NIGHTS:]]
    hung = [
        shard_name(day, market)
        for day, market in shards_of(tuple(range(int(clock.now_h // DAY_H) - 4, int(clock.now_h // DAY_H))))
        if (day + 1) * DAY_H + READY_AFTER_H <= clock.now_h
        and of.timeline.ready_h(day, market, clock.now_h) > clock.now_h
    ]
    for market in MARKETS:
        late = [name for name in hung if name.endswith(market)]
        if not late:
            continue
        day, number_of = int(late[0][1:3]) - 1, MARKETS.index(market)
        ready = of.timeline.ready_h(day, number_of, clock.now_h)
        if np.isinf(ready):
            told.append(
                f"export {market} hangs: its worker holds the slot and has sent no sign of life; waiting: {', '.join(late)}"
            )
        else:
            told.append(
                f"export {market} works on {late[0]}, there by {shown(ready)}; waiting: {', '.join(late)}"
            )
    return "\n".join(told)


def _tasks(night: Night, now_h: float) -> str:
    if night.run is None:
        if night.due_h + WAITS_H > now_h:
            return f"{night.name:6} running {f'{8 - len(night.missing)} of 8':14} waits for shards"
        what = "skipped by hand" if not night.missing else "skipped (wait timed out)"
        return f"{night.name:6} {'green':7} {f'{8 - len(night.missing)} of 8':14} {what:26} fresh, set {shown(night.due_h + WAITS_H)}"
    ends = night.run.end_h + (0.0 if night.run.failed else VALIDATING_H)
    if ends > now_h:
        return f"{night.name:6} {'running':7} {'8 of 8':14} {'running':26} not yet"
    if night.run.failed:
        return f"{night.name:6} {'failed':7} {'8 of 8':14} {'failed':26} left as it was"
    if not night.passed:
        return f"{night.name:6} {'green':7} {'8 of 8':14} {'done, refused by the gate':26} left as it was"
    return f"{night.name:6} {'green':7} {'8 of 8':14} {'done':26} fresh, set {shown(ends) if ends >= 0 else 'before'}"
