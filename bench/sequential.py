"""When may one look: false alarms and power of rollout rules: python bench/sequential.py [--paths N].

A CTR of 5 % with 200,000 requests a day, 10 % of them to the canary, for 14 days; looked at daily or hourly, alpha 5 %, two-sided.
Computed figures come from numerical integration, simulated ones from that many paths of z; they must agree.
Then a canary of 24 hours whose errors go from 1 % to 3 %, by the rules of other engines (`sequential_canary.py`).
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from greenroom.labs.rollout import power
from greenroom.labs.rollout.always_valid import z_bound
from greenroom.labs.rollout.group_sequential import Spending, bounds, crossing
from greenroom.labs.rollout.normal import two_sided
from sequential_canary import canaries

DAYS, A_DAY, SHARE, RATE, LIFT, ALPHA = 14, 200_000, 0.1, 0.05, 0.03, 0.05
TUNED_TO_DAY = 3
FixedAt = NDArray[np.float64]
GOOD = ("fixed at the end", "always valid, day 3", "Lan-DeMets OBF", "Lan-DeMets Pocock", "Bonferroni")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--paths",
        type=int,
        default=40_000,
        help="simulated paths for hourly looks; daily ones are five times as many",
    )
    paths = parser.parse_args().paths
    planned()
    for title, count, simulated in (("daily", DAYS, 5 * paths), ("hourly", DAYS * 24, paths)):
        table(title, count, simulated)
    canaries()


def planned() -> None:
    """What a fixed test of the same lift needs."""
    print(
        f"+{LIFT:.0%} on a CTR of {RATE:.0%}: {power.users_an_arm(RATE, LIFT):,.0f} users an arm for 80 % power;",
        end=" ",
    )
    for share in (0.05, 0.1, 0.5):
        print(f"{share:.0%} canary for {DAYS} days: {power.power(RATE, LIFT, *arms(share)):.0%};", end=" ")
    print(f"a 5 % canary needs {power.days(RATE, LIFT, 0.05, A_DAY):.1f} days")


def arms(share: float) -> tuple[float, float]:
    return DAYS * A_DAY * share, DAYS * A_DAY * (1 - share)


def rules(fractions: Sequence[float]) -> Mapping[str, FixedAt]:
    """The |z| at which each rule decides, for each look."""
    looks = np.asarray(fractions)
    never = np.full(len(looks), np.inf)
    fixed = np.append(never[:-1], two_sided(ALPHA))
    return {
        "naive, every look": np.full(len(looks), two_sided(ALPHA)),
        "fixed at the end": fixed,
        "always valid, day 3": z_bound(looks, TUNED_TO_DAY / DAYS, ALPHA),
        "Lan-DeMets OBF": np.array(bounds(fractions, alpha=ALPHA).z),
        "Lan-DeMets Pocock": np.array(bounds(fractions, alpha=ALPHA, spending=Spending.POCOCK).z),
        "Bonferroni": np.full(len(looks), two_sided(ALPHA / len(looks))),
    }


def table(title: str, count: int, paths: int) -> None:
    """False alarms and power of each rule at so many looks."""
    fractions = tuple(float(one) for one in np.arange(1, count + 1) / count)
    drift = power.drift(RATE, LIFT, *arms(SHARE))
    still, moved = (simulated(count, paths, seed, to) for seed, to in ((1, 0.0), (2, drift)))
    error = 100 * np.sqrt(ALPHA * (1 - ALPHA) / paths)
    print(
        f"\n{title}: {count} looks, {paths:,} paths (at 5 % the simulation's standard error is {error:.2f})"
    )
    print(f"{'':22}{'no effect: false alarms, %':>28}{f'+{LIFT:.0%} CTR: power, %':>26}{'median day':>12}")
    print(f"{'':22}{'computed':>14}{'simulated':>14}{'computed':>13}{'simulated':>13}")
    exact: dict[str, tuple[float, float]] = {}
    for name, z in rules(fractions).items():
        exact[name] = (
            crossing(fractions, z).share,
            float(crossing(fractions, z, drift=drift).above.sum()),
        )
        at, up = first(moved, z)
        shown = (at < count) & up
        day = np.median(at[shown] + 1) * DAYS / count
        false = float(np.mean(first(still, z)[0] < count))
        print(
            f"{name:22}{100 * exact[name][0]:14.2f}{100 * false:14.2f}{100 * exact[name][1]:13.1f}{100 * shown.mean():13.1f}{day:12.1f}"
        )
    worst = max(exact[name][0] for name in GOOD)
    told = "met" if worst <= ALPHA + 1e-9 and exact["Lan-DeMets OBF"][1] >= 0.9 else "NOT MET"
    print(
        f"floors: at most 5 % false alarms of any rule but naive ({100 * worst:.2f}), power of OBF at least 90 %"
        f" ({100 * exact['Lan-DeMets OBF'][1]:.1f}; fixed {100 * exact['fixed at the end'][1]:.1f}): {told}"
    )


def simulated(count: int, paths: int, seed: int, drift: float) -> NDArray[np.float32]:
    """Z at each of `count` equal looks, shape (paths, looks): independent steps added up."""
    steps = np.random.default_rng(seed).standard_normal((paths, count), dtype=np.float32)
    time = np.arange(1, count + 1, dtype=np.float32) / count
    steps += np.float32(drift / np.sqrt(count))
    return np.cumsum(steps, axis=1, out=steps) / np.sqrt(count * time)


def first(z: NDArray[np.float32], bound: FixedAt) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """The look at which each path first crosses, `looks` where it never does, and whether above."""
    out = np.abs(z) >= bound.astype(np.float32)
    at = np.where(out.any(axis=1), out.argmax(axis=1), z.shape[1])
    return at, z[np.arange(len(z)), np.minimum(at, z.shape[1] - 1)] > 0


if __name__ == "__main__":
    main()
