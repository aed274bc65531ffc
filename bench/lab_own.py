"""Events of one's own: how long a replay takes, and how often it is wrong about streams that are known.

    python bench/lab_own.py [--rows 100000] [--columns 30] [--streams 12]

Prints CPU seconds of `greenroom lab own` on a file of that size; then, of so many streams of 30,000 events in which nothing changes, how many
ring any of the lab's alerts, and of as many in which a column moves by one standard deviation on day 22, on which day that is known.
"""

from __future__ import annotations

import argparse
import statistics
import time
from datetime import UTC, datetime, timedelta

import numpy as np

from greenroom.labs.own.replay import Asked, Replay, replay

_TURN = 22


def main() -> None:
    """Print both."""
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given.add_argument("--rows", type=int, default=100_000)
    given.add_argument("--columns", type=int, default=30)
    given.add_argument("--streams", type=int, default=12)
    asked = given.parse_args()
    text = _stream(1, asked.rows, asked.columns - 2, moves=True)
    began = time.process_time()
    found = replay(text, Asked())
    took = time.process_time() - began
    print(
        f"{found.rows:,} events of {asked.columns} columns ({len(text) / 1e6:.0f} MB), {len(found.windows)} {found.by}s,"
        f" {sum(one.trainings for one in found.cadences)} retrainings: {took:.1f} CPU seconds"
    )
    quiet = Asked(every=())
    rang = sum(
        bool(_alerts(replay(_stream(seed, 30_000, 6, moves=False), quiet))) for seed in range(asked.streams)
    )
    print(f"nothing changes: {rang} of {asked.streams} streams ring an alert")
    known = [_known(replay(_stream(seed, 30_000, 6, moves=True), quiet)) for seed in range(asked.streams)]
    print(
        f"a column moves on day {_TURN}: known on day {statistics.median(day for day in known if day)} (median), in"
        f" {sum(day is None for day in known)} of {asked.streams} streams never"
    )


def _alerts(found: Replay) -> list[str]:
    return [one.name for one in found.monitors if one.rang and not one.name.startswith("any_")]


def _known(found: Replay) -> int | None:
    """The day of the month, less one."""
    first = next(one.alerted for one in found.drifts if one.name == "x0")
    return None if first is None else int(found.windows[first][-2:]) - 1


def _stream(seed: int, rows: int, columns: int, *, moves: bool) -> str:
    draw = np.random.default_rng(seed)
    day = np.sort(draw.random(rows)) * 30
    x = draw.normal(size=(rows, columns))
    label = draw.random(rows) < 1 / (1 + np.exp(3 - 1.2 * x[:, 1] - 0.8 * x[:, 2]))
    x[:, 0] += moves * (day >= _TURN)
    began = datetime(2026, 1, 1, tzinfo=UTC)
    lines = [",".join(["time", *(f"x{n}" for n in range(columns)), "label"])]
    for at in range(rows):
        when = (began + timedelta(days=float(day[at]))).strftime("%Y-%m-%d %H:%M:%S")
        lines.append(f"{when},{','.join(f'{one:.4f}' for one in x[at])},{int(label[at])}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
