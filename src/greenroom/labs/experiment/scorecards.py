"""The scorecard, every metric in every slice, and what it and clicks say of users who all met the same model (A/A).

World + Epoch + until -> Scorecard, shares of random splits that are called different
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from greenroom.labs.arrays import Flags, Floats
from greenroom.labs.experiment.plan import Epoch, Unit
from greenroom.labs.experiment.reads import canary, counted, kept, known_before, slope
from greenroom.labs.experiment.world import METRICS, SLICES, World, totals
from greenroom.labs.noise import stream
from greenroom.labs.rollout.normal import two_sided

_SPLITS, _BUCKETS, _AA_H = 200, 1000, 72.0


@dataclass(frozen=True)
class Scorecard:
    """Lift and z of every metric (rows) in every slice and, last, over all (columns); z is positive where the canary is better."""

    lift: Floats
    z: Floats


def scorecard(of: World, epoch: Epoch, until_h: float, unit: Unit) -> Scorecard:
    """Every metric in every slice, each read as if it were the only one."""

    def made() -> Scorecard:
        every = totals(of, epoch.since_h, until_h, (*METRICS, "more"))
        treated = canary(of, epoch)
        if epoch.live:
            every[1] += np.where(treated, every[-1], 0.0)
        return _card(of, every, counted(of, epoch, every[0]), treated, unit)

    return kept(of, ("scorecard", epoch, until_h, unit), made)


def aa_significant(of: World, epoch: Epoch, until_h: float, unit: Unit, *, cuped: bool) -> float:
    """The share of random splits of the control's last three days, same model on both sides, that clicks call significant (p < .05).

    Who changed arms within the three days is counted as if they had not.
    """
    of = of.calm or of  # the champion's clicks of people alone

    def made() -> float:
        requests, clicks = totals(of, until_h - _AA_H, until_h, ("clicks",))
        seen = _control(of, epoch, requests)
        requests, clicks = requests[seen], clicks[seen]
        rate = float(clicks.sum() / requests.sum())
        moves = clicks - rate * requests
        if cuped and unit is Unit.USER and until_h >= _AA_H:
            known = known_before(of)[seen]
            moves = moves - slope(moves, known) * (known - known.mean())
        draw = stream(of.seed, "A/A splits")
        place = draw.integers(0, _BUCKETS, of.users)[seen]
        left = (draw.random((_SPLITS, _BUCKETS), dtype=np.float32) < 0.5).astype(float)
        columns = np.stack(
            [np.bincount(place, weights=one, minlength=_BUCKETS) for one in (moves, moves**2, requests)],
            axis=1,
        )
        one = np.einsum("sb,bc->sc", left, columns)  # in a fixed order, which BLAS does not keep
        other = columns.sum(axis=0) - one
        gap = one[:, 0] / one[:, 2] - other[:, 0] / other[:, 2]
        if unit is Unit.REQUEST:
            variance = rate * (1 - rate) * (1 / one[:, 2] + 1 / other[:, 2])
        else:
            variance = one[:, 1] / one[:, 2] ** 2 + other[:, 1] / other[:, 2] ** 2
        return float((np.abs(gap) > 1.959964 * np.sqrt(variance)).mean())

    return kept(of, ("A/A", _who(epoch), until_h, unit, cuped), made)


def aa_any(of: World, epoch: Epoch, until_h: float, unit: Unit, splits: int) -> float:
    """The share of random splits as in `aa_significant` in which at least one read of the whole scorecard has p < .05 in favour."""
    of = of.calm or of
    every = totals(of, until_h - _AA_H, until_h, (*METRICS, "more"))
    seen = _control(of, epoch, every[0])
    draw = stream(of.seed, "A/A scorecards")
    found = [
        _card(of, every, seen, draw.random(of.users) < 0.5, unit).z.max() > two_sided(0.05)
        for _ in range(splits)
    ]
    return float(np.mean(found))


def _card(of: World, every: Floats, seen: Flags, treated: Flags, unit: Unit) -> Scorecard:
    """From `every` user's requests and counts of METRICS, those `seen` alone."""
    cell = (of.slice_of + SLICES * treated)[seen]
    requests = every[0][seen]

    def summed(weight: Floats) -> Floats:
        by = np.bincount(cell, weights=weight, minlength=2 * SLICES).reshape(2, SLICES)
        return np.concatenate([by, by.sum(axis=1, keepdims=True)], axis=1)

    users, asked, squared = summed(np.ones(len(requests))), summed(requests), summed(requests**2)
    lift, z = np.zeros((len(METRICS), SLICES + 1)), np.zeros((len(METRICS), SLICES + 1))
    for row, name in enumerate(METRICS):
        events = every[1 + row][seen]
        rate = summed(events) / np.maximum(asked, 1.0)
        if unit is Unit.REQUEST:
            variance = rate * (1 - rate) / np.maximum(asked, 1.0)
        else:
            spread = summed(events**2) - 2 * rate * summed(events * requests) + rate**2 * squared
            variance = spread * users / np.maximum(users - 1, 1) / np.maximum(asked, 1.0) ** 2
        moved = rate[1] - rate[0]
        lift[row] = moved / np.maximum(rate[0], 1e-9)
        z[row] = moved / np.sqrt(np.maximum(variance.sum(axis=0), 1e-18)) * (-1 if name == "hides" else 1)
    return Scorecard(lift, z)


def _control(of: World, epoch: Epoch, requests: Floats) -> Flags:
    """Who came and is served by the champion; programs never count."""
    inside: Flags = (requests > 0) & of.is_person
    return inside & ~canary(of, epoch) if epoch.live else inside


def _who(epoch: Epoch) -> tuple[float, int]:
    return (epoch.share, epoch.salt) if epoch.live else (0.0, 0)
