"""A payment that is asked about now: scored as the lab would score it, in microseconds, and kept nowhere.

system + time -> Champion;  Champion + payment asked about -> Scored

It goes through the serving path of that time, with whatever is wrong in it, so a payment of the log that is asked about at the very time
it was made gets the very chance it got in the log.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from greenroom.errors import InputError
from greenroom.labs.payments.features.definitions import NAMES
from greenroom.labs.payments.learning.trainer import Version
from greenroom.labs.payments.system import PaymentsSystem
from greenroom.labs.payments.timeline import Decider, State, World
from greenroom.labs.payments.world import Payments

_ONE = np.zeros(1, dtype=np.int64)


@dataclass(frozen=True)
class Asked:
    """What a payment carries; `Payments` says what the fields are."""

    customer: int
    amount_usd: float
    category: int
    merchant_risk: float
    ip_risk: float
    device_days: float
    abroad: bool


@dataclass(frozen=True)
class Scored:
    """The chance of theft (0 to 1), what is decided, and by which version; above `threshold` the model declines."""

    chance: float
    declined: bool
    version: str
    threshold: float


@dataclass(frozen=True)
class Champion:
    """Who serves at `at_h`: nothing in it changes, so it may be asked from any thread while the run goes on."""

    at_h: float
    world: World
    state: State
    version: Version

    @property
    def customers(self) -> int:
        """They are numbered from 0."""
        return self.world.payments.size.customers

    def score(self, asked: Asked) -> Scored:
        """What the lab's system would answer at `at_h`; none of the few that are let through whatever the score.

        Raises:
            InputError: There is no such customer ("no_customer"), or nothing answers at all ("off").
        """
        if not 0 <= asked.customer < self.customers:
            hint = f"They are numbered from 0 to {self.customers - 1}."
            raise InputError(f"There is no customer {asked.customer}.", hint=hint, code="no_customer")
        if self.state.decider is Decider.OFF:
            hint = "greenroom lab do decide model switches the model on again."
            raise InputError("Scoring is switched off.", hint=hint, code="off")
        chance = float(self.version.model.scores(self._codes(asked))[0])
        return Scored(chance, self._declines(asked, chance), self.version.name, self.state.threshold)

    def _codes(self, asked: Asked) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
        one = _one(self.world.payments, asked, self.at_h)
        bins, tables, pipeline = self.world.bins, self.world.tables, self.state.pipeline
        return np.stack([bins.codes(name, tables.value(name, _ONE, pipeline, of=one)) for name in NAMES])

    def _declines(self, asked: Asked, chance: float) -> bool:
        if asked.category in self.state.blocked or self.state.decider is Decider.DECLINE:
            return True
        return self.state.decider is Decider.MODEL and chance > self.state.threshold


def champion(of: PaymentsSystem, at_h: float) -> Champion:
    """Who serves at `at_h`; its model is fitted by the time this returns."""
    state = of.timeline.state_at(at_h)
    version = of.timeline.registry[state.champion]
    _ = version.model
    return Champion(at_h, of.world, state, version)


def _one(paid: Payments, asked: Asked, at_h: float) -> Payments:
    """`asked` as payments of one row, made at `at_h` by a customer of `paid`."""
    return replace(
        paid,
        when_h=np.array([at_h]),
        customer=np.array([asked.customer]),
        amount_usd=np.array([asked.amount_usd]),
        category=np.array([asked.category]),
        merchant_risk=np.array([asked.merchant_risk]),
        ip_risk=np.array([asked.ip_risk]),
        device_days=np.array([asked.device_days]),
        abroad=np.array([float(asked.abroad)]),
    )
