"""How much traffic a test of a proportion needs, and what it can see with what there is.

rate + lift + power -> users;  users -> power, detectable lift;  traffic + canary share -> days

A fixed test, read once at its end, two-sided. Both arms are given the variance of the control's rate, as planning usually does: with
the canary's own a lift of 3 % on 5 % needs 1.4 % more. `lift` is relative: 0.03 is 5 % -> 5.15 %.
`inflation` is how many times the variance of independent observations there is (`ratio_metric.inflation`).
"""

from __future__ import annotations

import math

from greenroom.labs.rollout.normal import lower_tail, quantile, two_sided


def information(rate: float, canary: float, control: float, *, inflation: float = 1.0) -> float:
    """1 / variance of the difference of two shares near `rate` with so many observations in each arm.

    Raises:
        ValueError: The rate is not between 0 and 1, or another value is not positive.
    """
    if not 0 < rate < 1 or not min(canary, control, inflation) > 0:
        raise ValueError(
            f"no information in {canary:g} and {control:g} observations of a rate of {rate:g}, inflation {inflation:g}"
        )
    return 1 / (inflation * rate * (1 - rate) * (1 / canary + 1 / control))


def drift(rate: float, lift: float, canary: float, control: float, *, inflation: float = 1.0) -> float:
    """The z to be expected at the end; `group_sequential.crossing` takes it.

    Raises:
        ValueError: As `information`.
    """
    return rate * lift * math.sqrt(information(rate, canary, control, inflation=inflation))


def power(
    rate: float, lift: float, canary: float, control: float, *, alpha: float = 0.05, inflation: float = 1.0
) -> float:
    """The probability of showing this lift, in its own direction.

    Raises:
        ValueError: As `information`; or alpha is not between 0 and 1.
    """
    expected = drift(rate, abs(lift), canary, control, inflation=inflation)
    return float(lower_tail(expected - two_sided(alpha)))


def users_an_arm(
    rate: float, lift: float, *, power: float = 0.8, alpha: float = 0.05, inflation: float = 1.0
) -> float:
    """Users in each of two equal arms, with one observation a user, for this power; not rounded.

    Raises:
        ValueError: As `information`; or alpha or power is not between 0 and 1, or there is no lift.
    """
    return users(rate, lift, 0.5, power=power, alpha=alpha, inflation=inflation) / 2


def users(
    rate: float,
    lift: float,
    canary_share: float,
    *,
    power: float = 0.8,
    alpha: float = 0.05,
    inflation: float = 1.0,
) -> float:
    """Users in both arms together, `canary_share` of them in the canary, for this power; not rounded.

    Raises:
        ValueError: As `users_an_arm`; or the share is not between 0 and 1.
    """
    if not lift:
        raise ValueError("no number of users shows that there is no lift")
    one = information(rate, _share(canary_share), 1 - canary_share, inflation=inflation)
    return (_z(power, alpha) / (rate * lift)) ** 2 / one


def detectable_lift(
    rate: float,
    canary: float,
    control: float,
    *,
    power: float = 0.8,
    alpha: float = 0.05,
    inflation: float = 1.0,
) -> float:
    """The least relative lift that is shown with this power.

    Raises:
        ValueError: As `information`; or alpha or power is not between 0 and 1.
    """
    return _z(power, alpha) / (rate * math.sqrt(information(rate, canary, control, inflation=inflation)))


def days(
    rate: float, lift: float, canary_share: float, a_day: float, *, power: float = 0.8, alpha: float = 0.05,
    inflation: float = 1.0,
) -> float:  # fmt: skip
    """Days until this lift is shown with this power, with `a_day` users a day in both arms together; not rounded.

    Raises:
        ValueError: As `users`; or nobody comes.
    """
    if not a_day > 0:
        raise ValueError("with no users a day no number of days is enough")
    return users(rate, lift, canary_share, power=power, alpha=alpha, inflation=inflation) / a_day


def _z(power: float, alpha: float) -> float:
    return two_sided(alpha) + quantile(1 - power)


def _share(canary_share: float) -> float:
    if not 0 < canary_share < 1:
        raise ValueError(f"a share lies between 0 and 1, not {canary_share:g}")
    return canary_share
