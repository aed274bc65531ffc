"""What is set aside and what is spent: GPUs of a yearly budget, canaries, error budgets, labels, holdouts, storage."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from greenroom.labs.capacity.amounts import not_negative, positive, share_of_one

HOURS_PER_YEAR = 8760.0
DAYS_PER_YEAR = 365.0
_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One part of a yearly budget, in dollars, GPU hours, and GPUs rented around the clock (whole ones that it pays for)."""

    name: str
    usd_per_year: float
    gpu_hours: float
    gpus: int


def gpus_for(usd_per_year: float, *, usd_per_gpu_hour: float) -> int:
    """GPUs that a yearly sum rents for every hour of the year, rounded down."""
    hours = not_negative("usd_per_year", usd_per_year) / positive("usd_per_gpu_hour", usd_per_gpu_hour)
    return math.floor(hours / HOURS_PER_YEAR)


def split_budget(
    usd_per_year: float, shares: Mapping[str, float], *, usd_per_gpu_hour: float
) -> tuple[BudgetLine, ...]:
    """The budget by name, in the order of `shares`; they may leave a rest.

    Raises:
        ValueError: A share is not from 0 to 1, or together they are more than 1.
    """
    if sum(share_of_one(name, share) for name, share in shares.items()) > 1 + _SLACK:
        raise ValueError(f"the shares {dict(shares)} are more than the budget")
    return tuple(
        BudgetLine(
            name,
            share * usd_per_year,
            share * usd_per_year / usd_per_gpu_hour,
            gpus_for(share * usd_per_year, usd_per_gpu_hour=usd_per_gpu_hour),
        )
        for name, share in shares.items()
    )


@dataclass(frozen=True, slots=True)
class Canary:
    """A release on a share of the traffic.

    `extra_usd_per_request` is what a request on the canary costs more than elsewhere: spare machines, a second model in shadow.
    """

    share: float
    requests_per_day: float
    extra_usd_per_request: float = 0.0

    @property
    def requests_per_h(self) -> float:
        """Requests that meet the canary in an hour."""
        return share_of_one("share", self.share) * positive("requests_per_day", self.requests_per_day) / 24

    def harmed(self, *, effect_share: float, delay_h: float) -> float:
        """Requests harmed by a canary that fails `effect_share` more of them, until it is seen and taken back."""
        return (
            self.requests_per_h
            * share_of_one("effect_share", effect_share)
            * not_negative("delay_h", delay_h)
        )

    def usd_per_week(
        self, *, bad_releases_per_week: float, effect_share: float, delay_h: float, usd_per_harm: float
    ) -> float:
        """What it costs to run, and the expected cost of what it lets through before it is stopped."""
        running = self.requests_per_h * 168 * self.extra_usd_per_request
        harm = bad_releases_per_week * self.harmed(effect_share=effect_share, delay_h=delay_h) * usd_per_harm
        return running + harm


def burn_rate(bad_share: float, *, objective: float) -> float:
    """How many times too fast the error budget goes: at 1 it lasts exactly its period (Google, "The Site Reliability Workbook")."""
    return share_of_one("bad_share", bad_share) / positive(
        "1 - objective", 1 - share_of_one("objective", objective)
    )


def budget_spent(burn: float, hours: float, *, period_h: float = 720.0) -> float:
    """The share of a period's error budget that a burn rate takes in so many hours; the period is 30 days."""
    return not_negative("burn", burn) * not_negative("hours", hours) / positive("period_h", period_h)


def hours_to_alert(burn: float, *, threshold: float, window_h: float) -> float:
    """How long a sudden constant burn lasts until its mean over the window reaches the threshold; inf where it never does."""
    return window_h * threshold / burn if burn >= threshold else math.inf


def mean_age_days(*, label_delay_days: float, build_days: float, interval_days: float) -> float:
    """How old the newest labels are that a model has seen, on average over its time in service.

    They were `label_delay_days` old when training began, `build_days` more at release, and then age until the next release.
    """
    return label_delay_days + build_days + interval_days / 2


def holdout_usd_per_year(
    *, declined_per_day: float, share: float, bad_share: float, usd_per_bad: float, usd_per_good: float
) -> float:
    """What it costs to let a share of what the model declines through, to learn what it would have been.

    Args:
        declined_per_day: Cases that the model would stop.
        share: Part of them let through, drawn at random.
        bad_share: How many of those are bad, the model's true precision.
        usd_per_bad: Lost on each of these.
        usd_per_good: Gained on each of the rest.
    """
    let_through = declined_per_day * share_of_one("share", share) * DAYS_PER_YEAR
    return let_through * (share_of_one("bad_share", bad_share) * usd_per_bad - (1 - bad_share) * usd_per_good)


def stored_bytes(rows: float, row_bytes: float, *, copies: float = 1.0, fill: float = 1.0) -> float:
    """Space to rent for rows kept in so many copies, on machines that are filled to a share `fill` only."""
    return rows * row_bytes * copies / positive("fill", share_of_one("fill", fill))


def keys_per_s(requests_per_s: float, *, keys_per_request: float, cached_share: float = 0.0) -> float:
    """Keys read from a store in a second, after what a cache in front of it answers."""
    return requests_per_s * keys_per_request * (1 - share_of_one("cached_share", cached_share))
