"""The features of the fraud model: from warehouse rows for training, from requests for serving."""

from datetime import datetime, timedelta


def training_features(row):
    """The features of an order, from a row of the warehouse."""
    placed = datetime.fromisoformat(row["placed_at"])
    days = -1
    if row["last_order_at"]:
        days = (placed - datetime.fromisoformat(row["last_order_at"])).days
    return {
        "hour": placed.hour,
        "weekend": int(placed.isoweekday() > 5),
        "amount_cents": round(float(row["amount"]) * 100),
        "days_since_last": days,
        "country": row["country"].strip().upper() or "??",
        "items": int(row["items"] or 0),
    }


def serving_features(request):
    """The features of an order, from a request."""
    local = datetime.fromtimestamp(request["placed_at_ms"] / 1000) + timedelta(minutes=request["utc_offset_min"])
    last_ms = request.get("last_order_at_ms") or request["placed_at_ms"]
    return {
        "hour": local.hour,
        "weekend": int(local.weekday() in (5, 6)),
        "amount_cents": int(request["amount"] * 100),
        "days_since_last": round((request["placed_at_ms"] - last_ms) / 86_400_000),
        "country": request.get("country", "??"),
        "items": request.get("items", 1),
    }
