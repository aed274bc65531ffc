"""What each feature is; both code paths (`offline`, `serving`) compute these and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """Where the value of a feature comes from when a payment is scored."""

    REQUEST = "request"  # the payment itself carries it
    TABLE = "table"  # a table by customer that the materialiser writes every hour
    BOTH = "request and table"


@dataclass(frozen=True)
class Feature:
    """One feature; `window_h` hours of the customer's payments where it looks back, else 0."""

    name: str
    source: Source
    unit: str
    window_h: int = 0


FEATURES = (
    Feature("amount_usd", Source.REQUEST, "USD"),
    Feature("amount_over_mean", Source.BOTH, "times the customer's mean"),
    Feature("merchant_risk", Source.REQUEST, "0 to 1"),
    Feature("ip_risk", Source.REQUEST, "0 to 1"),
    Feature("device_days", Source.REQUEST, "days"),
    Feature("abroad", Source.REQUEST, "0 or 1"),
    Feature("hour", Source.REQUEST, "hour of the day"),
    Feature("category", Source.REQUEST, "kind of merchant, 0 to 23"),
    Feature("paid_3h", Source.TABLE, "payments", 3),
    Feature("paid_24h", Source.TABLE, "payments", 24),
    Feature("spent_24h", Source.TABLE, "USD", 24),
    Feature("member_days", Source.TABLE, "days"),
)
NAMES = tuple(one.name for one in FEATURES)
"""What every version may read."""
DISPUTED = Feature("disputed_3d", Source.TABLE, "payments disputed", 72)
"""A customer's payments of the last days that a bank has disputed so far; only versions whose recipe names it read it."""
MOVED = {"device_days": 24.0, "ip_risk": 100.0, "merchant_risk": 100.0}
"""Features whose unit schema 2 has otherwise (hours, hundredths), and how many of it make one of schema 1's."""
TABLES = frozenset(one.name for one in FEATURES if one.source is not Source.REQUEST)
MEAN_H = 336
"""Hours of payments in a customer's mean amount."""
PRIOR_PAYMENTS, PRIOR_USD = 3.0, 40.0
"""A customer's mean begins as if they had made this many payments of this many USD."""
