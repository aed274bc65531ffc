"""The world that is trained for: payments of four markets, and thieves who change their ways a little every day.

seed + Size -> Tape

Times are hours; 0 is when the lab begins. What makes a payment look like theft turns by some degrees a day, in each market from another
side: a model that was right a week ago is wrong today, and one that has not seen a market is wrong there (concept drift).
Customers are asked by message whether it was them, so the truth about a payment is known when its day ends.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from greenroom.labs.arrays import DAY_H, Flags, Floats, Ints
from greenroom.labs.noise import stream
from greenroom.labs.training.floats32 import Floats32
from greenroom.labs.training.records import FEATURES

MARKETS = ("a", "b", "c", "d")
_MARKET_SHARES = (0.28, 0.22, 0.34, 0.16)
LARGEST = 2
"""The market with the most payments."""
NAMES = (
    "amount_log", "amount_over_mean_log", "device_days_log", "ip_risk", "merchant_risk", "since_last_log", "seller_turnover_usd", "distance_km",
)  # fmt: skip
RATIO, TURNOVER = NAMES.index("amount_over_mean_log"), NAMES.index("seller_turnover_usd")
MEAN = np.array([3.4, 0.0, 4.0, 0.3, 0.25, 2.5, 26_940.0, 40.0], dtype=np.float32)
SPREAD = np.array([0.9, 0.6, 1.4, 0.1, 0.08, 1.2, 17_307.0, 12.0], dtype=np.float32)
"""Mean and standard deviation of each feature in the events of a year: the statistics that the trainer has on file."""
BOUND = 60.0
"""Beyond so many standard deviations of its mean no feature can be: what the schema says."""

_BY_HOUR = np.array(
    [4, 3, 2, 2, 2, 3, 5, 7, 10, 11, 12, 13, 14, 13, 12, 12, 13, 14, 15, 15, 13, 11, 8, 5], dtype=float
)
_BASE, _TURNING, _STEADY = -6.6, 1.5, (1.2, 0.6)
_DEGREES_A_DAY = 9.0
_MARKET_DEGREES = np.array([0.0, 60.0, 150.0, -70.0])
_HELD_OUT = 0.15
_WHOLESALE_A_DAY, _WHOLESALE_SPREADS = 0.9, 30.0


@dataclass(frozen=True)
class Size:
    """`per_day` payments, `history_days` before the lab and `lab_days` in it."""

    per_day: int = 7000
    history_days: int = 11
    lab_days: int = 10


@dataclass(frozen=True)
class Tape:
    """All payments in their order of time; arrays of one length.

    `features` are as the model sees them, float32 (payments x 8); `held_out` are never trained on, whatever the run.
    """

    size: Size
    when_h: Floats
    market: Ints
    features: Floats32
    stolen: Flags
    held_out: Flags

    def rows(self, day: int, market: int) -> Ints:
        """Payments of a day of the lab (0 the first, negative before it) in a market."""
        low, high = np.searchsorted(self.when_h, [day * DAY_H, (day + 1) * DAY_H])
        return np.flatnonzero(self.market[low:high] == market) + int(low)


def tape(seed: int, size: Size) -> Tape:
    """The payments of `seed`; nothing that goes wrong in training or storage changes them."""
    draw = stream(seed, "training events")
    days = size.history_days + size.lab_days
    count = days * size.per_day
    when = _times(draw, size, count)
    market = draw.choice(len(MARKETS), count, p=_MARKET_SHARES)
    normal = draw.standard_normal((count, FEATURES)).astype(np.float32)
    # A seller's turnover is never negative and has a long tail.
    normal[:, TURNOVER] = (24_000 * (1 + 0.35 * normal[:, TURNOVER]) ** 2 - MEAN[TURNOVER]) / SPREAD[TURNOVER]
    chance = 1 / (1 + np.exp(-(_BASE + (_weights(draw, when, market) * normal).sum(axis=1))))
    stolen = draw.random(count) < chance
    held_out = draw.random(count) < _HELD_OUT
    wholesale = draw.random(count) < _WHOLESALE_A_DAY / size.per_day  # rare, honest, and valid
    normal[wholesale, TURNOVER] = _WHOLESALE_SPREADS
    stolen[wholesale] = False
    return Tape(size, when, market, MEAN + SPREAD * normal, stolen, held_out)


def _times(draw: np.random.Generator, size: Size, count: int) -> Floats:
    hours = np.arange(-size.history_days * DAY_H, size.lab_days * DAY_H)
    weight = _BY_HOUR[(hours % DAY_H).astype(int)]
    edges = np.concatenate([[0.0], np.cumsum(weight / weight.sum())])
    found: Floats = np.interp(np.sort(draw.random(count)), edges, np.append(hours, size.lab_days * DAY_H))
    return found


def _weights(draw: np.random.Generator, when: Floats, market: Ints) -> Floats:
    """What each feature says of theft at each payment's time and market: three pairs turn, two features stay."""
    found = np.zeros((len(when), FEATURES))
    turned = np.deg2rad(_MARKET_DEGREES[market] + _DEGREES_A_DAY * when / DAY_H)
    for pair, begin in enumerate(draw.uniform(0, 2 * np.pi, 3)):
        angle = begin + (turned if pair % 2 else -turned)
        found[:, 2 * pair], found[:, 2 * pair + 1] = _TURNING * np.cos(angle), _TURNING * np.sin(angle)
    found[:, 6:] = _STEADY
    return found
