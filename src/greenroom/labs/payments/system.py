"""The payments system as a player has it: a timeline on a world, with what goes wrong in it put into what lies ahead.

scenario + seed -> PaymentsSystem
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Self

import numpy as np

from greenroom.labs.monitor.board import Board
from greenroom.labs.onset import Onset, onset
from greenroom.labs.payments import (
    acting,
    ahead,
    arms,
    board,
    looking,
    registry,
    slices,
    steering,
    validating,
)
from greenroom.labs.payments.exploits import EXPLOITS, NAMED
from greenroom.labs.payments.faults import CANARIED, VERSIONED, unrest
from greenroom.labs.payments.happenings import lines, releases_features
from greenroom.labs.payments.learning.trainer import Recipe, Version
from greenroom.labs.payments.records import payments_table
from greenroom.labs.payments.thieves import BURNT_H
from greenroom.labs.payments.timeline import Timeline, World, world
from greenroom.labs.payments.world import Size
from greenroom.labs.system import CHANGE_USD, Command, Course
from greenroom.model.lab import Scenario
from greenroom.model.lab_kinds import Fault
from greenroom.model.table import Table


class PaymentsSystem:
    """One play's payments under `seed`; a `System`."""

    exploits = EXPLOITS
    named = NAMED

    def __init__(
        self, scenario: Scenario, seed: int, size: Size | None = None, *, twin: bool = False
    ) -> None:
        self.scenario, self.seed, self.twin = scenario, seed, twin
        self.size = size or Size()
        self.lab_h = self.size.lab_h
        self.onset: Onset = onset(scenario, seed, twin=twin)
        kind = scenario.fault
        self.world: World = world(seed, self.size, unrest(self.onset, kind))
        self.timeline = Timeline(self.world, ahead.first(kind))
        self.happened = lines(self.onset, kind, seed, self.size, scenario.decoys)
        self.commands = _commands(self)
        self.metrics = board.METRICS + (arms.METRICS if kind in CANARIED else ())
        if kind in VERSIONED:
            self.metrics += (board.EXPECTED,)
        if self.trains_itself:
            self.metrics += (board.PRECISION, board.EXPLORED)
        self.pinned = False
        self._steps = ahead.steps(self.onset, kind, self.lab_h)
        self._by_itself: list[Version] = []
        self._go_on(-np.inf)
        self._as_made = tuple(self.timeline.states)

    @property
    def changes(self) -> int:
        """Goes up with every change."""
        return self.timeline.changes

    def untouched(self, *, twin: bool = False) -> Self:
        """As it was before anybody touched it."""
        return type(self)(self.scenario, self.seed, self.size, twin=twin or self.twin)

    def board(self) -> Board:
        """All metrics."""
        made = board.board(self.timeline)
        if self.scenario.fault in CANARIED:
            made.values.update(arms.watched(self.timeline, made.ends_h))
        if self.scenario.fault in VERSIONED:
            made.values[board.EXPECTED.name] = board.expected_recall(self.timeline)
        if self.trains_itself:
            made.values[board.PRECISION.name] = board.expected_precision(self.timeline)
            made.values[board.EXPLORED.name] = board.explored(self.timeline)
        return made

    def course(self, spent_usd: float) -> Course:
        """What it costs: thefts let through, honest customers turned away."""
        paid = self.world.payments
        lab = slice(self.world.begin, None)
        hour = np.floor(paid.when_h[lab]).astype(np.int64)
        harm = np.bincount(hour, weights=self.timeline.costs_usd()[lab], minlength=int(self.lab_h))
        stolen, declined = paid.stolen[lab], self.timeline.declined[lab]
        counts = {
            "thefts let through": int((stolen & ~declined).sum()),
            "honest customers turned away": int((~stolen & declined).sum()),
        }
        return Course(harm.astype(float), spent_usd, counts)

    def touched(self) -> bool:
        """Whether it is set otherwise than by the fault alone; a change may fall on the hour of the onset."""
        return tuple(self.timeline.states) != self._as_made

    def known(self) -> Mapping[str, str]:
        """`ring`: the kind of merchant of a new scheme; `second`: the one it moves on to; `market`: the country that joined last."""
        first, second = (self._most_stolen(self.onset.at_h + moves * BURNT_H) for moves in (0, 1))
        return {"ring": first, "second": second, "market": self.world.payments.countries[-1]}

    def standing(self, at_h: float) -> list[str]:
        """How it is set."""
        return looking.standing(self, at_h)

    def tables(self, now_h: float) -> tuple[Table, ...]:
        """The log of payments by `now_h`; see `labs.records`."""
        return (payments_table(self.timeline, now_h),)

    def released(self, at_h: float) -> bool:
        """Whether a release of the features has come that can be pinned back."""
        return releases_features(self.scenario.fault) and at_h >= self.onset.at_h and not self.pinned

    @property
    def trains_itself(self) -> bool:
        """Whether versions are trained at night."""
        return self.scenario.fault is Fault.UNEXPLORED

    def change(self, at_h: float, **what: object) -> None:
        """From `at_h` on `what` of the state holds; what happens by itself later happens on top of it."""
        self.timeline.change(at_h, **what)
        self._go_on(at_h)

    def train(self, at_h: float, recipe: Recipe, *, recomputed: bool) -> str:
        """Register a version trained at `at_h`; its name, or "" where no payment that was let through is old enough to learn from."""
        self._forget(at_h)
        made = self.timeline.register(at_h, recipe, recomputed=recomputed)
        if not made.rows:
            self.timeline.registry.remove(made)
        self._go_on(at_h)
        return made.name if made.rows else ""

    def trained_at(self, at_h: float, recipe: Recipe) -> int | None:
        """Register what is trained by itself at `at_h`; its place, None where there is nothing to learn from."""
        made = self.timeline.register(at_h, recipe, recomputed=False)
        if not made.rows and self.trains_itself:
            self.timeline.registry.remove(made)
            return None
        self._by_itself.append(made)
        return made.number - 1

    def _most_stolen(self, since_h: float) -> str:
        """The kind of merchant with most thefts until a ring moves on; 0 where nothing is stolen any more."""
        paid = self.world.payments
        stolen = paid.stolen & (paid.when_h >= since_h) & (paid.when_h < since_h + BURNT_H)
        return str(int(np.bincount(paid.category[stolen], minlength=1).argmax()))

    def _go_on(self, at_h: float) -> None:
        """Carry out every step after `at_h`, on whatever has been set until then."""
        self._forget(at_h)
        for step in self._steps:
            if step.at_h > at_h:
                self.timeline.change(step.at_h, **step.does(self, self.timeline.state_at(step.at_h)))

    def _forget(self, at_h: float) -> None:
        """What was to be trained by itself after `at_h` is trained anew when something before it changes."""
        later = [one for one in self._by_itself if one.trained_h > at_h]
        self._by_itself = [one for one in self._by_itself if one.trained_h <= at_h]
        self.timeline.registry = [
            one for one in self.timeline.registry if all(one is not other for other in later)
        ]


def _commands(of: PaymentsSystem) -> dict[str, Command]:
    def look(usage: str, says: str, act: looking.Look, hours: float = 0.0, usd: float = 0.0) -> Command:
        return Command(usage, says, partial(act, of), hours, usd)

    def change(usage: str, says: str, act: looking.Look, hours: float, usd: float = CHANGE_USD) -> Command:
        return Command(usage, says, partial(act, of), hours, usd, changes=True)

    return {
        "lineage": look("lineage", "the registry of models", registry.lineage, 0.1),
        "importance": look(
            "importance [VERSION]", "which features move its scores", validating.importance, 0.1, 10
        ),
        "validate": look(
            "validate VERSION",
            "its offline figures, and what its table was made of",
            validating.validate,
            1.0,
            100,
        ),
        "arms": look("arms", "canary and champion side by side", arms.side_by_side, 0.1),
        "slices": look(
            "slices [FEATURE]", "declines by slice, with false discoveries held", slices.told, 0.25, 30
        ),
        "compare": look(
            "compare FEATURE", "a feature as served, as it was, and recomputed", looking.compare, 0.25, 20
        ),
        "audit": look("audit", "recompute the last hours' features", looking.audit, 0.5, 60),
        "review": look("review [COUNT]", "people look at approved payments (3 USD each)", acting.review),
        "rollback": change("rollback", "the version that served before serves again", acting.rollback, 0.25),
        "promote": change("promote VERSION", "a version becomes champion", acting.promote, 0.25),
        "retrain": Command(
            "retrain [recomputed] [immature] [weighted]",
            "train a version on what is known now",
            partial(acting.retrain, of),
            2.0,
            2 * CHANGE_USD,
        ),
        "canary": change(
            "canary SHARE VERSION|spare COUNTRY|pause|promote|rollback",
            "let a version serve a share of customers, or end that",
            steering.canary,
            0.25,
        ),
        "pin": change("pin", "the features of the release before the last", acting.pin, 0.25),
        "dualwrite": change(
            "dualwrite",
            "write the features in the schema before the last as well",
            steering.dual_write,
            3.0,
            300,
        ),
        "restart": change("restart", "restart the materialiser and write the tables", acting.restart, 0.5),
        "dedupe": change("dedupe", "count events once and rebuild the counters", acting.dedupe, 0.5),
        "fallback": change(
            "fallback FEATURE...|none", "serve features of tables as missing", acting.fall_back, 0.25
        ),
        "threshold": change("threshold CHANCE", "decline above it", acting.threshold, 0.1),
        "holdout": change("holdout SHARE", "let a share through whatever the score", steering.holdout, 0.1),
        "nightly": change("nightly on|off", "train and promote versions at night", steering.nightly, 0.1),
        "decide": change("decide model|approve|decline|off", "who decides on payments", acting.decide, 0.1),
        "block": change("block KIND", "decline a kind of merchant", acting.block, 0.25),
        "unblock": change("unblock KIND", "score a kind of merchant again", acting.unblock, 0.25),
    }
