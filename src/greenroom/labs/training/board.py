"""The dashboard: metrics by the hour, from what was served and from the runs that ended so far.

Timeline -> Board (metric -> one value an hour, the quiet week included)

Payments are judged over a day, since a night hour has a few dozen of them. What is said of runs is that of the last one that ended.
"""

from __future__ import annotations

import numpy as np

from greenroom.labs.arrays import DAY_H, Flags, Floats
from greenroom.labs.monitor.board import Board, Metric, rolling
from greenroom.labs.training.runs import Run
from greenroom.labs.training.serving import QUIET_H, Served, served
from greenroom.labs.training.timeline import VALIDATING_H, WAITS_H, Night, Timeline
from greenroom.labs.training.world import MARKETS

WINDOW_H = 24
_BINS = 100
_FEW_THEFTS = 15

METRICS = (
    Metric("payments_total", "payments an hour", "both", 0.9, relative=True, per=" an hour"),
    Metric("declined_share", "share of payments declined in a day", "both", 0.01),
    Metric("live_auc", "how well a day's scores tell thefts from honest payments", "low", 0.02, headline=True),
    *(
        Metric(f'live_auc{{market="{market}"}}', f"the same in market {market}", "low", 0.04)
        for market in MARKETS
    ),
    Metric("observed_over_expected", "thefts of a day for each that the scores expected", "both", 0.4),
    Metric("not_a_number_share", "share of scores that are no numbers", "high", 0.001),
    Metric(
        "cost_usd", "thefts let through and customers turned away", "high", 2000.0, per=" a day", headline=True
    ),
    Metric(
        "model_age_hours", "hours since the last payment that the serving version learned from", "high", 12.0,
        per=" h", headline=True,
    ),
    Metric("alias_age_hours", 'hours since the alias "fresh" was set', "high", 12.0),
    Metric("jobs_green", "nightly jobs that ended without an error in a day", "low", 0.5),
    Metric("train_failures", "training runs that ended in an error in a day", "high", 0.5),
    Metric("train_rows", "rows that the last finished run read", "low", 0.05, relative=True),
    Metric("train_loss", "loss at the end of the last finished run", "high", 0.03),
    Metric("gradient_norm", "largest norm of a gradient in the last finished run", "high", 1.0, relative=True),
    Metric("gpu_hours", "hours of accelerators in a day", "high", 4.0),
)  # fmt: skip


def board(of: Timeline) -> Board:
    """Every metric from the quiet week to the lab's end, as if nothing more were done."""
    hours = _Hours(served(of), of.world.tape.size.lab_days * DAY_H)
    at = hours.served
    alive = np.isfinite(at.score)
    values = {
        "payments_total": hours.count(np.ones(len(at.when_h))),
        "declined_share": hours.ratio(at.declined.astype(float), np.ones(len(at.when_h))),
        "live_auc": hours.area(alive),
        **{
            f'live_auc{{market="{market}"}}': hours.area(alive & (at.market == number))
            for number, market in enumerate(MARKETS)
        },
        "observed_over_expected": hours.ratio(at.stolen.astype(float) * alive, np.nan_to_num(at.score)),
        "not_a_number_share": hours.ratio((~alive).astype(float), np.ones(len(at.when_h))),
        "cost_usd": rolling(hours.count(at.costs_usd), WINDOW_H),
        **_of_runs(of, hours.ends),
    }
    return Board(hours.ends, values, settling=WINDOW_H)


class _Hours:
    """Payments by the hour they were made in."""

    def __init__(self, of: Served, lab_h: float) -> None:
        self.served = of
        self._count = int(lab_h - QUIET_H)
        self.ends = QUIET_H + np.arange(1, self._count + 1).astype(float)
        self._slot = np.floor(of.when_h - QUIET_H).astype(np.int64)

    def count(self, weight: Floats) -> Floats:
        return np.bincount(self._slot, weights=weight, minlength=self._count).astype(float)

    def ratio(self, part: Floats, whole: Floats) -> Floats:
        below = rolling(self.count(whole), WINDOW_H)
        return np.where(below > 0, rolling(self.count(part), WINDOW_H) / np.maximum(below, 1e-9), np.nan)

    def area(self, which: Flags) -> Floats:
        """By score bins: within one it is a tie, which at a hundred bins costs nothing."""
        rows = np.flatnonzero(which)
        level = (np.sqrt(self.served.score[rows]) * _BINS).astype(np.int64).clip(0, _BINS - 1)
        cell = self._slot[rows] * _BINS + level
        stolen, honest = (
            rolling(
                np.bincount(cell[kind], minlength=self._count * _BINS)
                .reshape(self._count, _BINS)
                .astype(float),
                WINDOW_H,
            )
            for kind in (self.served.stolen[rows], ~self.served.stolen[rows])
        )
        below = np.cumsum(honest, axis=1) - honest
        pairs = stolen.sum(axis=1) * honest.sum(axis=1)
        won = (stolen * (below + honest / 2)).sum(axis=1)
        return np.where(stolen.sum(axis=1) >= _FEW_THEFTS, won / np.maximum(pairs, 1), np.nan)


def model_age_h(of: Timeline, ends: Floats) -> Floats:
    """Hours since the last payment that the version learned from which serves in the hour that ends."""
    age = np.zeros(len(ends))
    for one in of.serving:
        learned = (max(of.run(one.name).days) + 1) * DAY_H
        age = np.where(ends > one.since_h, ends - learned, age)
    return age


def _of_runs(of: Timeline, ends: Floats) -> dict[str, Floats]:
    ended = sorted(of.runs(float("inf")), key=lambda one: one.end_h)
    finished = [one for one in ended if not one.failed]
    return {
        "model_age_hours": model_age_h(of, ends),
        "alias_age_hours": _since(ends, [_alias_h(one) for one in of.nights]),
        "jobs_green": _in_a_day(ends, [(_green_h(one), 1.0) for one in of.nights]),
        "train_failures": _in_a_day(ends, [(one.end_h, 1.0) for one in ended if one.failed]),
        "train_rows": _last(ends, finished, [float(sum(one.rows.read.values())) for one in finished]),
        "train_loss": _last(ends, finished, [one.fit.final_loss if one.fit else np.nan for one in finished]),
        "gradient_norm": _last(ends, finished, [_largest(one) for one in finished]),
        "gpu_hours": _in_a_day(ends, [(one.end_h, one.end_h - one.start_h) for one in ended]),
    }


def _largest(run: Run) -> float:
    return float(np.max(run.fit.norms)) if run.fit and len(run.fit.norms) else np.nan


def _alias_h(night: Night) -> float:
    """When the night's last task set the alias: it runs when all before it are done or skipped, and not after an error."""
    if night.run is None:
        return night.due_h + WAITS_H
    return night.run.end_h + VALIDATING_H if night.passed else float("inf")


def _green_h(night: Night) -> float:
    if night.run is None:
        return night.due_h + WAITS_H
    return float("inf") if night.run.failed else night.run.end_h + VALIDATING_H


def _since(ends: Floats, times: list[float]) -> Floats:
    found = np.full(len(ends), np.nan)
    for time in sorted(times):
        found = np.where(ends >= time, ends - time, found)
    return found


def _in_a_day(ends: Floats, happened: list[tuple[float, float]]) -> Floats:
    found = np.zeros(len(ends))
    for time, much in happened:
        found += np.where((ends >= time) & (ends < time + WINDOW_H), much, 0.0)
    return found


def _last(ends: Floats, runs: list[Run], values: list[float]) -> Floats:
    found = np.full(len(ends), np.nan)
    for one, value in zip(runs, values, strict=True):
        found = np.where(ends >= one.end_h, value, found)
    return found
