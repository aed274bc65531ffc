"""What a player can look at on a rollout desk: functions of the system, the clock and the words after the verb, which answer in text.

Readings are of the stage that runs, from its begin to the player's now; what the challenger really does is never shown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from greenroom.labs.arrays import DAY_H
from greenroom.labs.clock import Clock, shown
from greenroom.labs.experiment import planning
from greenroom.labs.experiment.controller import (
    READS,
    best_read,
    bound,
    fractions,
    where,
    worst_read,
)
from greenroom.labs.experiment.plan import ALPHA, FIRST_SHARE, Rule, Stage, State, Unit
from greenroom.labs.experiment.reads import arms as arm_sizes
from greenroom.labs.experiment.reads import (
    canary,
    p_value,
    percent,
    ratio,
    reading,
)
from greenroom.labs.experiment.scorecards import aa_any, aa_significant, scorecard
from greenroom.labs.experiment.world import METRICS, SLICES, totals
from greenroom.labs.monitor.discovery import benjamini_hochberg
from greenroom.labs.system import number, refusal

if TYPE_CHECKING:
    from greenroom.labs.experiment.system import ExperimentSystem

    Look: TypeAlias = Callable[[ExperimentSystem, Clock, list[str]], str]

READ_H = 6.0
"""Hours of a stage before it can be read."""
_SPLITS = 20  # re-splits of the whole scorecard
_ON_OFF = {True: "on", False: "off"}
_LIFTS = (0.01, 0.02, 0.03, 0.05)


def standing(of: ExperimentSystem, at_h: float) -> list[str]:
    """Which stage runs, by which plan, and what set it."""
    state = of.timeline.state_at(at_h)
    plan, stage = state.plan, state.stage
    if stage is Stage.SHADOW:
        return [
            f"challenger c-7 is in the shadow and answers nobody; an A/A test runs at {state.epoch.share:.0%}",
            "its team starts it on a day of this week, under the team's own plan",
        ]
    told = f"challenger c-7: {stage.value}, {state.epoch.share:.0%} of users since {shown(state.epoch.since_h)} ({state.why})"
    if stage in {Stage.FULL, Stage.ENDED}:
        return [told]
    decides = f"rule {plan.rule.value} by {plan.unit.value}, horizon {plan.horizon_days} days, test at {plan.test_share:.0%}"
    lines = [told, f"controller {'decides at midnight' if plan.auto else 'paused'}: {decides}"]
    if at_h - state.epoch.since_h >= READ_H:
        read = reading(of.world, state.epoch, at_h, unit=plan.unit, cuped=plan.cuped)
        lines.append(f"clicks {read.lift:+.1%}, p {percent(read.p_value)} so far in this stage")
    if at_h - state.epoch.since_h >= DAY_H:
        until = np.floor(at_h / DAY_H) * DAY_H
        card = scorecard(of.world, state.epoch, max(until, state.epoch.since_h + DAY_H), plan.unit)
        lines.append(f"best read: {_read_told(best_read(card))}; worst: {_read_told(worst_read(card))}")
    return lines


def plan(of: ExperimentSystem, clock: Clock, _words: list[str]) -> str:
    """The controller's settings, and what they mean at the next look."""
    state = of.timeline.state_at(clock.now_h)
    now = state.plan
    shipping = {
        Rule.NAIVE: f"any of {READS} reads in favour with p < .05, at any midnight",
        Rule.CORRECTED: f"any of {READS} reads in favour, group-sequential, alpha .05 / {READS} each",
        Rule.GROUP_SEQUENTIAL: f"clicks over everybody, group-sequential, alpha {ALPHA:g} up to the horizon",
        Rule.FIXED: f"clicks over everybody, once, at the horizon, alpha {ALPHA:g}",
    }
    rows = [
        ("rule", now.rule.value, f"ships on {shipping[now.rule]}"),
        ("unit", now.unit.value, f"every {now.unit.value} is taken for independent"),
        ("cuped", _ON_OFF[now.cuped], "takes out of clicks by user what the week before told"),
        ("horizon", f"{now.horizon_days} days", "from the start of the test's stage; not shown by then: out"),
        ("test share", f"{now.test_share:.0%}", f"after {FIRST_SHARE:.0%} on the first day"),
        (
            "ratio-check",
            _ON_OFF[now.ratio_check],
            "takes the challenger out when p of the arms' sizes < .001",
        ),
        ("guard", _ON_OFF[now.guard], "takes it out when an always-valid test finds clicks worse"),
        ("controller", "on" if now.auto else "paused", f"now: {state.stage.value}"),
    ]
    return "\n".join(f"{name:12} {value:17} {says}" for name, value, says in rows)


def arms(of: ExperimentSystem, clock: Clock, _words: list[str]) -> str:
    """Users of each arm against the share that was decided."""
    state = of.timeline.state_at(clock.now_h)
    if nothing := _nothing(state, clock.now_h):
        return nothing
    sizes = arm_sizes(of.world, state.epoch, clock.now_h)
    found = ratio(of.world, state.epoch, clock.now_h)
    if found is None:
        return "Nobody has come to the arms yet."
    share = state.epoch.share
    total = sum(sizes)
    rows = ["arm          users   decided     share"]
    for name, users, decided in (("canary", sizes[0], share), ("control", sizes[1], 1 - share)):
        rows.append(f"{name:8} {users:9,} {total * decided:9,.0f} {users / total:9.2%}")
    said = "a mismatch" if found.mismatch else "as decided, within chance"
    rows.append(f"chi-square {found.chi_square:.1f}, p {percent(found.p_value)}: {said}")
    return "\n".join(rows)


def read(of: ExperimentSystem, clock: Clock, words: list[str]) -> str:
    """A metric over everybody, by the unit named or the plan's."""
    state = of.timeline.state_at(clock.now_h)
    if nothing := _nothing(state, clock.now_h):
        return nothing
    name = words[0] if words else "clicks"
    if name not in METRICS:
        raise refusal(f"There is no metric {name}.", f"There are: {', '.join(METRICS)}.")
    if words[1:] and words[1] not in set(Unit):
        raise refusal(f"Read by what? {', '.join(Unit)}.")
    unit = Unit(words[1]) if words[1:] else state.plan.unit
    adjusted = state.plan.cuped and unit is Unit.USER and name == "clicks"
    found = reading(of.world, state.epoch, clock.now_h, name, unit, cuped=adjusted)
    if not found.enough and name == "clicks":
        return "There is too little in the arms yet."
    half = 1.959964 * np.sqrt(found.difference.variance) / found.control
    rows = [
        f"{name} for each request, by {unit.value}{', CUPED' if adjusted else ''}, since {shown(state.epoch.since_h)}",
        f"canary  {found.canary:.5f}  {found.users[0]:8,} users",
        f"control {found.control:.5f}  {found.users[1]:8,} users",
        f"lift {found.lift:+.2%}, 95 % from {found.lift - half:+.2%} to {found.lift + half:+.2%} for one look",
        f"z {found.z:.2f}, p {percent(found.p_value)}",
    ]
    if name == "clicks" and state.stage is Stage.TEST:
        rows.append(_next_bound(state, clock.now_h))
    return "\n".join(rows)


def slices(of: ExperimentSystem, clock: Clock, words: list[str]) -> str:
    """The scorecard: the reads that stand out, and how many would if there were no effect anywhere."""
    state = of.timeline.state_at(clock.now_h)
    if nothing := _nothing(state, clock.now_h):
        return nothing
    unit = Unit(words[0]) if words[:1] and words[0] in set(Unit) else state.plan.unit
    card = scorecard(of.world, state.epoch, clock.now_h, unit)
    order = np.argsort(-np.abs(card.z), axis=None, kind="stable")
    p = np.array([p_value(float(one)) for one in card.z.ravel()])
    adjusted = benjamini_hochberg(p)
    rows = [f"read by {unit.value}                   lift       p   p adjusted (Benjamini-Hochberg)"]
    for flat in order[:8]:
        row, place = divmod(int(flat), SLICES + 1)
        name = f"{METRICS[row]} in {where(place)}"
        rows.append(
            f"{name:30} {card.lift[row, place]:+7.1%}  {percent(float(p[flat])):>6}   {percent(float(adjusted[flat]))}"
        )
    rows.append(
        f"{int((p < 0.05).sum())} of {READS} reads have p < .05; without any effect {READS * 0.05:.0f} would"
    )
    return "\n".join(rows)


def segments(of: ExperimentSystem, clock: Clock, _words: list[str]) -> str:
    """Who is in the arms: known from the week before or new, and doing more than following links or not."""
    state = of.timeline.state_at(clock.now_h)
    if nothing := _nothing(state, clock.now_h):
        return nothing
    every = totals(of.world, state.epoch.since_h, clock.now_h, METRICS)
    treated, seen = canary(of.world, state.epoch), every[0] > 0
    if state.epoch.filtered:
        seen &= of.world.is_person
    known, more = of.world.before[0] > 0, every[2:].sum(axis=0) > 0
    rows = ["users                             canary   control   in canary   clicks/request"]
    for name, group in (
        ("known, save, share or hide too", known & more),
        ("known, only click", known & ~more),
        ("new, save, share or hide too", ~known & more),
        ("new, only click", ~known & ~more),
    ):
        ours, theirs = int((seen & group & treated).sum()), int((seen & group & ~treated).sum())
        inside = seen & group
        rate = every[1][inside].sum() / max(every[0][inside].sum(), 1.0)
        rows.append(f"{name:30} {ours:9,} {theirs:9,} {ours / max(ours + theirs, 1):11.1%} {rate:16.3f}")
    return "\n".join(rows)


def aa(of: ExperimentSystem, clock: Clock, _words: list[str]) -> str:
    """Splits of users who all met the champion: how often the reads call them different."""
    state = of.timeline.state_at(clock.now_h)
    until = clock.now_h
    rows = ["last 3 days of the control, split at random: how often p < .05, where nothing differs"]
    for unit in Unit:
        one = aa_significant(of.world, state.epoch, until, unit, cuped=False)
        some = aa_any(of.world, state.epoch, until, unit, _SPLITS)
        used = "  <- the plan's unit" if unit is state.plan.unit else ""
        rows.append(
            f"by {unit.value:8} clicks alone {one:6.1%}   at least one of {READS} reads {some:6.1%}{used}"
        )
    return "\n".join(rows)


def power(of: ExperimentSystem, clock: Clock, words: list[str]) -> str:
    """What a test sees: the plan's, or one at another share for other days."""
    now = of.timeline.state_at(clock.now_h).plan
    given = [one.removesuffix("%") for one in words]
    share = number(given, "a share in percent", 1, 90) / 100 if given else now.test_share
    days = number(given[1:], "days", 1, 14) if given[1:] else float(now.horizon_days)
    rows = [
        f"clicks, {share:.0%} for {days:g} days, alpha {ALPHA:g}    sees with 80 %    power at "
        + "  ".join(f"+{one:.0%}" for one in _LIFTS)
    ]
    for name, unit, cuped in (("by user", Unit.USER, False), ("by user, CUPED", Unit.USER, True)):
        least = planning.detectable_lift(of.world, share, days, unit, cuped=cuped)
        chances = [planning.chance(of.world, one, share, days, unit, cuped=cuped) for one in _LIFTS]
        used = "  <- the plan" if (unit, cuped) == (now.unit, now.cuped) else ""
        rows.append(
            f"{name:42} {least:+13.1%}            " + " ".join(f"{one:4.0%}" for one in chances) + used
        )
    return "\n".join(rows)


def _next_bound(state: State, now_h: float) -> str:
    looked = fractions(
        state.plan, state.epoch, np.ceil(max(now_h, state.epoch.since_h + DAY_H) / DAY_H) * DAY_H
    )
    if not looked:
        return "the horizon is over"
    needed = bound(looked, ALPHA)[-1]
    return f"group-sequential, at the next midnight ({min(looked[-1], 1):.0%} of the horizon): ships over z {needed:.2f}"


def _nothing(state: State, now_h: float) -> str:
    """Why there is nothing to read; empty where there is."""
    if not 0 < state.epoch.share < 1:
        return "No test runs: everybody is served by the champion."
    if now_h - state.epoch.since_h < READ_H:
        return f"This stage began at {shown(state.epoch.since_h)}; in {READ_H:.0f} hours there will be something to read."
    return ""


def _read_told(found: tuple[str, float, float]) -> str:
    name, lift, z = found
    return f"{name} {lift:+.0%}, p {percent(p_value(z))}"
