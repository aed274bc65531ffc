"""Thieves: accounts taken over, a ring that moves on when a kind of merchant is burnt, stolen cards tried out.

stream + size + what each customer usually pays -> columns of payments, all of them stolen
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from greenroom.labs.arrays import DAY_H, Floats
from greenroom.labs.payments.paying import CATEGORIES, Columns, paid, times

if TYPE_CHECKING:
    from greenroom.labs.payments.world import Size

BURNT_H = 120.0
"""Hours after which a ring leaves a kind of merchant: banks have told of all but one in forty of its first thefts there, and it can count too."""
_THEFTS_PER_PAYMENT = 0.0042  # each of some five payments: about two in a hundred payments are stolen
_BEFORE_DAWN = (2.0, 5.0)
_KEPT_AWAY = 0.97  # of honest customers from the kind of merchant that a scheme goes through


def thefts(draw: np.random.Generator, size: Size, usual: Floats) -> Columns:
    """Accounts taken over: a burst of payments within hours, from a new device, larger than usual."""
    bursts = int(_THEFTS_PER_PAYMENT * size.per_day * (size.history_h + size.lab_h) / DAY_H)
    begun = times(draw, size, bursts)
    payments_each = 3 + draw.poisson(2.0, bursts)
    victim = np.repeat(draw.integers(0, size.customers, bursts), payments_each)
    when = np.repeat(begun, payments_each) + draw.exponential(1.6, payments_each.sum())
    inside = when < size.lab_h
    when, victim = when[inside], victim[inside]
    count = len(when)
    made = paid(draw, when, victim, usual, np.exp(draw.normal(0.75, 0.5, count)))
    made["merchant_risk"] = np.clip(draw.beta(2.6, 4.0, count), 0, 1)
    made["ip_risk"] = draw.beta(2.4, 4.0, count)
    made["device_days"] = np.where(
        draw.random(count) < 0.6, draw.exponential(1.0, count), made["device_days"]
    )
    made["abroad"] = (draw.random(count) < 0.3).astype(float)
    made["stolen"] = np.ones(count)
    return made


def ring(draw: np.random.Generator, size: Size, usual: Floats, since_h: float, for_each: float) -> Columns:
    """A new scheme: it looks like an ordinary payment but for the kind of merchant."""
    count = int(for_each * 5 * _THEFTS_PER_PAYMENT * size.per_day * (size.lab_h - since_h) / DAY_H)
    when = since_h + np.sort(draw.random(count)) * (size.lab_h - since_h)
    made = paid(draw, when, draw.integers(0, size.customers, count), usual, np.full(count, 0.8))
    made["category"] = np.full(count, int(draw.integers(0, CATEGORIES)))
    made["stolen"] = np.ones(count)
    return made


def moved_on(draw: np.random.Generator, made: Columns, since_h: float) -> Columns:
    """`made`, a ring's payments from `since_h` on, through another kind of merchant every `BURNT_H` hours, none of them twice.

    The first is the one they have; after all kinds it begins again. The draws are of a stream of its own, so that nothing else of the
    ring depends on them.
    """
    if not len(made["when_h"]):
        return made
    first = int(made["category"][0])
    others = draw.permutation(np.delete(np.arange(CATEGORIES), first))
    moves = np.floor((made["when_h"].astype(float) - since_h) / BURNT_H).astype(np.int64)
    return made | {"category": np.append(first, others)[moves % CATEGORIES]}


def scheme(draw: np.random.Generator, size: Size, usual: Floats, for_each: float) -> Columns:
    """Stolen cards tried out, all along: tiny sums before dawn through one kind of merchant, from devices that look known."""
    made = ring(draw, size, usual, -size.history_h, for_each)
    count = len(made["when_h"])
    made["amount_usd"] = draw.uniform(0.5, 1.5, count)
    made["merchant_risk"], made["ip_risk"] = draw.uniform(0.0, 0.02, (2, count))
    day = np.floor(made["when_h"].astype(float) / DAY_H)
    made["when_h"] = day * DAY_H + draw.uniform(*_BEFORE_DAWN, count)
    return made


def kept_away(draw: np.random.Generator, raw: Columns) -> None:
    """Few honest customers buy what a scheme goes through."""
    stolen = raw["stolen"] != 0
    kind = np.bincount(raw["category"][stolen].astype(np.int64)).argmax()
    moved = (raw["category"] == kind) & ~stolen & (draw.random(len(raw["when_h"])) < _KEPT_AWAY)
    raw["category"] = np.where(moved, (kind + 1) % CATEGORIES, raw["category"])
