"""What the platform costs by the hour, and the cap on it.

settings -> USD an hour by class, and the tick at which nine tenths of the budget are gone

The cap is a rule of the finance team, older than anybody on call: once nine tenths are spent, training stops and the predictor is held at
seven machines until the period ends. It asks nobody which class spent the money.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from greenroom.labs.arrays import DAY_H, Flags, Floats
from greenroom.labs.serving.state import Settings
from greenroom.labs.serving.tape import TICKS_PER_H

BUDGET_USD, CAP_SHARE = 7400.0, 0.9
"""For the ten days of a lab."""
CAPPED_MACHINES = 7
MACHINE_USD, SHADOW_USD, TRAINING_USD = 1.0, 25.0, 18.0
"""A machine of the predictor; the shadow at full share; training while it runs: an hour of each."""
_FIXED_USD, _TELEMETRY_USD = 5.1, 2.0  # gateways, cache and shards
TRAINING_H = (1.0, 3.0)
"""Of the day."""
CLASSES = ("serving", "shadow", "training", "telemetry")


@dataclass(frozen=True)
class Bill:
    """One value a tick.

    Attributes:
        usd_per_h: Spending by class, (classes, ticks).
        machines: Replicas of the predictor that there really are, those of a canary included, (2, ticks): the champion's, the canary's.
        shadow: The share of requests that are scored in shadow.
        training: Whether a training runs that should, 1 or 0; NaN where none should.
        spent_usd: From the lab's begin to the end of each tick.
    """

    usd_per_h: Floats
    machines: Floats
    shadow: Floats
    training: Floats
    spent_usd: Floats


def bill(told: Settings) -> Bill:
    """The bill of settings; they begin at the lab's begin or before it, and what is before it counts for no budget."""
    free = _bill(told, capped=np.zeros(len(told.begins_h), dtype=bool))
    at = int(np.searchsorted(free.spent_usd, CAP_SHARE * BUDGET_USD))
    if at >= len(free.spent_usd):
        return free
    return _bill(told, capped=np.arange(len(told.begins_h)) > at)


def _bill(told: Settings, capped: Flags) -> Bill:
    wanted = np.minimum(told.machines, np.floor(np.maximum(told.serving_usd - _FIXED_USD, 0.0) / MACHINE_USD))
    wanted = np.where(capped, np.minimum(wanted, CAPPED_MACHINES), wanted)
    machines = _split(wanted, told.share)
    shadow = np.minimum(told.shadow, told.shadow_usd / SHADOW_USD)
    hour = told.begins_h % DAY_H
    planned = (hour >= TRAINING_H[0]) & (hour < TRAINING_H[1])
    runs = planned & (told.training_usd >= TRAINING_USD) & ~capped
    usd = np.stack(
        [
            machines.sum(axis=0) * MACHINE_USD + _FIXED_USD,
            shadow * SHADOW_USD,
            runs * TRAINING_USD,
            told.telemetry * _TELEMETRY_USD,
        ]
    )
    spent = np.cumsum(np.where(told.begins_h >= -1e-6, usd.sum(axis=0), 0.0)) / TICKS_PER_H
    return Bill(usd, machines, shadow, np.where(planned, runs, np.nan), spent)


def _split(machines: Floats, share: Floats) -> Floats:
    """The machines of champion and canary: the canary's are counted up and the champion's too, so that none is short of any."""
    canary = np.where(share > 0, np.ceil(share * machines - 1e-9) + 1, 0.0)
    champion = np.where(share < 1, np.maximum(machines - np.floor(share * machines + 1e-9), 1.0), 0.0)
    none = machines <= 0
    return np.stack([np.where(none, 0.0, champion), np.where(none, 0.0, canary)])
