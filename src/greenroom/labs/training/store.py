"""The store of shards: one file of records for each day and market, as it lies there, and what a reader gets of it.

World (seed, tape) -> file -> rows

A shard is called `d05-c`: day 5 of the lab, market c; `b01-c` is of the last day before the lab.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np

from greenroom.labs.arrays import Ints
from greenroom.labs.training.faults import Damage, divided_by_zero
from greenroom.labs.training.records import ROW, Read, read, written
from greenroom.labs.training.world import MARKETS, Size, Tape, tape

Made = TypeVar("Made")
READY_AFTER_H = 0.5
"""An export writes its file within half an hour of the day's end."""


@dataclass(frozen=True)
class World:
    """What no player can change, with what was already computed from it; share it between plays."""

    seed: int
    tape: Tape
    known: dict[Hashable, Any] = field(default_factory=dict)
    _events: dict[tuple[int, int], Ints] = field(default_factory=dict)
    _files: dict[tuple[int, int, Damage], bytes] = field(default_factory=dict)
    _reads: dict[tuple[int, int, Damage], Read] = field(default_factory=dict)

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` makes, from memory where it was made before: two plays train the same night on the same rows only once."""
        if key not in self.known:
            self.known[key] = make()
        found: Made = self.known[key]
        return found

    def events(self, day: int, market: int) -> Ints:
        """Payments of a day in a market."""
        if (day, market) not in self._events:
            self._events[day, market] = self.tape.rows(day, market)
        return self._events[day, market]

    def file(self, day: int, market: int, damage: Damage) -> bytes:
        """The file of `day` and `market` as it lies in storage."""
        key = (day, market, damage)
        if key not in self._files:
            self._files[key] = damage.stored(self._written(day, market, damage))
        return self._files[key]

    def read(self, day: int, market: int, damage: Damage) -> Read:
        """What a reader that verifies checksums gets of that file."""
        key = (day, market, damage)
        if key not in self._reads:
            self._reads[key] = read(self.file(day, market, damage))
        return self._reads[key]

    def expected(self, day: int, market: int) -> int:
        """Rows of that file by the manifest that its export wrote."""
        return len(self.events(day, market))

    def _written(self, day: int, market: int, damage: Damage) -> bytes:
        events = self.events(day, market)
        rows = np.zeros(len(events), dtype=ROW)
        rows["event"] = events
        rows["features"] = divided_by_zero(self.tape.features[events], damage.infinite)
        rows["stolen"] = self.tape.stolen[events]
        return written(rows)


@lru_cache(maxsize=2)
def world(seed: int, size: Size) -> World:
    """The world of `seed`; all scenarios of a seed meet the same payments."""
    return World(seed, tape(seed, size))


def shard_name(day: int, market: int) -> str:
    """What a file is called."""
    return f"{day_name(day)}-{MARKETS[market]}"


def day_name(day: int) -> str:
    """A day as names of files and runs tell it: `d05` is the fifth of the lab, `b01` the last before it."""
    return f"d{day + 1:02d}" if day >= 0 else f"b{-day:02d}"
