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
from greenroom.labs.payments.cuts import Cut, cuts
from greenroom.labs.payments.features.definitions import DISPUTED, NAMES
from greenroom.labs.payments.features.disputes import as_of as disputed
from greenroom.labs.payments.features.disputes import by_payment
from greenroom.labs.payments.features.offline import as_of
from greenroom.labs.payments.features.serving import HEALTHY, Pipeline, Tables
from greenroom.labs.payments.learning.additive import Additive, Bins, Codes, bins
from greenroom.labs.payments.learning.trainer import MATURE_H, Recipe, Version, train
from greenroom.labs.payments.paying import CATEGORIES
from greenroom.labs.payments.world import HELD_OUT_SHARE, Payments, Size, Unrest, payments

MISSED_USD, WRONGED_USD = 120.0, 12.0
THRESHOLD = WRONGED_USD / (MISSED_USD + WRONGED_USD)
"""Above this chance of theft declining costs less than approving (Elkan 2001, "The foundations of cost-sensitive learning")."""
_FIRST = (  # what older versions did not know yet
    Recipe(days=3.0, unused=frozenset({"device_days", "ip_risk", "amount_over_mean", "paid_24h"})),
    Recipe(days=5.0, unused=frozenset({"device_days", "ip_risk"})),
    Recipe(days=7.0, unused=frozenset({"device_days"})),
    Recipe(days=7.0),
)
_REMEMBERED = 40  # scores of all payments, a megabyte and a half each
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

    Attributes:
        since_h: When it begins.
        pipeline: How features are served.
        champion: Whose score decides, but for the canary's customers.
        before: The versions that a rollback goes back to, the last one first to serve again.
        decider: Who decides.
        threshold: Above which the model declines.
        blocked: Kinds of merchant that are declined.
        challenger: Whose score decides for the canary's customers.
        share: Of customers, those of the canary; it serves the same ones as long as the share stays, and a larger one serves them too.
        spared: Countries whose customers the champion serves, whatever the share.
        ramping: Whether the plan raises the share by itself.
        holdout: The share of payments that are let through whatever the score.
        nightly: Whether versions are trained and promoted at night.
    """

    since_h: float
    pipeline: Pipeline = HEALTHY
    champion: int = len(_FIRST) - 1
    before: tuple[int, ...] = tuple(range(len(_FIRST) - 1))
    decider: Decider = Decider.MODEL
    threshold: float = THRESHOLD
    blocked: frozenset[int] = frozenset()
    challenger: int | None = None
    share: float = 0.0
    spared: frozenset[int] = frozenset()
    ramping: bool = False
    holdout: float = HELD_OUT_SHARE
    nightly: bool = False


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
    _models: dict[tuple[str, Recipe], Additive] = field(default_factory=dict)
    _late: dict[float, Codes] = field(default_factory=dict)
    _cuts: list[Cut] = field(default_factory=list)

    def cuts(self) -> tuple[Cut, ...]:
        """Slices of all payments."""
        if not self._cuts:
            self._cuts.extend(cuts(self.payments))
        return tuple(self._cuts)

    def codes(self, pipeline: Pipeline, extra: tuple[str, ...] = ()) -> Codes:
        """Bins of the features of all payments as served in the state `pipeline` throughout (features x payments)."""
        return np.stack([self._of(name, pipeline) for name in NAMES + extra])

    def scores(self, version: Version, pipeline: Pipeline) -> Floats:
        """Chance of theft of all payments by `version`, served in the state `pipeline` throughout."""
        seen = pipeline.read_in(version.recipe.schema)
        key = (version.data_hash, version.recipe, seen)
        if key not in self._scores:
            if len(self._scores) >= _REMEMBERED:
                self._scores.clear()
            self._scores[key] = self.model(version).scores(self.codes(seen, version.recipe.extra))
        return self._scores[key]

    def model(self, version: Version) -> Additive:
        """Of `version`; one fit for all versions of the same rows and recipe."""
        key = (version.data_hash, version.recipe)
        if key not in self._models:
            self._models[key] = version.model
        return self._models[key]

    def learnt(self, served: Codes, recipe: Recipe, at_h: float) -> Codes:
        """`served` with the features that `recipe` adds, as its training table has them at `at_h`."""
        if not recipe.extra:
            return served
        if not recipe.late_join:
            return np.vstack([served, self._of(DISPUTED.name, HEALTHY)])
        if at_h not in self._late:
            self._late[at_h] = self.bins.codes(DISPUTED.name, by_payment(self.payments, at_h))
        return np.vstack([served, self._late[at_h]])

    def _of(self, name: str, pipeline: Pipeline) -> Codes:
        key = (name, pipeline.for_feature(name))
        if key not in self._codes:
            if name == DISPUTED.name:
                values = disputed(self.payments)
            else:
                values = self.tables.value(name, np.arange(len(self.payments.when_h)), key[1])
            self._codes[key] = self.bins.codes(name, values)
        return self._codes[key]


@lru_cache(maxsize=2)
def world(seed: int, size: Size, unrest: Unrest) -> World:
    """The world of `seed`, with the versions that were trained before the lab begins."""
    paid = payments(seed, size, unrest)
    rows = np.arange(len(paid.when_h))
    values = as_of(paid, rows)
    learnt = paid.when_h < QUIET_H
    given = {DISPUTED.name: np.arange(1.0, 5.0)}
    if unrest.scheme:  # its kind of merchant is rare, and by quantiles it would share a bin
        given["category"] = np.arange(1.0, CATEGORIES)
    edges = bins({name: values[name][learnt] for name in NAMES}, given)
    offline = np.stack([edges.codes(name, values[name]) for name in NAMES])
    everything = np.ones(len(rows), dtype=bool)
    registry = tuple(
        train(number, QUIET_H + MATURE_H, recipe, paid, offline, everything)
        for number, recipe in enumerate(_first(unrest), start=1)
    )
    begin = int(np.searchsorted(paid.when_h, 0.0))
    return World(paid, Tables(paid), edges, offline, registry, begin)


def _first(unrest: Unrest) -> tuple[Recipe, ...]:
    """Where versions come every third night they learn from fewer days, and what is normal is read from one of their kind."""
    return (*_FIRST[:-1], replace(_FIRST[-1], days=4.0)) if unrest.scheme else _FIRST


class Timeline:
    """One play's system: a timeline of states on a world."""

    def __init__(self, of: World, first: State | None = None) -> None:
        self.world = of
        self.registry: list[Version] = list(of.registry)
        self.states: list[State] = [first or State(-np.inf)]
        count = len(of.payments.when_h)
        self.score: Floats = np.zeros(count)
        self.declined: Flags = np.zeros(count, dtype=bool)
        self.chance: Floats = np.ones(count)  # of being let through, where it was
        self.canary: Flags = np.zeros(count, dtype=bool)  # scored by a challenger
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
        served = self.world.offline if recomputed else self.codes
        learnt = self.world.learnt(served, recipe, at_h)
        number, paid = len(self.registry) + 1, self.world.payments
        self.registry.append(train(number, at_h, recipe, paid, learnt, ~self.declined, self.chance))
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
        champion = self.registry[state.champion]
        self.codes[:, since:] = self.world.codes(state.pipeline.read_in(champion.recipe.schema))[:, since:]
        score = self.world.scores(champion, state.pipeline)[since:]
        self.canary[since:] = False
        if state.challenger is not None:
            mine = canary_of(paid, state.share, state.spared, slice(since, None))
            theirs = self.world.scores(self.registry[state.challenger], state.pipeline)[since:]
            score = np.where(mine, theirs, score)
            self.canary[since:] = mine
        self.score[since:] = score
        self.chance[since:] = 1.0
        if state.decider is Decider.MODEL:
            above = score > state.threshold
            explored = paid.explored_at[since:] < state.holdout
            declined = above & ~explored
            self.chance[since:][above & explored] = state.holdout
        else:
            declined = np.full(len(paid.when_h) - since, state.decider is not Decider.APPROVE)
        if state.blocked:
            declined |= np.isin(paid.category[since:], list(state.blocked))
        self.declined[since:] = declined


def canary_of(paid: Payments, share: float, spared: frozenset[int], rows: slice = slice(None)) -> Flags:
    """Which payments of `rows` are of customers whom a canary of `share` serves."""
    mine = paid.place < share
    if spared:
        mine &= ~np.isin(paid.country, list(spared))
    found: Flags = mine[paid.customer[rows]]
    return found
