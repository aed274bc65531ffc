"""What the two arms of an epoch measured, by request or by user, adjusted by the week before or not.

World + Epoch + until -> sizes of the arms, Reading (one metric over everybody)

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
from greenroom.labs.experiment.world import World, totals
from greenroom.labs.rollout.estimate import Estimate
from greenroom.labs.rollout.normal import upper_tail
from greenroom.labs.rollout.sample_ratio import Minimum, SampleRatio, sample_ratio

MINIMUM = Minimum(observations=500, events=100)
"""Users of an arm, and clicks, before anything is decided."""
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
        seen = counted(of, epoch, requests)
        treated = canary(of, epoch)
        return int((seen & treated).sum()), int((seen & ~treated).sum())

    return kept(of, ("arms", epoch, until_h), made)


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
                float(rates[0]),
                float(rates[1]),
                Estimate(float(rates[0] - rates[1]), variance),
                sizes,
                counts,
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

    return kept(of, ("reading", epoch, until_h, metric, unit, cuped), made)


def _outcomes(of: World, epoch: Epoch, until_h: float, metric: str) -> tuple[Floats, Floats, Flags, Floats]:
    """Of users who came and count: requests, what happened under the model that served them, whether in the canary, the week before."""
    what = ("clicks", "more") if metric == "clicks" and epoch.live else (metric,)
    every = totals(of, epoch.since_h, until_h, what)
    rows = np.flatnonzero(counted(of, epoch, every[0]))
    treated = canary(of, epoch)[rows]
    events = every[1][rows]
    if len(what) > 1:
        events = events + every[2][rows] * treated
    return every[0][rows], events, treated, known_before(of)[rows]


def _by_arm(values: Floats, inside: Floats) -> Floats:
    """Sums over the canary and over the control."""
    ours = float((values * inside).sum())  # no dot product: its order of adding up differs between machines
    return np.array([ours, float(values.sum()) - ours])


def counted(of: World, epoch: Epoch, requests: Floats) -> Flags:
    """Who came, programs left out where they are filtered."""
    seen: Flags = requests > 0
    return seen & of.is_person if epoch.filtered else seen


def known_before(of: World) -> Floats:
    """How many more clicks each user made in the week before than its requests would have."""

    def made() -> Floats:
        requests, clicks = of.before
        known: Floats = clicks - clicks.sum() / requests.sum() * requests
        return known

    return kept(of, "known before", made)


def kept(of: World, key: object, make: Callable[[], _Kept]) -> _Kept:
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
