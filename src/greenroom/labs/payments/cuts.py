"""Slices of customers and payments, by which a mean is taken apart.

payments -> Cut (by country, kind of merchant, hour, ...), each with a place for every payment
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from greenroom.labs.arrays import DAY_H, Floats, Ints
from greenroom.labs.payments.paying import CATEGORIES
from greenroom.labs.payments.world import Payments


@dataclass(frozen=True)
class Cut:
    """One way to slice: `of[i]` is the place of payment i in `labels`."""

    name: str
    labels: tuple[str, ...]
    of: Ints


def cuts(paid: Payments) -> tuple[Cut, ...]:
    """All there are."""
    member = paid.member_days[paid.customer]
    return (
        Cut("country", paid.countries, paid.country[paid.customer]),
        Cut("merchant", tuple(str(kind) for kind in range(CATEGORIES)), paid.category),
        _by("hours", paid.when_h % DAY_H, (6, 12, 18), ("0-6", "6-12", "12-18", "18-24")),
        _by("amount", paid.amount_usd, (15, 40, 100), ("under-15", "15-40", "40-100", "over-100")),
        _by("device", paid.device_days, (2,), ("new", "known")),
        _by("customer", member, (60,), ("new", "known")),
        Cut("abroad", ("no", "yes"), paid.abroad.astype(np.int64)),
    )


def _by(name: str, values: Floats, edges: tuple[float, ...], labels: tuple[str, ...]) -> Cut:
    return Cut(name, labels, np.searchsorted(np.array(edges, dtype=float), values, side="right"))
