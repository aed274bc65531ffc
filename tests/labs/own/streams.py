"""Streams of labelled events that drift where they are told to, as the text of a CSV file."""

from datetime import UTC, datetime, timedelta
from functools import cache

import numpy as np

ROWS, DAYS = 12_000, 30
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
TURN_DAY = 22
"""From this day on it is otherwise: 2026-01-23."""


@cache
def stream(kind="calm", seed=1, rows=ROWS):
    """`kind`: "calm"; "shift" moves the column `side`, which says nothing; "turn" turns what `main` means."""
    draw = np.random.default_rng(seed)
    day = np.sort(draw.random(rows)) * DAYS
    late = day >= TURN_DAY
    main, side, plain = draw.normal(size=(3, rows))
    side = side + (1.0 * late if kind == "shift" else 0.0)
    means = np.where(late & (kind == "turn"), -1.5, 1.5)
    shop = draw.choice(["a", "b", "c"], size=rows)
    chance = 1 / (1 + np.exp(2.0 - means * main - 0.5 * (shop == "a")))
    label = draw.random(rows) < chance
    lines = ["when,main,side,plain,shop,is_fraud"]
    for at in range(rows):
        when = (BEGAN + timedelta(days=float(day[at]))).strftime("%Y-%m-%d %H:%M:%S")
        lines.append(f"{when},{main[at]:.4f},{side[at]:.4f},{plain[at]:.4f},{shop[at]},{int(label[at])}")
    return "\n".join(lines) + "\n"
