"""The system under the player's hands: what it serves from when on, and what that decides.

world + timeline of states -> scores and decisions of every payment of the lab

A state holds from a time on; nothing else remembers. What lies ahead is what would happen if nobody did anything more, so that looking
ahead (run until an alert) and going there are the same numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

import numpy as np

from greenroom.labs.arrays import WEEK_H, Flags, Floats
from greenroom.labs.payments.features.definitions import NAMES
from greenroom.labs.payments.features.offline import as_of
from greenroom.labs.payments.features.serving import HEALTHY, Pipeline, Tables
from greenroom.labs.payments.learning.additive import Bins, Codes, bins
from greenroom.labs.payments.learning.trainer import MATURE_H, Recipe, Version, train
from greenroom.labs.payments.world import Payments, Size, Unrest, payments

MISSED_USD, WRONGED_USD = 120.0, 12.0
THRESHOLD = WRONGED_USD / (MISSED_USD + WRONGED_USD)
"""Above this chance of theft declining costs less than approving (Elkan 2001, "The foundations of cost-sensitive learning")."""
_FIRST = (  # what older versions did not know yet
    Recipe(days=3.0, unused=frozenset({"device_days", "ip_risk", "amount_over_mean", "paid_24h"})),
    Recipe(days=5.0, unused=frozenset({"device_days", "ip_risk"})),
    Recipe(days=7.0, unused=frozenset({"device_days"})),
    Recipe(days=7.0),
)
QUIET_H = -WEEK_H
"""From here to the lab's begin lies a week that no version has learnt from: what is normal is read from it."""


class Decider(StrEnum):
    """Who decides on a payment."""

    MODEL = "model"  # declined above the threshold
    APPROVE = "approve all"
    DECLINE = "decline all"
    OFF = "off"  # nothing answers: every payment fails


@dataclass(frozen=True)
class State:
    """From `since_h` on: the serving path, the champion's place in the registry, and what is decided by it.

    `before` are the places of the versions that a rollback goes back to, the last one first to serve again.
    """

    since_h: float
    pipeline: Pipeline = HEALTHY
    champion: int = len(_FIRST) - 1
    before: tuple[int, ...] = tuple(range(len(_FIRST) - 1))
    decider: Decider = Decider.MODEL
    threshold: float = THRESHOLD
    blocked: frozenset[int] = frozenset()


@dataclass(frozen=True)
class World:
    """Everything of a seed that no player can change, with the features of all payments; share it between plays."""

    payments: Payments
    tables: Tables
    bins: Bins
    offline: Codes
    registry: tuple[Version, ...]
    begin: int  # the first payment of the lab
    _codes: dict[tuple[str, Pipeline], Codes] = field(default_factory=dict)
    _scores: dict[tuple[str, Recipe, Pipeline], Floats] = field(default_factory=dict)

    def codes(self, pipeline: Pipeline) -> Codes:
        """Bins of the features of all payments as served in the state `pipeline` throughout (features x payments)."""
        return np.stack([self._of(name, pipeline) for name in NAMES])

    def scores(self, version: Version, pipeline: Pipeline) -> Floats:
        """Chance of theft of all payments by `version`, served in the state `pipeline` throughout."""
        key = (version.data_hash, version.recipe, pipeline)
        if key not in self._scores:
            self._scores[key] = version.model.scores(self.codes(pipeline))
        return self._scores[key]

    def _of(self, name: str, pipeline: Pipeline) -> Codes:
        key = (name, pipeline)
        if key not in self._codes:
            rows = np.arange(len(self.payments.when_h))
            self._codes[key] = self.bins.codes(name, self.tables.value(name, rows, pipeline))
        return self._codes[key]


@lru_cache(maxsize=2)
def world(seed: int, size: Size, unrest: Unrest) -> World:
    """The world of `seed`, with the versions that were trained before the lab begins."""
    paid = payments(seed, size, unrest)
    rows = np.arange(len(paid.when_h))
    values = as_of(paid, rows)
    learnt = paid.when_h < QUIET_H
    edges = bins({name: values[name][learnt] for name in NAMES})
    offline = np.stack([edges.codes(name, values[name]) for name in NAMES])
    everything = np.ones(len(rows), dtype=bool)
    registry = tuple(
        train(number, QUIET_H + MATURE_H, recipe, paid, offline, everything)
        for number, recipe in enumerate(_FIRST, start=1)
    )
    begin = int(np.searchsorted(paid.when_h, 0.0))
    return World(paid, Tables(paid), edges, offline, registry, begin)


class Timeline:
    """One play's system: a timeline of states on a world."""

    def __init__(self, of: World) -> None:
        self.world = of
        self.registry: list[Version] = list(of.registry)
        self.states: list[State] = [State(-np.inf)]
        count = len(of.payments.when_h)
        self.score: Floats = np.zeros(count)
        self.declined: Flags = np.zeros(count, dtype=bool)
        self.codes: Codes = np.zeros((len(NAMES), count), dtype=np.uint8)
        self.changes = (
            0  # goes up with every state, so that what was computed of an older one is known to be old
        )
        self._serve(self.states[0])

    @property
    def state(self) -> State:
        """The last state."""
        return self.states[-1]

    def state_at(self, at_h: float) -> State:
        """What held at `at_h`."""
        return next(one for one in reversed(self.states) if one.since_h <= at_h)

    def change(self, at_h: float, **what: object) -> None:
        """From `at_h` on `what` holds, everything else as before; later states are forgotten."""
        now = self.state_at(at_h)
        self.states = [one for one in self.states if one.since_h < at_h]
        self.states.append(replace(now, since_h=at_h, **what))  # type: ignore[arg-type]
        self._serve(self.state)

    def register(self, at_h: float, recipe: Recipe, *, recomputed: bool) -> Version:
        """A new version, trained at `at_h` from what was served, or `recomputed` offline; it serves nobody yet."""
        learnt = self.world.offline if recomputed else self.codes
        number = len(self.registry) + 1
        self.registry.append(train(number, at_h, recipe, self.world.payments, learnt, ~self.declined))
        return self.registry[-1]

    def costs_usd(self) -> Floats:
        """What each payment costs, as long as nothing more is done: a theft let through, an honest customer turned away."""
        paid = self.world.payments
        through = ~self.declined
        return np.where(paid.stolen & through, MISSED_USD, 0.0) + np.where(
            ~paid.stolen & ~through, WRONGED_USD, 0.0
        )

    def _serve(self, state: State) -> None:
        self.changes += 1
        paid = self.world.payments
        since = int(np.searchsorted(paid.when_h, state.since_h))
        self.codes[:, since:] = self.world.codes(state.pipeline)[:, since:]
        self.score[since:] = self.world.scores(self.registry[state.champion], state.pipeline)[since:]
        if state.decider is Decider.MODEL:
            held_out = paid.unconditional[since:]
            declined = (self.score[since:] > state.threshold) & ~held_out
        else:
            declined = np.full(len(paid.when_h) - since, state.decider is not Decider.APPROVE)
        if state.blocked:
            declined |= np.isin(paid.category[since:], list(state.blocked))
        self.declined[since:] = declined
