"""The rollout controller: at midnight it looks at what a stage measured and goes on, ships, or takes the challenger out.

World + State -> the states that follow if nobody does anything

shadow -> 5 % for a day -> the test's share until its rule decides -> 50 % for a day -> everybody but a tenth
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import numpy as np

from greenroom.labs.arrays import DAY_H
from greenroom.labs.experiment.plan import (
    ALPHA,
    FULL_SHARE,
    SCORECARD_ALPHA,
    WIDE_SHARE,
    Epoch,
    Plan,
    Rule,
    Stage,
    State,
)
from greenroom.labs.experiment.planning import information
from greenroom.labs.experiment.reads import p_value, percent, ratio, reading
from greenroom.labs.experiment.scorecards import Scorecard, scorecard
from greenroom.labs.experiment.world import DEVICES, METRICS, SLICES, World
from greenroom.labs.rollout import always_valid, group_sequential
from greenroom.labs.rollout.group_sequential import Decision
from greenroom.labs.rollout.normal import two_sided

READS = len(METRICS) * (SLICES + 1)
GUARD_ALPHA = 0.01
"""Of rolling back a challenger that is no worse, over all looks of an epoch together."""
_LEAST_H = DAY_H  # of an epoch, before a rule is asked


def ahead(of: World, state: State) -> Iterator[State]:
    """The states that follow `state` to the lab's end."""
    look_h = (np.floor(state.since_h / DAY_H) + 1) * DAY_H
    while look_h < of.size.lab_h:
        decided = looked(of, state, look_h)
        if decided is not None:
            state = decided
            yield state
        look_h += DAY_H


def looked(of: World, state: State, at_h: float) -> State | None:
    """What the controller sets at a look, None where it leaves things as they are."""
    plan, stage = state.plan, state.stage
    if not plan.auto or stage in {Stage.SHADOW, Stage.FULL, Stage.ENDED}:
        return None
    out = _taken_out(of, state, at_h)
    if out:
        return moved(state, at_h, Stage.ENDED, 0.0, out)
    if at_h - state.epoch.since_h < _LEAST_H:
        return None
    if stage is Stage.FIRST:
        return moved(state, at_h, Stage.TEST, plan.test_share, "the first day is over")
    if stage is Stage.WIDE:
        return moved(state, at_h, Stage.FULL, FULL_SHARE, "a day at half of the users")
    return _ruled(of, state, at_h)


def moved(state: State, at_h: float, stage: Stage, share: float, why: str, **what: object) -> State:
    """`state` with another share from `at_h` on: a new epoch, in which readings begin anew."""
    epoch = replace(state.epoch, since_h=at_h, share=share, live=share > 0, **what)  # type: ignore[arg-type]
    return replace(state, since_h=at_h, stage=stage, epoch=epoch, why=why)


def worse(of: World, epoch: Epoch, until_h: float) -> bool:
    """Whether an always-valid interval of clicks, by user and adjusted by the week before, lies all below nothing."""
    if not epoch.live or not 0 < epoch.share < 1 or until_h - epoch.since_h < _LEAST_H:
        return False
    read = reading(of, epoch, until_h, cuped=True)
    watch = always_valid.Watch(
        information(of, epoch.share, 3.0, cuped=True), higher_is_better=True, alpha=GUARD_ALPHA
    )
    return read.enough and always_valid.look(read.difference, watch).rolls_back


def best_read(card: Scorecard) -> tuple[str, float, float]:
    """The read that speaks most for the canary: its name, lift and z."""
    return _named(card, int(np.argmax(card.z)))


def worst_read(card: Scorecard) -> tuple[str, float, float]:
    """The read that speaks most against it."""
    return _named(card, int(np.argmin(card.z)))


def where(place: int) -> str:
    """A slice in words."""
    return "all" if place == SLICES else f"market {place // len(DEVICES)} {DEVICES[place % len(DEVICES)]}"


@lru_cache(maxsize=256)
def bound(fractions: tuple[float, ...], alpha: float) -> tuple[float, ...]:
    """The |z| that ships at each look (Lan-DeMets, O'Brien-Fleming)."""
    return group_sequential.bounds(fractions, alpha=alpha).z


def looks(plan: Plan, epoch: Epoch, until_h: float) -> tuple[float, ...]:
    """When the controller has looked at an epoch, up to its horizon."""
    first = np.ceil((epoch.since_h + _LEAST_H) / DAY_H) * DAY_H
    last = min(until_h, _horizon_h(plan, epoch))
    return tuple(float(one) for one in np.arange(first, last + 0.5, DAY_H))


def fractions(plan: Plan, epoch: Epoch, until_h: float) -> tuple[float, ...]:
    """The share of the horizon that each look is at."""
    made = looks(plan, epoch, until_h)
    whole = max(_horizon_h(plan, epoch) - epoch.since_h, 1.0)
    return tuple((one - epoch.since_h) / whole for one in made)


def _horizon_h(plan: Plan, epoch: Epoch) -> float:
    """The midnight at which the horizon ends."""
    return float(np.ceil((epoch.since_h + plan.horizon_days * DAY_H) / DAY_H) * DAY_H)


def _taken_out(of: World, state: State, at_h: float) -> str:
    if state.plan.ratio_check:
        found = ratio(of, state.epoch, at_h)
        if found is not None and found.mismatch:
            return f"the arms are not as decided (p {percent(found.p_value)})"
    if state.plan.guard and worse(of, state.epoch, at_h):
        return "clicks are worse, by the always-valid interval"
    return ""


def _ruled(of: World, state: State, at_h: float) -> State | None:
    plan, epoch = state.plan, state.epoch
    ships = _against(of, state, at_h)
    if ships == Decision.WORSE:
        return moved(state, at_h, Stage.ENDED, 0.0, "clicks are significantly fewer")
    if ships:
        share, stage = (FULL_SHARE, Stage.FULL) if epoch.share >= WIDE_SHARE else (WIDE_SHARE, Stage.WIDE)
        return moved(state, at_h, stage, share, f"it ships: {ships}")
    if at_h >= _horizon_h(plan, epoch):
        return moved(state, at_h, Stage.ENDED, 0.0, "the horizon is over and no effect is shown")
    return None


def _against(of: World, state: State, at_h: float) -> str:
    """Why the rule ships, in words; WORSE where it ends the test; empty where it goes on."""
    plan, epoch = state.plan, state.epoch
    if plan.rule in {Rule.NAIVE, Rule.CORRECTED}:
        name, lift, z = best_read(scorecard(of, epoch, at_h, plan.unit))
        needed = (
            two_sided(0.05)
            if plan.rule is Rule.NAIVE
            else bound(fractions(plan, epoch, at_h), SCORECARD_ALPHA / READS)[-1]
        )
        return f"{name} {lift:+.0%}, p {percent(p_value(z))}" if z >= needed else ""
    made = looks(plan, epoch, at_h)
    if plan.rule is Rule.FIXED:
        made = made[-1:] if at_h >= _horizon_h(plan, epoch) else ()
    if not made:
        return ""
    reads = [reading(of, epoch, one, unit=plan.unit, cuped=plan.cuped) for one in made]
    if not reads[-1].enough:
        return ""
    if plan.rule is Rule.FIXED:
        bounds: tuple[float, ...] = (two_sided(ALPHA),)
    else:
        bounds = bound(fractions(plan, epoch, at_h), ALPHA)
    for read, needed in zip(reads, bounds, strict=True):
        if abs(read.z) >= needed:
            return (
                f"clicks {read.lift:+.1%}, z {read.z:.2f} over {needed:.2f}" if read.z > 0 else Decision.WORSE
            )
    return ""


def _named(card: Scorecard, flat: int) -> tuple[str, float, float]:
    row, place = divmod(flat, SLICES + 1)
    return f"{METRICS[row]} in {where(place)}", float(card.lift[row, place]), float(card.z[row, place])
