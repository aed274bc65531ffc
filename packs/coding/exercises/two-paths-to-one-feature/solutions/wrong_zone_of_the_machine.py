"""Why: the time of a request is turned into that of the machine before the offset of the shop is added.
Fails: plain, late-evening, west-and-half-hours, half-cents, missing, vouchers, days, turn-of-the-year, large-amounts, many-orders
"""

from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

_START = datetime(1970, 1, 1)
_DAY_S = 24 * 60 * 60


def training_features(row):
    return features(
        placed_s=seconds(row["placed_at"]),
        last_s=seconds(row["last_order_at"]) if row["last_order_at"] else None,
        offset_min=int(row["utc_offset_min"]),
        amount=row["amount"],
        country=row["country"],
        items=int(row["items"]) if row["items"] else None,
    )


def serving_features(request):
    last_ms = request.get("last_order_at_ms")
    return features(
        placed_s=request["placed_at_ms"] // 1000,
        last_s=None if last_ms is None else last_ms // 1000,
        offset_min=request["utc_offset_min"],
        amount=str(request["amount"]),
        country=request.get("country"),
        items=request.get("items"),
    )


def seconds(text):
    """Whole seconds since 1970 of a time in UTC."""
    return (datetime.fromisoformat(text) - _START) // timedelta(seconds=1)


def features(placed_s, last_s, offset_min, amount, country, items):
    """The one definition: times in seconds since 1970 in UTC, the amount as it is written, None for what is missing."""
    local = datetime.fromtimestamp(placed_s) + timedelta(minutes=offset_min)
    return {
        "hour": local.hour,
        "weekend": int(local.weekday() >= 5),
        "amount_cents": int((Decimal(amount) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)),
        "days_since_last": -1 if last_s is None else max(0, (placed_s - last_s) // _DAY_S),
        "country": (country or "").strip().upper() or "??",
        "items": 1 if items is None else items,
    }
