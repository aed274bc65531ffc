"""The serving path: features looked up while a payment waits, in tables that a materialiser writes every hour.

It is a program of its own, as in life, and everything that goes wrong between training and serving goes wrong here. `Pipeline`
says in what state it is; in the default state it agrees with `offline` to the last payment.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from greenroom.labs.arrays import DAY_H, Floats, Ints
from greenroom.labs.payments.features.definitions import FEATURES, MEAN_H, MOVED, PRIOR_PAYMENTS, PRIOR_USD
from greenroom.labs.payments.world import Payments


@dataclass(frozen=True)
class Pipeline:
    """The state of the serving path; the default is a healthy one.

    Attributes:
        amount_scale: What the amount of a request is multiplied with (100: a caller sends cents).
        frozen_h: The hour of the last tables written, None while the materialiser runs.
        zeroed: Features that arrive as 0, since nothing fills them.
        repeated_h: The hour from which the stream counts payments again, None while it counts each once.
        repeats: How many times more it counts them.
        left_out: Features that are served as missing, by decision.
        swapped: Two features that are each served in the other's place.
        schemas: Those in which the features are written.
        misread: By how many schemas what is written is newer than what is read; units that changed are then taken for the old ones.
    """

    amount_scale: float = 1.0
    frozen_h: float | None = None
    zeroed: frozenset[str] = frozenset()
    repeated_h: float | None = None
    repeats: float = 0.0
    left_out: frozenset[str] = frozenset()
    swapped: tuple[str, str] | None = None
    schemas: frozenset[int] = frozenset({1})
    misread: int = 0

    def read_in(self, schema: int) -> Pipeline:
        """What a version meets that reads `schema`: where it is written no more, it reads the one there is as if it were its own."""
        off = 0 if schema in self.schemas else max(self.schemas) - schema
        return replace(self, schemas=frozenset({1}), misread=off)

    def for_feature(self, name: str) -> Pipeline:
        """Only what matters to feature `name`, so that what is computed of it is shared between states."""
        if self.swapped and name in self.swapped:
            return self
        if name in self.left_out:
            return Pipeline(left_out=frozenset({name}))
        if name in self.zeroed:
            return Pipeline(zeroed=frozenset({name}))
        scale = self.amount_scale if name in _OF_AMOUNTS else 1.0
        if name in _CARRIED:
            return Pipeline(amount_scale=scale, misread=self.misread if name in MOVED else 0)
        again = (None, 0.0) if name == "member_days" else (self.repeated_h, self.repeats)
        return Pipeline(amount_scale=scale, frozen_h=self.frozen_h, repeated_h=again[0], repeats=again[1])


_OF_AMOUNTS = frozenset({"amount_usd", "amount_over_mean"})
HEALTHY = Pipeline()
_CARRIED: dict[str, Callable[[Payments, Ints, Pipeline], Floats]] = {
    "amount_usd": lambda world, rows, pipeline: world.amount_usd[rows] * pipeline.amount_scale,
    "merchant_risk": lambda world, rows, _: world.merchant_risk[rows],
    "ip_risk": lambda world, rows, _: world.ip_risk[rows],
    "device_days": lambda world, rows, _: world.device_days[rows],
    "abroad": lambda world, rows, _: world.abroad[rows],
    "hour": lambda world, rows, _: np.floor(world.when_h[rows] % DAY_H),
    "category": lambda world, rows, _: world.category[rows].astype(float),
}
"""What the payment itself carries."""
_WINDOWS = {one.name: one.window_h for one in FEATURES if one.window_h}


class Tables:
    """Payments and whole cents by hour and customer, running sums; what the materialiser reads from."""

    def __init__(self, world: Payments) -> None:
        self._begin = world.size.history_h
        self._hours = int(world.size.history_h + world.size.lab_h)
        self._world = world
        slot = np.floor(world.when_h + self._begin).astype(np.int64) * world.size.customers + world.customer
        cells = self._hours * world.size.customers
        shape = (self._hours, world.size.customers)
        self._paid = _running(np.bincount(slot, minlength=cells).astype(float).reshape(shape))
        self._cents = _running(
            np.bincount(slot, weights=world.amount_cents, minlength=cells).astype(float).reshape(shape)
        )

    def value(self, name: str, rows: Ints, pipeline: Pipeline, *, of: Payments | None = None) -> Floats:
        """Feature `name` of `rows` as it is served in the state `pipeline`; NaN where it is missing.

        `of` holds the rows where they are not in the log (a payment that is asked about now); the tables stay those of the log.
        """
        if pipeline.swapped and name in pipeline.swapped:
            name = pipeline.swapped[1 - pipeline.swapped.index(name)]
        if name in pipeline.left_out:
            return np.full(len(rows), np.nan)
        if name in pipeline.zeroed:
            return np.zeros(len(rows))
        return self._looked_up(name, rows, pipeline, of or self._world)

    def _looked_up(self, name: str, rows: Ints, pipeline: Pipeline, world: Payments) -> Floats:
        if name in _CARRIED:
            read = _CARRIED[name](world, rows, pipeline)
            return read * MOVED[name] ** pipeline.misread if pipeline.misread and name in MOVED else read
        customer = world.customer[rows]
        written = np.floor(world.when_h[rows])
        if pipeline.frozen_h is not None:
            written = np.minimum(written, np.floor(pipeline.frozen_h))
        if name == "member_days":
            return np.floor(world.member_days[customer] + written / DAY_H)
        if name == "amount_over_mean":
            paid = self._sum(self._paid, customer, written, MEAN_H, pipeline)
            spent = self._sum(self._cents, customer, written, MEAN_H, pipeline) / 100
            mean = (spent + PRIOR_PAYMENTS * PRIOR_USD) / (paid + PRIOR_PAYMENTS)
            return world.amount_usd[rows] * pipeline.amount_scale / mean
        if name == "spent_24h":
            return self._sum(self._cents, customer, written, _WINDOWS[name], pipeline) / 100
        return self._sum(self._paid, customer, written, _WINDOWS[name], pipeline)

    def _sum(
        self, table: Floats, customer: Ints, until_h: Floats, window_h: int, pipeline: Pipeline
    ) -> Floats:
        end = self._at(table, customer, until_h)
        begin = self._at(table, customer, until_h - window_h)
        if pipeline.repeated_h is None:
            return end - begin
        since = self._at(table, customer, np.clip(np.floor(pipeline.repeated_h), until_h - window_h, until_h))
        return end - begin + np.floor(pipeline.repeats * (end - since))

    def _at(self, table: Floats, customer: Ints, hour: Floats) -> Floats:
        found: Floats = table[np.maximum(hour + self._begin, 0).astype(np.int64), customer]
        return found


def _running(by_hour: Floats) -> Floats:
    """Row h: the sum of all hours before h."""
    return np.concatenate([np.zeros((1, by_hour.shape[1])), np.cumsum(by_hour, axis=0, dtype=float)])
