"""Rules that canary engines decide by, re-made from their source, beside our always-valid one: errors of a canary, 24 hours.

Kayenta: each hour Mann-Whitney on the 60 rates of canary and baseline; rolled back where the 98 % interval of the shift lies above 0.25
times the estimate (NetflixACAJudge, MannWhitneyClassifier). The baseline is as large as the canary, as its documentation advises.
Flagger: 10, 20, ... 50 % of the traffic, a minute each; a minute with more than 1 % errors fails and holds the step, five failures in all
roll back, for nothing ever resets the counter (scheduler.go).
Neither program is run here.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from greenroom.labs.rollout import power
from greenroom.labs.rollout.always_valid import z_bound
from greenroom.labs.rollout.normal import quantile
from greenroom.labs.rollout.sample_ratio import Minimum

A_MINUTE = 200_000 / 1440
SHARE, HOURS, BASE_RATE, ALLOWED = 0.1, 24, 0.01, 0.01
TOLERANCE, CONFIDENCE = 0.25, 0.98
STEPS, FAILURES = (0.1, 0.2, 0.3, 0.4, 0.5), 5
TUNED_TO_HOURS = 3.0
Counts = NDArray[np.int64]


def canaries(runs: int = 1000) -> None:
    """Print how often each rule rolls back, and after how long (median), by the canary's true error rate."""
    rng, rates = np.random.default_rng(3), (0.01, 0.015, 0.03)
    print(
        f"\ncanary of {HOURS} h, {SHARE:.0%} of 200,000 requests a day, control at {BASE_RATE:.0%} errors: rolled back"
    )
    found = [watching(rng, runs, rate) for rate in rates]
    print(f"{'true error rate of the canary':40}" + "".join(f"{rate:>20.1%}" for rate in rates))
    for name in found[0]:
        print(f"{name:40}" + "".join(f"{cells[name]:>20}" for cells in found))
    progressive(rng)


def watching(rng: np.random.Generator, runs: int, rate: float) -> dict[str, str]:
    """What each rule does with the same canaries."""
    canary = minutes(rng, runs, A_MINUTE * SHARE, rate)
    control = minutes(rng, runs, A_MINUTE * (1 - SHARE), BASE_RATE)
    baseline = minutes(rng, runs, A_MINUTE * SHARE, BASE_RATE)
    busy = (minutes(rng, runs // 5, 10 * A_MINUTE * SHARE, one) for one in (rate, BASE_RATE))
    z, information, enough = watched(canary, control)
    return {
        "Kayenta's rule, each hour": told(kayenta(canary, baseline), 1.0),
        "the same with ten times the traffic": told(kayenta(*busy), 1.0),
        "naive z, each minute": told(enough & (z > quantile(0.025)), 1 / 60),
        "always valid, each minute": told(enough & (z > z_bound(information, tuned())), 1 / 60),
    }


def progressive(rng: np.random.Generator, runs: int = 100_000) -> None:
    """Print how often the counter rolls back, by the true error rate."""
    print(
        f"\nprogressive canary, {len(STEPS)} steps of a minute, errors above {ALLOWED:.0%} fail: rolled back"
    )
    rates = (0.008, 0.01, 0.015, 0.03)
    print(f"{'true error rate of the canary':40}" + "".join(f"{rate:>15.1%}" for rate in rates))
    for a_day in (200_000, 2_000_000):
        shares = (flagger(rng, runs, rate, a_day / 1440).mean() for rate in rates)
        print(
            f"{f'Flagger, {a_day:,} requests a day':40}" + "".join(f"{100 * one:>13.1f} %" for one in shares)
        )


def minutes(rng: np.random.Generator, runs: int, a_minute: float, rate: float) -> tuple[Counts, Counts]:
    """Errors and requests of each minute, both of shape (runs, minutes)."""
    requests = rng.poisson(a_minute, size=(runs, HOURS * 60))
    return rng.binomial(requests, rate), requests


def tuned() -> float:
    """The information at which the always-valid interval is narrowest."""
    count = TUNED_TO_HOURS * 60 * A_MINUTE
    return power.information(BASE_RATE, SHARE * count, (1 - SHARE) * count)


def watched(
    canary: tuple[Counts, Counts], control: tuple[Counts, Counts]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """z, information and whether there is enough to decide, after each minute; shape (runs, minutes)."""
    (bad, all_), (bad_control, all_control) = (
        tuple(np.cumsum(one, axis=1) for one in arm) for arm in (canary, control)
    )
    both = (bad + bad_control) / (all_ + all_control)  # as `pooled_difference`
    variance = both * (1 - both) * (1 / np.maximum(all_, 1) + 1 / all_control)
    variance = np.maximum(variance, 1e-12)
    enough = (bad >= Minimum().events) & (bad_control >= Minimum().events) & (all_ >= Minimum().observations)
    apart = bad / np.maximum(all_, 1) - bad_control / all_control
    return apart / np.sqrt(variance), 1 / variance, enough


def told(rolls_back: NDArray[np.bool_], hours: float) -> str:
    """The share of runs that are rolled back and the median time until then, of a look every so many hours."""
    any_ = rolls_back.any(axis=1)
    after = "" if not any_.any() else f" @ {(np.median(rolls_back.argmax(axis=1)[any_]) + 1) * hours:.1f} h"
    return f"{100 * any_.mean():.1f} %{after}"


def kayenta(canary: tuple[Counts, Counts], baseline: tuple[Counts, Counts]) -> NDArray[np.bool_]:
    """Whether each hour is judged high; shape (runs, hours)."""
    high = np.zeros((len(canary[0]), HOURS), dtype=bool)
    ours, theirs = (bad / np.maximum(all_, 1) for bad, all_ in (canary, baseline))
    for hour in range(HOURS):
        x, y = (rates[:, 60 * hour : 60 * (hour + 1)] for rates in (ours, theirs))
        more = (x[:, :, None] > y[:, None, :]).mean(axis=(1, 2))
        for run in np.flatnonzero(
            more > 0.5
        ):  # else the estimate is 0 or less, and no interval lies above a part of it
            shift = np.median(x[run][:, None] - y[run][None, :])
            high[run, hour] = rank_z(x[run] - TOLERANCE * shift, y[run]) > quantile((1 - CONFIDENCE) / 2)
    return high


def rank_z(x: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    """Mann-Whitney's statistic in standard errors, with the corrections for continuity and for ties."""
    pairs = x[:, None] - y[None, :]
    above = float((pairs > 0).sum() + 0.5 * (pairs == 0).sum()) - pairs.size / 2
    size = len(x) + len(y)
    ties = np.unique(np.concatenate([x, y]), return_counts=True)[1].astype(float)
    spread = np.sqrt(pairs.size / 12 * (size + 1 - (ties**3 - ties).sum() / (size * (size - 1))))
    return float((above - 0.5 * np.sign(above)) / spread) if spread else 0.0


def flagger(rng: np.random.Generator, runs: int, rate: float, a_minute: float) -> NDArray[np.bool_]:
    """Whether each run is rolled back before it has passed all steps."""
    step, failed = np.zeros(runs, dtype=int), np.zeros(runs, dtype=int)
    while (going := (step < len(STEPS)) & (failed < FAILURES)).any():
        requests = rng.poisson(a_minute * np.array(STEPS)[step[going]])
        passed = (rng.binomial(requests, rate) <= ALLOWED * requests) & (requests > 0)  # no data fails
        step[going] += passed
        failed[going] += ~passed
    return failed >= FAILURES


if __name__ == "__main__":
    canaries()
