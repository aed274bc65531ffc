"""What a test of so many days at such a share can see, from how much users differed in the week before.

World + share + days -> least lift that is shown, power
"""

from __future__ import annotations

import numpy as np

from greenroom.labs.arrays import DAY_H, WEEK_H
from greenroom.labs.experiment.plan import ALPHA, Unit
from greenroom.labs.experiment.reads import slope
from greenroom.labs.experiment.world import World, totals
from greenroom.labs.rollout import power, ratio_metric

_WEEK_DAYS = 7.0


def noise(of: World, unit: Unit, days: float, *, cuped: bool) -> tuple[float, float, float]:
    """Clicks per request, requests in so many days, and how many times larger the variance is than if they were independent."""
    rate, a_day, spread = _week(of)
    if unit is Unit.REQUEST:
        return rate, a_day * days, 1.0
    growth = np.log(spread[1] / spread[0]) / np.log(2.0)  # users come again: their requests grow alike
    inflation = float(spread[1] * (days / _WEEK_DAYS) ** growth)
    return rate, a_day * days, inflation * (1 - _explained(of) if cuped else 1.0)


def detectable_lift(of: World, share: float, days: float, unit: Unit, *, cuped: bool) -> float:
    """The least relative lift that a test of clicks shows with 80 % power, at the alpha of launches."""
    rate, requests, inflation = noise(of, unit, days, cuped=cuped)
    return power.detectable_lift(
        rate, requests * share, requests * (1 - share), alpha=ALPHA, inflation=inflation
    )


def chance(of: World, lift: float, share: float, days: float, unit: Unit, *, cuped: bool) -> float:
    """The power to show `lift`."""
    rate, requests, inflation = noise(of, unit, days, cuped=cuped)
    return power.power(rate, lift, requests * share, requests * (1 - share), alpha=ALPHA, inflation=inflation)


def information(of: World, share: float, days: float, *, cuped: bool) -> float:
    """1 / variance of the difference that a test will have at its end."""
    rate, requests, inflation = noise(of, Unit.USER, days, cuped=cuped)
    return power.information(rate, requests * share, requests * (1 - share), inflation=inflation)


def _week(of: World) -> tuple[float, float, tuple[float, float]]:
    """Clicks per request, requests a day, and the inflation in half a week and in a week."""
    if "week" not in of.memory:
        spread = []
        for since_h in (-WEEK_H / 2, -WEEK_H):
            requests, clicks = totals(of, since_h, 0.0, ("clicks",))
            seen = requests > 0
            spread.append(ratio_metric.inflation(clicks[seen], requests[seen]))
        asked, clicked = of.before.sum(axis=1)
        of.memory["week"] = (
            float(clicked / asked),
            float(asked) / (WEEK_H / DAY_H),
            (spread[0], spread[1]),
        )
    return of.memory["week"]  # type: ignore[return-value]


def _explained(of: World) -> float:
    """How much of the second half of the week the first half tells: the squared correlation of users' surplus clicks."""
    if "explained" not in of.memory:
        surplus = []
        for since_h in (-WEEK_H, -WEEK_H / 2):
            requests, clicks = totals(of, since_h, since_h + WEEK_H / 2, ("clicks",))
            surplus.append((requests, clicks - clicks.sum() / requests.sum() * requests))
        seen = surplus[1][0] > 0
        before, after = surplus[0][1][seen], surplus[1][1][seen]
        of.memory["explained"] = slope(before, after) * slope(after, before)
    return of.memory["explained"]  # type: ignore[return-value]
