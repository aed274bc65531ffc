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
from greenroom.labs.payments import acting, board, looking
from greenroom.labs.payments.exploits import EXPLOITS, NAMED
from greenroom.labs.payments.faults import TRAINED_WRONG, broken, recipe, unrest
from greenroom.labs.payments.happenings import lines, releases_features
from greenroom.labs.payments.learning.trainer import Recipe, Version
from greenroom.labs.payments.records import payments_table
from greenroom.labs.payments.timeline import Timeline, World, world
from greenroom.labs.payments.world import Size
from greenroom.labs.system import CHANGE_USD, Command, Course
from greenroom.model.lab import Scenario
from greenroom.model.table import Table


class PaymentsSystem:
    """One play's payments under `seed`; a `System`."""

    metrics = board.METRICS
    exploits = EXPLOITS
    named = NAMED

    def __init__(
        self, scenario: Scenario, seed: int, size: Size | None = None, *, twin: bool = False
    ) -> None:
        self.scenario, self.seed, self.size, self.twin = scenario, seed, size or Size(), twin
        self.lab_h = self.size.lab_h
        self.onset: Onset = onset(scenario, seed, twin=twin)
        self.world: World = world(seed, self.size, unrest(self.onset))
        self.timeline = Timeline(self.world)
        self.happened = lines(self.onset, scenario.fault, seed, self.size)
        self.commands = _commands(self)
        self.pinned = False
        self._nightly: Version | None = None
        self._strike()
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
        return board.board(self.timeline)

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
        """`ring`: the kind of merchant of a new scheme."""
        paid = self.world.payments
        kinds = np.bincount(paid.category[paid.stolen & (paid.when_h >= self.onset.at_h)], minlength=1)
        return {"ring": str(int(kinds.argmax()))}

    def standing(self, at_h: float) -> list[str]:
        """How it is set."""
        return looking.standing(self, at_h)

    def tables(self, now_h: float) -> tuple[Table, ...]:
        """The log of payments by `now_h`; see `labs.records`."""
        return (payments_table(self.timeline, now_h),)

    def released(self, at_h: float) -> bool:
        """Whether a release of the features has come that can be pinned back."""
        return releases_features(self.scenario.fault) and at_h >= self.onset.at_h and not self.pinned

    def change(self, at_h: float, **what: object) -> None:
        """From `at_h` on `what` of the state holds; what goes wrong later goes wrong on top of it."""
        self.timeline.change(at_h, **what)
        if at_h < self.onset.at_h:
            self._strike()

    def train(self, at_h: float, recipe: Recipe, *, recomputed: bool) -> str:
        """Register a version trained at `at_h`; its name, or "" where no payment that was let through is old enough to learn from."""
        if at_h < self.onset.at_h:
            self._unregister()
        made = self.timeline.register(at_h, recipe, recomputed=recomputed)
        if not made.rows:
            self.timeline.registry.remove(made)
        if at_h < self.onset.at_h:
            self._strike()
        return made.name if made.rows else ""

    def _strike(self) -> None:
        """Put the fault into what lies ahead, after whatever the player has set until then."""
        state = self.timeline.state_at(self.onset.at_h)
        what: dict[str, object] = {"pipeline": broken(self.onset, state.pipeline)}
        if self.scenario.fault in TRAINED_WRONG:
            self._unregister()
            self._nightly = self.timeline.register(self.onset.at_h, recipe(self.onset), recomputed=False)
            what |= {"champion": self._nightly.number - 1, "before": (*state.before, state.champion)}
        self.timeline.change(self.onset.at_h, **what)

    def _unregister(self) -> None:
        """What is trained at the onset is trained anew when something before it changes."""
        self.timeline.registry = [one for one in self.timeline.registry if one is not self._nightly]


def _commands(of: PaymentsSystem) -> dict[str, Command]:
    def look(usage: str, says: str, act: looking.Look, hours: float = 0.0, usd: float = 0.0) -> Command:
        return Command(usage, says, partial(act, of), hours, usd)

    def change(usage: str, says: str, act: looking.Look, hours: float, usd: float = CHANGE_USD) -> Command:
        return Command(usage, says, partial(act, of), hours, usd, changes=True)

    return {
        "lineage": look("lineage", "the registry of models", looking.lineage, 0.1),
        "compare": look(
            "compare FEATURE", "a feature as served, as it was, and recomputed", looking.compare, 0.25, 20
        ),
        "audit": look("audit", "recompute the last hours' features", looking.audit, 0.5, 60),
        "review": look("review [COUNT]", "people look at approved payments (3 USD each)", acting.review),
        "rollback": change("rollback", "the version that served before serves again", acting.rollback, 0.25),
        "promote": change("promote VERSION", "a version becomes champion", acting.promote, 0.25),
        "retrain": Command(
            "retrain [recomputed] [immature]",
            "train a version on what is known now",
            partial(acting.retrain, of),
            2.0,
            2 * CHANGE_USD,
        ),
        "pin": change("pin", "the features of the release before the last", acting.pin, 0.25),
        "restart": change("restart", "restart the materialiser and write the tables", acting.restart, 0.5),
        "dedupe": change("dedupe", "count events once and rebuild the counters", acting.dedupe, 0.5),
        "fallback": change(
            "fallback FEATURE...|none", "serve features of tables as missing", acting.fall_back, 0.25
        ),
        "threshold": change("threshold CHANCE", "decline above it", acting.threshold, 0.1),
        "decide": change("decide model|approve|decline|off", "who decides on payments", acting.decide, 0.1),
        "block": change("block KIND", "decline a kind of merchant", acting.block, 0.25),
        "unblock": change("unblock KIND", "score a kind of merchant again", acting.unblock, 0.25),
    }
