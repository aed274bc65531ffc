"""What goes wrong with training, and what it changes: in the files of records, in how a run computes, or in what is started at all.

onset + Tape -> Damage of each file; the precision; the export that hangs
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from greenroom.labs.arrays import DAY_H
from greenroom.labs.noise import stream
from greenroom.labs.onset import Onset
from greenroom.labs.training.floats32 import Floats32
from greenroom.labs.training.records import RECORD_BYTES
from greenroom.labs.training.world import LARGEST, MARKETS, RATIO, Tape
from greenroom.model.lab_kinds import Fault

_FLIPPED, _CUT_SHORT = (1, LARGEST), 0
"""Markets whose uploads go through the faulty gateway: of two files a bit differs, of one the end is missing."""


@dataclass(frozen=True)
class Damage:
    """How one file differs from what it should hold.

    Attributes:
        infinite: Rows whose ratio was divided by zero when the file was made.
        flipped: A bit of the file that is not what was written; -1 for none.
        kept: Bytes that are there; -1 for all.
    """

    infinite: tuple[int, ...] = ()
    flipped: int = -1
    kept: int = -1

    def stored(self, file: bytes) -> bytes:
        """`file` as it lies in storage; rows are damaged before, by who makes it."""
        if self.flipped >= 0:
            place, bit = divmod(self.flipped, 8)
            file = file[:place] + bytes([file[place] ^ (1 << bit)]) + file[place + 1 :]
        return file if self.kept < 0 else file[: self.kept]

    @property
    def in_storage(self) -> bool:
        """Whether fetching the file again from who made it mends it."""
        return self.flipped >= 0 or self.kept >= 0


WHOLE = Damage()


def damage(onset: Onset, seed: int, tape: Tape, day: int, market: int) -> Damage:
    """What is wrong with the file of `day` and `market`; it is made when the day ends, and nothing is before the onset."""
    if (day + 1) * DAY_H < onset.at_h:
        return WHOLE
    if onset.fault is Fault.INFINITE_ROW:
        return Damage(infinite=_infinite(onset, seed, tape, day, market))
    if onset.fault is Fault.CORRUPT_RECORDS:
        rows = tape.rows(day, market)
        draw = stream(seed, f"storage {day} {market}")
        # `severity` is the share of the file before its first damage.
        first = int(onset.severity * len(rows) * draw.uniform(0.5, 1.5))
        byte = first * RECORD_BYTES + int(draw.integers(RECORD_BYTES))
        if market in _FLIPPED:
            return Damage(flipped=byte * 8 + int(draw.integers(8)))
        if market == _CUT_SHORT:
            return Damage(kept=byte + int(0.1 * len(rows)) * RECORD_BYTES)
    return WHOLE


def _infinite(onset: Onset, seed: int, tape: Tape, day: int, market: int) -> tuple[int, ...]:
    """One row of the first day, in some market; of the days after it about `severity` of them, in all markets."""
    draw = stream(seed, f"first payments {day}")
    count = 1 if day == int(onset.at_h // DAY_H) else int(draw.poisson(onset.severity))
    markets, where = draw.integers(0, len(MARKETS), count), draw.random(count)
    rows = tape.rows(day, market)
    able = np.flatnonzero((tape.when_h[rows] >= onset.at_h) & ~tape.held_out[rows])
    if not len(able):
        return ()
    return tuple(
        sorted(
            {
                int(able[int(place * len(able))])
                for at, place in zip(markets, where, strict=True)
                if at == market
            }
        )
    )


def divided_by_zero(features: Floats32, rows: tuple[int, ...]) -> Floats32:
    """`features` (rows x 8) with the ratio of `rows` infinite."""
    found = features.copy()
    found[list(rows), RATIO] = np.inf
    return found


def hangs(onset: Onset, seed: int) -> int:
    """The market whose export hangs from the onset on; -1 where none does."""
    if onset.fault is not Fault.SKIPPED_RUNS:
        return -1
    return LARGEST if stream(seed, "hanging export").random() < 0.5 else 0
