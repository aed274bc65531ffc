"""What the two arms of an epoch measured, by request or by user, adjusted by the week before or not.

World + Epoch + until -> Arms (sizes), Reading (one metric), Scorecard (every metric in every slice), A/A re-splits

By user the variance is the delta method's (`rollout.ratio_metric`). CUPED takes out what the week before already told about each user:
Deng, Xu, Kohavi and Walker, "Improving the sensitivity of online controlled experiments by utilizing pre-experiment data", WSDM 2013.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from greenroom.labs.arrays import Flags, Floats
from greenroom.labs.experiment.plan import Epoch, Unit
from greenroom.labs.experiment.world import METRICS, SLICES, World, totals
from greenroom.labs.noise import stream
from greenroom.labs.rollout.estimate import Estimate
from greenroom.labs.rollout.normal import two_sided, upper_tail
from greenroom.labs.rollout.sample_ratio import Minimum, SampleRatio, sample_ratio

MINIMUM = Minimum(observations=500, events=100)
"""Users of an arm, and clicks, before anything is decided."""
_SPLITS, _BUCKETS, _AA_H = 200, 1000, 72.0
_Kept = TypeVar("_Kept")


@dataclass(frozen=True)
class Reading:
    """A metric in both arms: over all requests, the difference (canary minus control), and the users behind it."""

    canary: float
    control: float
    difference: Estimate
    users: tuple[int, int]  # canary, control
    events: tuple[int, int]

    @property
    def lift(self) -> float:
        """The difference over the control's."""
        return self.difference.value / self.control

    @property
    def z(self) -> float:
        """The difference in standard errors; 0 where nothing varied."""
        return self.difference.z if self.difference.variance > 0 else 0.0

    @property
    def p_value(self) -> float:
        """Two-sided, of a single look."""
        return p_value(self.z)

    @property
    def enough(self) -> bool:
        """Whether both arms hold the minimum."""
        return all(
            users >= MINIMUM.observations and events >= MINIMUM.events
            for users, events in zip(self.users, self.events, strict=True)
        )


@dataclass(frozen=True)
class Scorecard:
    """Lift and z of every metric (rows) in every slice and, last, over all (columns); z is positive where the canary is better."""

    lift: Floats
    z: Floats


def slope(of: Floats, on: Floats) -> float:
    """Of the straight line that fits best."""
    centred = on - on.mean()
    return float((of * centred).sum() / (centred**2).sum())


def p_value(z: float) -> float:
    """The chance of a |z| as large where there is no difference."""
    return 2 * float(upper_tail(abs(z)))


def canary(of: World, epoch: Epoch) -> Flags:
    """Which users are in the canary."""
    inside = of.bucket(epoch.salt) < epoch.share
    if not epoch.filtered and epoch.live and epoch.share > 0:
        inside = inside | ~of.is_person
    return inside


def arms(of: World, epoch: Epoch, until_h: float) -> tuple[int, int]:
    """Users seen in the canary and in the control."""
    of = _base(of, epoch)

    def made() -> tuple[int, int]:
        requests = totals(of, epoch.since_h, until_h, ())[0]
        seen = _counted(of, epoch, requests)
        treated = canary(of, epoch)
        return int((seen & treated).sum()), int((seen & ~treated).sum())

    return _kept(of, ("arms", epoch, until_h), made)


def ratio(of: World, epoch: Epoch, until_h: float) -> SampleRatio | None:
    """The sample-ratio test of the epoch so far; None where there is one arm, or nobody came."""
    if not 0 < epoch.share < 1:
        return None
    sizes = arms(of, epoch, until_h)
    return sample_ratio(*sizes, epoch.share) if sum(sizes) else None


def reading(
    of: World, epoch: Epoch, until_h: float, metric: str = "clicks", unit: Unit = Unit.USER, *, cuped: bool = False
) -> Reading:  # fmt: skip
    """A metric over everybody, from the epoch's begin to `until_h`; `cuped` holds for clicks by user only."""
    of = _base(of, epoch)

    def made() -> Reading:
        requests, events, treated, known = _outcomes(of, epoch, until_h, metric)
        inside = treated.astype(float)
        both = len(requests)
        users = np.array([inside.sum(), both - inside.sum()])
        asked = _by_arm(requests, inside)
        happened = _by_arm(events, inside)
        rates = happened / np.maximum(asked, 1.0)
        sizes, counts = (int(users[0]), int(users[1])), (int(happened[0]), int(happened[1]))
        if users.min() < 2:
            return Reading(float(rates[0]), float(rates[1]), Estimate(0.0, 0.0), sizes, counts)
        if unit is Unit.REQUEST:
            variance = float((rates * (1 - rates) / asked).sum())
            return Reading(
                float(rates[0]), float(rates[1]), Estimate(float(rates[0] - rates[1]), variance), sizes, counts
            )
        moves = events - np.where(treated, rates[0], rates[1]) * requests
        if cuped and metric == "clicks":
            moves = moves - slope(moves, known) * (known - known.mean())
        middle = _by_arm(moves, inside) / users  # 0 without CUPED
        spread = (_by_arm(moves**2, inside) - users * middle**2) / (users - 1)
        each = asked / users
        adjusted = rates + middle / each
        variance = float((spread / users / each**2).sum())
        value = float(adjusted[0] - adjusted[1])
        return Reading(float(rates[0]), float(rates[1]), Estimate(value, variance), sizes, counts)

    return _kept(of, ("reading", epoch, until_h, metric, unit, cuped), made)


def scorecard(of: World, epoch: Epoch, until_h: float, unit: Unit) -> Scorecard:
    """Every metric in every slice, each read as if it were the only one."""

    def made() -> Scorecard:
        every = totals(of, epoch.since_h, until_h, (*METRICS, "more"))
        treated = canary(of, epoch)
        if epoch.live:
            every[1] += np.where(treated, every[-1], 0.0)
        return _card(of, every, _counted(of, epoch, every[0]), treated, unit)

    return _kept(of, ("scorecard", epoch, until_h, unit), made)


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
            known = _known_before(of)[seen]
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

    return _kept(of, ("A/A", _who(epoch), until_h, unit, cuped), made)


def aa_any(of: World, epoch: Epoch, until_h: float, unit: Unit, splits: int) -> float:
    """The share of random splits as in `aa_significant` in which at least one read of the whole scorecard has p < .05 in favour."""
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


def _outcomes(of: World, epoch: Epoch, until_h: float, metric: str) -> tuple[Floats, Floats, Flags, Floats]:
    """Of users who came and count: requests, what happened under the model that served them, whether in the canary, the week before."""
    what = ("clicks", "more") if metric == "clicks" and epoch.live else (metric,)
    every = totals(of, epoch.since_h, until_h, what)
    rows = np.flatnonzero(_counted(of, epoch, every[0]))
    treated = canary(of, epoch)[rows]
    events = every[1][rows]
    if len(what) > 1:
        events = events + every[2][rows] * treated
    return every[0][rows], events, treated, _known_before(of)[rows]


def _by_arm(values: Floats, inside: Floats) -> Floats:
    """Sums over the canary and over the control."""
    ours = float((values * inside).sum())  # no dot product: its order of adding up differs between machines
    return np.array([ours, float(values.sum()) - ours])


def _counted(of: World, epoch: Epoch, requests: Floats) -> Flags:
    seen: Flags = requests > 0
    return seen & of.is_person if epoch.filtered else seen


def _known_before(of: World) -> Floats:
    """How many more clicks each user made in the week before than its requests would have."""

    def made() -> Floats:
        requests, clicks = of.before
        known: Floats = clicks - clicks.sum() / requests.sum() * requests
        return known

    return _kept(of, "known before", made)


def _kept(of: World, key: object, make: Callable[[], _Kept]) -> _Kept:
    """From memory, or made now: plays of one seed read the same arms again and again."""
    if key not in of.memory:
        of.memory[key] = make()
    found: _Kept = of.memory[key]  # type: ignore[assignment]
    return found


def _base(of: World, epoch: Epoch) -> World:
    """Where nobody meets the challenger, and before programs come, worlds of one seed are the same, and so are readings of them."""
    return of if epoch.live else of.calm or of


def percent(p: float) -> str:
    """A p-value as it is written."""
    return "<.0001" if p < 1e-4 else f"{p:.4f}"[1:] if p < 1 and not math.isclose(p, 1) else "1.0"
