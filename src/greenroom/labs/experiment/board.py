"""The dashboard: traffic by the hour, and what the arms of the epoch measured, read every half day.

Timeline -> Board (metric -> one value an hour, the quiet week included)
"""

from __future__ import annotations

import math

import numpy as np

from greenroom.labs.arrays import DAY_H, WEEK_H, Floats
from greenroom.labs.experiment import planning
from greenroom.labs.experiment.controller import worse
from greenroom.labs.experiment.plan import Stage, State
from greenroom.labs.experiment.reads import canary, ratio, reading
from greenroom.labs.experiment.scorecards import aa_significant
from greenroom.labs.experiment.timeline import Timeline
from greenroom.labs.monitor.board import Board, Metric, rolling

READ_H = 12.0
"""Hours between readings."""
_LEAST_P = 1e-12

METRICS = (
    Metric("requests_total", "requests an hour", "both", 0.9, relative=True, per=" an hour"),
    Metric("clicks_per_request", "clicks for each request, all users, last day", "low", 0.01, headline=True),
    Metric(
        "clicks_lift",
        "canary's clicks for each request over control's, this stage so far",
        "low",
        0.3,
    ),
    Metric(
        "sample_ratio_evidence",
        "-log10 p of the sample-ratio test of this stage: 3 is p = .001",
        "high",
        5.0,
    ),
    Metric(
        "guardrail_worse",
        "1 where an always-valid test finds the canary's clicks worse (by user, CUPED)",
        "high",
        0.5,
    ),
    Metric(
        "aa_significant_share",
        "random splits of the last 3 days, same model on both sides, with p < .05",
        "high",
        0.05,
    ),
    Metric(
        "detectable_lift",
        "least lift that the test as set shows with 80 % power at its horizon",
        "high",
        1.0,
        relative=True,
    ),
)


def board(of: Timeline) -> Board:
    """Every metric from the week before the lab to its end, as if nothing more were done."""
    world = of.world
    visits = world.visits
    count = int(WEEK_H + world.size.lab_h)
    ends = -WEEK_H + np.arange(1, count + 1).astype(float)
    hour = np.floor(visits.when_h + WEEK_H).astype(np.int64)
    requests = np.bincount(hour, weights=visits.requests, minlength=count).astype(float)
    clicks = np.bincount(hour, weights=visits.counts["clicks"], minlength=count) + _more(of, hour, count)
    day = int(DAY_H)
    values = {
        "requests_total": requests,
        "clicks_per_request": rolling(clicks, day) / np.maximum(rolling(requests, day), 1.0),
    }
    read = np.array([_read(of, -WEEK_H + READ_H * number) for number in range(1, int(count / READ_H) + 1)])
    places = (np.arange(1, count + 1) // READ_H).astype(int) - 1
    for column, name in enumerate(
        (
            "clicks_lift",
            "sample_ratio_evidence",
            "guardrail_worse",
            "aa_significant_share",
            "detectable_lift",
        )
    ):
        values[name] = np.where(places >= 0, read[np.maximum(places, 0), column], np.nan)
    return Board(ends, values, settling=int(4 * DAY_H))


def _more(of: Timeline, hour: np.typing.NDArray[np.int64], count: int) -> Floats:
    """Clicks by the hour that the challenger added where it served."""
    visits = of.world.visits
    added = np.zeros(count)
    for number, state in enumerate(of.states):
        until = of.states[number + 1].since_h if number + 1 < len(of.states) else of.world.size.lab_h
        if state.epoch.live:
            inside = visits.between(state.since_h, until)
            served = canary(of.world, state.epoch)[visits.user[inside]]
            added += np.bincount(hour[inside], weights=visits.more[inside] * served, minlength=count)
    return added


def _read(of: Timeline, at_h: float) -> tuple[float, ...]:
    """What is read at `at_h` of the epoch up to then; NaN where there is nothing to compare."""
    state = of.before(at_h)
    epoch, plan, world = state.epoch, state.plan, of.world
    nothing = math.nan
    aa = nothing
    if at_h >= -WEEK_H + 3 * DAY_H and at_h % DAY_H == 0:
        aa = aa_significant(world, epoch, at_h, plan.unit, cuped=plan.cuped)
    elif at_h >= -WEEK_H + 3 * DAY_H + READ_H:
        before = of.before(at_h - READ_H)
        aa = aa_significant(world, before.epoch, at_h - READ_H, before.plan.unit, cuped=before.plan.cuped)
    if not 0 < epoch.share < 1 or at_h - epoch.since_h < READ_H:
        return nothing, nothing, 0.0, aa, _planned(of, state)
    found = ratio(world, epoch, at_h)
    p = 1.0 if found is None else max(found.p_value, _LEAST_P)
    lift = reading(world, epoch, at_h, unit=plan.unit, cuped=plan.cuped).lift
    return lift, -math.log10(p), float(worse(world, epoch, at_h)), aa, _planned(of, state)


def _planned(of: Timeline, state: State) -> float:
    """What the test sees at its horizon; the A/A test has the share it runs at."""
    if state.stage in {Stage.ENDED, Stage.FULL, Stage.WIDE}:
        return math.nan
    plan = state.plan
    return planning.detectable_lift(of.world, plan.test_share, plan.horizon_days, plan.unit, cuped=plan.cuped)
