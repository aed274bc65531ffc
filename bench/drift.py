"""How often drift alarms ring for nothing, and what they see: thirty features that do not drift, hourly, for two weeks.

    python bench/drift.py [--rows 100 833 8333] [--reference 50000] [--bins 10] [--seed 0]

The features are normal; the reference and its bins stay the same for all 14 x 24 windows, as in a monitor. `--rows` are those
of a window. Then one feature of the thirty is shifted by d standard deviations in every window, the others being as they were:
how often is that feature alarmed, in the hour itself? Shares over 336 windows are good to about five points.

Bonferroni, Benjamini-Hochberg and the n-aware index take the thirty features of an hour as one family, so by design one healthy
hour in twenty has an alarm; "two weeks" takes all 10,080 tests as one.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from greenroom.labs.monitor.binning import count, quantile_edges
from greenroom.labs.monitor.discovery import benjamini_hochberg, bonferroni
from greenroom.labs.monitor.drift import (
    expected_psi,
    homogeneity,
    population_stability_index,
    psi_threshold,
)
from greenroom.labs.monitor.kolmogorov import largest_gap, p_value

HOURS, FEATURES = 14 * 24, 30
SHIFTS = (0.05, 0.1, 0.3, 0.5)
LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Reference:
    """What windows are held against: sorted values (features, rows), inner edges and counts a feature."""

    values: NDArray[np.float64]
    edges: NDArray[np.float64]
    counts: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of windows, each of shape (hours, features)."""

    kolmogorov: NDArray[np.float64]
    chi_square: NDArray[np.float64]
    psi: NDArray[np.float64]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[100, 833, 8333])
    parser.add_argument("--reference", type=int, default=50_000)
    parser.add_argument("--bins", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    rng = np.random.default_rng(given.seed)
    values = np.sort(rng.standard_normal((FEATURES, given.reference)), axis=-1)
    edges = quantile_edges(values, bins=given.bins)
    reference = Reference(values, edges, count(values, edges))
    for rows in given.rows:
        healthy, first = _healthy(reference, rows, rng)
        bounds = _bounds(given.bins, given.reference, rows)
        _print_false(healthy, bounds, rows, float(expected_psi(given.bins, given.reference, rows)))
        _print_seen(reference, healthy, first, bounds)


def _healthy(
    reference: Reference, rows: int, rng: np.random.Generator
) -> tuple[Measured, NDArray[np.float64]]:
    """The figures of all windows, and the values of the first feature (hours, rows), which will be shifted."""
    found, first = [], np.empty((HOURS, rows))
    for hour in range(HOURS):
        values = rng.standard_normal((FEATURES, rows))
        first[hour] = values[0]
        values.sort(axis=-1)
        found.append(_measure(reference, values))
    return _stack(found), first


def _measure(reference: Reference, values: NDArray[np.float64]) -> Measured:
    """The figures of one window (features, rows) of the reference's first features."""
    features, rows = values.shape
    gaps = np.array([largest_gap(reference.values[n], values[n]) for n in range(features)])
    known = reference.counts[:features]
    counts = count(values, reference.edges[:features])
    return Measured(
        kolmogorov=p_value(gaps, reference.values.shape[-1], rows),
        chi_square=homogeneity(known, counts).p_value,
        psi=population_stability_index(known, counts),
    )


def _stack(found: list[Measured]) -> Measured:
    return Measured(*(np.stack([getattr(one, name) for one in found]) for name in Measured.__slots__))


def _bounds(bins: int, reference_rows: int, rows: int) -> dict[str, float]:
    return {
        name: float(psi_threshold(bins, reference_rows, rows, alarm_share=LEVEL / tests))
        for name, tests in (("hour", FEATURES), ("two weeks", FEATURES * HOURS))
    }


def _alarms(measured: Measured, bounds: Mapping[str, float]) -> dict[str, NDArray[np.bool_]]:
    """Which windows and features (hours, features) each way alarms."""
    tests = {"KS": measured.kolmogorov, "chi-square": measured.chi_square}
    alarms = {f"{name} p < .05": p < LEVEL for name, p in tests.items()}
    alarms |= {f"{name} Bonferroni": bonferroni(p) < LEVEL for name, p in tests.items()}
    alarms |= {f"{name} BH": benjamini_hochberg(p) < LEVEL for name, p in tests.items()}
    alarms["PSI > .1"] = measured.psi > 0.1
    alarms |= {f"PSI n-aware, {name} (> {bound:.4f})": measured.psi > bound for name, bound in bounds.items()}
    return alarms


def _print_false(healthy: Measured, bounds: Mapping[str, float], rows: int, bias: float) -> None:
    print(
        f"\n{rows} rows a window, nothing drifts: {HOURS * FEATURES} tests in {HOURS} hours; PSI {healthy.psi.mean():.5f} on average"
        f" (formula {bias:.5f}), {healthy.psi.max():.4f} at most"
    )
    print(f"  {'':36} alarms   red hours")
    for name, alarms in _alarms(healthy, bounds).items():
        print(f"  {name:36} {alarms.sum():6d}   {alarms.any(axis=-1).sum():9d}")


def _print_seen(
    reference: Reference, healthy: Measured, first: NDArray[np.float64], bounds: Mapping[str, float]
) -> None:
    """The share of hours in which the first feature is alarmed, the other 29 having the figures they had."""
    seen = {shift: _shifted(reference, healthy, first + shift) for shift in SHIFTS}
    print("  one feature shifted by d standard deviations: share of hours in which it is alarmed")
    print(f"  {'d':36}" + "".join(f"{shift:8.2f}" for shift in SHIFTS))
    means = "".join(f"{measured.psi[:, 0].mean():8.4f}" for measured in seen.values())
    print(f"  {'PSI on average':36}{means}")
    told = {shift: _alarms(measured, bounds) for shift, measured in seen.items()}
    for name in told[SHIFTS[0]]:
        shares = "".join(f"{told[shift][name][:, 0].mean():8.0%}" for shift in SHIFTS)
        print(f"  {name:36}{shares}")


def _shifted(reference: Reference, healthy: Measured, values: NDArray[np.float64]) -> Measured:
    moved = _stack([_measure(reference, values[hour, None]) for hour in range(HOURS)])
    return Measured(
        *(
            np.concatenate([getattr(moved, name), getattr(healthy, name)[:, 1:]], axis=-1)
            for name in Measured.__slots__
        )
    )


if __name__ == "__main__":
    main()
