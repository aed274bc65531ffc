"""A payments world: customers who pay, thieves who take accounts over, banks that say so days later.

seed + Size + Unrest -> Payments

Times are hours; 0 is when the lab begins, and what lies before it is the history that the first model learns from.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from greenroom.labs.arrays import DAY_H, WEEK_H, Flags, Floats, Ints
from greenroom.labs.noise import stream

CATEGORIES = 24
"""Kinds of merchant, numbered; a thief's new scheme works through one of them."""

_BY_HOUR = np.array(
    [3, 2, 1, 1, 1, 2, 4, 7, 10, 11, 12, 13, 14, 13, 12, 12, 13, 14, 15, 15, 13, 11, 8, 5], dtype=float
)
_BY_DAY = np.array([1.0, 0.97, 0.98, 1.0, 1.12, 1.2, 1.05])  # the lab begins on a Monday at midnight
_THEFTS_PER_PAYMENT = 0.0042  # each of some five payments: about two in a hundred payments are stolen
HELD_OUT_SHARE = 0.01
"""Of payments, let through whatever the score unless somebody sets it otherwise."""
_LABEL_SPREAD = 0.35  # of the logarithm of the hours until a chargeback
COUNTRIES = ("AT", "BE", "DK", "FI", "IE", "NL", "SE")
"""Where customers live; nothing about a payment depends on it."""
_BEFORE_DAWN = (2.0, 5.0)
_KEPT_AWAY = 0.97  # of honest customers from the kind of merchant that a scheme goes through
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
        ring: Thefts of a new kind (small sums, known devices, at home, through one kind of merchant) for each ordinary one.
        holiday: By how much more is paid, and each payment is larger, while nobody steals more.
        market: The share of customers who live in one more country, where internet addresses are rated risky and devices change often.
        scheme: As `ring`, but it has been there all along.
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
        _thefts(stream(seed, "thefts"), size, usual),
    ]
    if unrest.ring:
        parts.append(_ring(stream(seed, "ring"), size, usual, unrest.onset_h, unrest.ring))
    if unrest.scheme:
        parts.append(_scheme(stream(seed, "scheme"), size, usual, unrest.scheme))
    if unrest.holiday:
        parts.append(_holiday(stream(seed, "holiday"), size, usual, activity, unrest))
    raw = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    order = np.argsort(raw["when_h"], kind="stable")
    raw = {name: values[order] for name, values in raw.items()}
    if unrest.scheme:
        _kept_away(stream(seed, "scheme customers"), raw)
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


def _kept_away(draw: np.random.Generator, raw: dict[str, NDArray[np.generic]]) -> None:
    """Few honest customers buy what a scheme goes through."""
    stolen = raw["stolen"] != 0
    kind = np.bincount(raw["category"][stolen].astype(np.int64)).argmax()
    moved = (raw["category"] == kind) & ~stolen & (draw.random(len(raw["when_h"])) < _KEPT_AWAY)
    raw["category"] = np.where(moved, (kind + 1) % CATEGORIES, raw["category"])


def _countries(seed: int, size: Size, market: float) -> tuple[Ints, tuple[str, ...]]:
    """Where each customer lives, and the names of all countries, that of the market last."""
    draw = stream(seed, "countries")
    country = draw.integers(0, len(COUNTRIES), size.customers)
    name = _MARKETS[int(draw.integers(0, len(_MARKETS)))]
    if not market:
        return country, COUNTRIES
    return np.where(draw.random(size.customers) < market, len(COUNTRIES), country), (*COUNTRIES, name)


def _as_there(draw: np.random.Generator, raw: dict[str, NDArray[np.generic]], customers: Flags) -> None:
    """Honest payments of the market's `customers` as they are made there."""
    count = len(raw["when_h"])
    there = customers[raw["customer"].astype(np.int64)] & (raw["stolen"] == 0)
    raw["ip_risk"] = np.where(there, draw.beta(6.0, 4.0, count), raw["ip_risk"])
    fresh = draw.random(count) < _FRESH_DEVICES
    raw["device_days"] = np.where(there & fresh, draw.exponential(1.0, count), raw["device_days"])


def _times(draw: np.random.Generator, size: Size, count: int) -> Floats:
    """`count` times over history and lab, denser where the day and the week are."""
    hours = np.arange(-size.history_h, size.lab_h)
    weight = _BY_HOUR[(hours % DAY_H).astype(int)] * _BY_DAY[((hours % WEEK_H) // DAY_H).astype(int)]
    edges = np.concatenate([[0.0], np.cumsum(weight / weight.sum())])
    found: Floats = np.interp(np.sort(draw.random(count)), edges, np.append(hours, size.lab_h))
    return found


def _paid(
    draw: np.random.Generator, when: Floats, customer: Ints, usual: Floats, share: Floats
) -> dict[str, NDArray[np.generic]]:
    """Payments as customers make them, each `share` of what is usual for them."""
    count = len(when)
    category = draw.integers(0, CATEGORIES, count)
    return {
        "when_h": when,
        "customer": customer,
        "amount_usd": usual[customer] * share * np.exp(draw.normal(0, 0.55, count)) + 0.5,
        "category": category,
        "merchant_risk": np.clip(draw.beta(1.6, 5.0, count) + 0.012 * (category % 7), 0, 1),
        "ip_risk": draw.beta(1.5, 6.0, count),
        "device_days": np.where(draw.random(count) < 0.06, 0.0, draw.exponential(160.0, count)),
        "abroad": (draw.random(count) < 0.05).astype(float),
        "stolen": np.zeros(count),
        "told_after": draw.standard_normal(count),
        "explored_at": draw.random(count),
        "looked_at": draw.random(count),
    }


def _honest(
    draw: np.random.Generator, size: Size, usual: Floats, activity: Floats
) -> dict[str, NDArray[np.generic]]:
    count = int(size.per_day * (size.history_h + size.lab_h) / DAY_H)
    customer = draw.choice(size.customers, count, p=activity / activity.sum())
    return _paid(draw, _times(draw, size, count), customer, usual, np.ones(count))


def _thefts(draw: np.random.Generator, size: Size, usual: Floats) -> dict[str, NDArray[np.generic]]:
    """Accounts taken over: a burst of payments within hours, from a new device, larger than usual."""
    thefts = int(_THEFTS_PER_PAYMENT * size.per_day * (size.history_h + size.lab_h) / DAY_H)
    begun = _times(draw, size, thefts)
    payments_each = 3 + draw.poisson(2.0, thefts)
    victim = np.repeat(draw.integers(0, size.customers, thefts), payments_each)
    when = np.repeat(begun, payments_each) + draw.exponential(1.6, payments_each.sum())
    inside = when < size.lab_h
    when, victim = when[inside], victim[inside]
    count = len(when)
    made = _paid(draw, when, victim, usual, np.exp(draw.normal(0.75, 0.5, count)))
    made["merchant_risk"] = np.clip(draw.beta(2.6, 4.0, count), 0, 1)
    made["ip_risk"] = draw.beta(2.4, 4.0, count)
    made["device_days"] = np.where(
        draw.random(count) < 0.6, draw.exponential(1.0, count), made["device_days"]
    )
    made["abroad"] = (draw.random(count) < 0.3).astype(float)
    made["stolen"] = np.ones(count)
    return made


def _ring(
    draw: np.random.Generator, size: Size, usual: Floats, since_h: float, for_each: float
) -> dict[str, NDArray[np.generic]]:
    """A new scheme: it looks like an ordinary payment but for the kind of merchant."""
    count = int(for_each * 5 * _THEFTS_PER_PAYMENT * size.per_day * (size.lab_h - since_h) / DAY_H)
    when = since_h + np.sort(draw.random(count)) * (size.lab_h - since_h)
    made = _paid(draw, when, draw.integers(0, size.customers, count), usual, np.full(count, 0.8))
    made["category"] = np.full(count, int(draw.integers(0, CATEGORIES)))
    made["stolen"] = np.ones(count)
    return made


def _scheme(
    draw: np.random.Generator, size: Size, usual: Floats, for_each: float
) -> dict[str, NDArray[np.generic]]:
    """Stolen cards tried out, all along: tiny sums before dawn through one kind of merchant, from devices that look known."""
    made = _ring(draw, size, usual, -size.history_h, for_each)
    count = len(made["when_h"])
    made["amount_usd"] = draw.uniform(0.5, 1.5, count)
    made["merchant_risk"], made["ip_risk"] = draw.uniform(0.0, 0.02, (2, count))
    day = np.floor(made["when_h"].astype(float) / DAY_H)
    made["when_h"] = day * DAY_H + draw.uniform(*_BEFORE_DAWN, count)
    return made


def _holiday(
    draw: np.random.Generator, size: Size, usual: Floats, activity: Floats, unrest: Unrest
) -> dict[str, NDArray[np.generic]]:
    """Presents: more and larger honest payments at shops that customers do not know well."""
    count = int(unrest.holiday * size.per_day * (size.lab_h - unrest.onset_h) / DAY_H)
    when = _times(draw, Size(size.customers, size.per_day, -unrest.onset_h, size.lab_h), count)
    customer = draw.choice(size.customers, count, p=activity / activity.sum())
    return _paid(draw, when, customer, usual, np.full(count, 1.5))
