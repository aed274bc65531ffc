"""A payments world: customers who pay, thieves who take accounts over, banks that say so days later.

seed + Size + Unrest -> Payments

Times are hours; 0 is when the lab begins, and what lies before it is the history that the first model learns from.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from greenroom.labs.arrays import DAY_H, Flags, Floats, Ints
from greenroom.labs.noise import stream
from greenroom.labs.payments import thieves
from greenroom.labs.payments.paying import Columns, paid, times

HELD_OUT_SHARE = 0.01
"""Of payments, let through whatever the score unless somebody sets it otherwise."""
_LABEL_SPREAD = 0.35  # of the logarithm of the hours until a chargeback
COUNTRIES = ("AT", "BE", "DK", "FI", "IE", "NL", "SE")
"""Where customers live; nothing about a payment depends on it."""
_FRESH_DEVICES = 0.15  # of payments in the market
_MARKETS = ("BG", "CY", "EE", "GR", "HR", "LT", "LV", "MT", "PL", "PT", "RO", "SI")


@dataclass(frozen=True)
class Size:
    """How much happens: `customers`, `per_day` payments, `history_h` hours before the lab and `lab_h` in it."""

    customers: int = 3000
    per_day: int = 8000
    history_h: float = 14 * DAY_H
    lab_h: float = 10 * DAY_H


@dataclass(frozen=True)
class Unrest:
    """What changes in the world from `onset_h` on, and what is special about it all along; the default is a world that stays as it is.

    Attributes:
        ring: Thefts of a new kind (small sums, known devices, at home, through one kind of merchant at a time) for each ordinary one.
        holiday: By how much more is paid, and each payment is larger, while nobody steals more.
        market: The share of customers who live in one more country, where internet addresses are rated risky and devices change often.
        scheme: As `ring`, but it has been there all along, and stays with its one kind.
        label_h: Median hours until the bank tells.
    """

    onset_h: float = np.inf
    ring: float = 0.0
    holiday: float = 0.0
    market: float = 0.0
    scheme: float = 0.0
    label_h: float = 60.0


@dataclass(frozen=True)
class Payments:
    """All payments of a world in their order of time; arrays of one length.

    `when_h`, `customer`, `amount_usd`, `category`, `merchant_risk` and `ip_risk` (0 to 1), `device_days` (age of the device
    at this customer), `abroad`, `stolen` (the truth), `known_h` (when the bank tells it, for stolen and honest ones alike) and
    `explored_at` and `looked_at` (uniform; those below a share are in the sample of that share, so that a larger sample holds the
    smaller: those let through whatever the score, and those that people or audits look at). By customer: `usual_usd`, `member_days`,
    `country` (a place in `countries`) and `place` (uniform: below a share are the customers whom a canary of that share serves).
    """

    size: Size
    when_h: Floats
    customer: Ints
    amount_usd: Floats
    category: Ints
    merchant_risk: Floats
    ip_risk: Floats
    device_days: Floats
    abroad: Floats
    stolen: Flags
    known_h: Floats
    explored_at: Floats
    looked_at: Floats
    usual_usd: Floats  # of each customer
    member_days: Floats  # of each customer, when the lab begins
    country: Ints  # of each customer
    place: Floats  # of each customer
    countries: tuple[str, ...] = COUNTRIES

    @property
    def unconditional(self) -> Flags:
        """One of the few that are let through whatever the score, so that there are labels of what is declined."""
        return self.explored_at < HELD_OUT_SHARE

    @property
    def amount_cents(self) -> Floats:
        """Amounts in whole cents: their sums are exact, in whatever order and from wherever they are added up."""
        cents: Floats = np.rint(self.amount_usd * 100)
        return cents


def payments(seed: int, size: Size, unrest: Unrest) -> Payments:
    """The world of `seed`; the same before the onset whatever the unrest."""
    who = stream(seed, "customers")
    usual = np.exp(who.normal(3.4, 0.6, size.customers))
    activity = who.gamma(1.2, 1.0, size.customers)
    member = who.exponential(500.0, size.customers) + 3.0
    parts = [
        _honest(stream(seed, "honest"), size, usual, activity),
        thieves.thefts(stream(seed, "thefts"), size, usual),
    ]
    if unrest.ring:
        made = thieves.ring(stream(seed, "ring"), size, usual, unrest.onset_h, unrest.ring)
        parts.append(thieves.moved_on(stream(seed, "ring moves"), made, unrest.onset_h))
    if unrest.scheme:
        parts.append(thieves.scheme(stream(seed, "scheme"), size, usual, unrest.scheme))
    if unrest.holiday:
        parts.append(_holiday(stream(seed, "holiday"), size, usual, activity, unrest))
    raw = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    order = np.argsort(raw["when_h"], kind="stable")
    raw = {name: values[order] for name, values in raw.items()}
    if unrest.scheme:
        thieves.kept_away(stream(seed, "scheme customers"), raw)
    country, countries = _countries(seed, size, unrest.market)
    if unrest.market:
        _as_there(stream(seed, "market payments"), raw, country == len(COUNTRIES))
    return Payments(
        size=size,
        when_h=raw["when_h"],
        customer=raw["customer"].astype(np.int64),
        amount_usd=np.round(raw["amount_usd"], 2),
        category=raw["category"].astype(np.int64),
        merchant_risk=raw["merchant_risk"],
        ip_risk=raw["ip_risk"],
        device_days=raw["device_days"],
        abroad=raw["abroad"],
        stolen=raw["stolen"] > 0,
        known_h=raw["when_h"] + np.exp(np.log(unrest.label_h) + _LABEL_SPREAD * raw["told_after"]),
        explored_at=raw["explored_at"],
        looked_at=raw["looked_at"],
        usual_usd=usual,
        member_days=member,
        country=country,
        place=stream(seed, "places").random(size.customers),
        countries=countries,
    )


def _countries(seed: int, size: Size, market: float) -> tuple[Ints, tuple[str, ...]]:
    """Where each customer lives, and the names of all countries, that of the market last."""
    draw = stream(seed, "countries")
    country = draw.integers(0, len(COUNTRIES), size.customers)
    name = _MARKETS[int(draw.integers(0, len(_MARKETS)))]
    if not market:
        return country, COUNTRIES
    return np.where(draw.random(size.customers) < market, len(COUNTRIES), country), (*COUNTRIES, name)


def _as_there(draw: np.random.Generator, raw: Columns, customers: Flags) -> None:
    """Honest payments of the market's `customers` as they are made there."""
    count = len(raw["when_h"])
    there = customers[raw["customer"].astype(np.int64)] & (raw["stolen"] == 0)
    raw["ip_risk"] = np.where(there, draw.beta(6.0, 4.0, count), raw["ip_risk"])
    fresh = draw.random(count) < _FRESH_DEVICES
    raw["device_days"] = np.where(there & fresh, draw.exponential(1.0, count), raw["device_days"])


def _honest(draw: np.random.Generator, size: Size, usual: Floats, activity: Floats) -> Columns:
    count = int(size.per_day * (size.history_h + size.lab_h) / DAY_H)
    customer = draw.choice(size.customers, count, p=activity / activity.sum())
    return paid(draw, times(draw, size, count), customer, usual, np.ones(count))


def _holiday(
    draw: np.random.Generator, size: Size, usual: Floats, activity: Floats, unrest: Unrest
) -> Columns:
    """Presents: more and larger honest payments at shops that customers do not know well."""
    count = int(unrest.holiday * size.per_day * (size.lab_h - unrest.onset_h) / DAY_H)
    when = times(draw, Size(size.customers, size.per_day, -unrest.onset_h, size.lab_h), count)
    customer = draw.choice(size.customers, count, p=activity / activity.sum())
    return paid(draw, when, customer, usual, np.full(count, 1.5))
