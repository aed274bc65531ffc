"""How payments are made: when in the day and the week, and what an ordinary one looks like.

stream + who + when -> columns of payments, by name, one length each
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from greenroom.labs.arrays import DAY_H, WEEK_H, Floats, Ints

if TYPE_CHECKING:
    from greenroom.labs.payments.world import Size

Columns: TypeAlias = dict[str, NDArray[np.generic]]
CATEGORIES = 24
"""Kinds of merchant, numbered from 0; a thief's new scheme works through one of them at a time."""
_BY_HOUR = np.array(
    [3, 2, 1, 1, 1, 2, 4, 7, 10, 11, 12, 13, 14, 13, 12, 12, 13, 14, 15, 15, 13, 11, 8, 5], dtype=float
)
_BY_DAY = np.array([1.0, 0.97, 0.98, 1.0, 1.12, 1.2, 1.05])  # the lab begins on a Monday at midnight


def times(draw: np.random.Generator, size: Size, count: int) -> Floats:
    """`count` times over history and lab, denser where the day and the week are."""
    hours = np.arange(-size.history_h, size.lab_h)
    weight = _BY_HOUR[(hours % DAY_H).astype(int)] * _BY_DAY[((hours % WEEK_H) // DAY_H).astype(int)]
    edges = np.concatenate([[0.0], np.cumsum(weight / weight.sum())])
    found: Floats = np.interp(np.sort(draw.random(count)), edges, np.append(hours, size.lab_h))
    return found


def paid(draw: np.random.Generator, when: Floats, customer: Ints, usual: Floats, share: Floats) -> Columns:
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
