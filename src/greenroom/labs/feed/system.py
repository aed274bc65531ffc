"""The feed as a player has it: a timeline on a world, with what goes wrong in it put into what lies ahead.

scenario + seed -> FeedSystem
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Self

import numpy as np

from greenroom.labs.feed import acting, board, looking, samples
from greenroom.labs.feed.days import World, world
from greenroom.labs.feed.exploits import EXPLOITS, NAMED
from greenroom.labs.feed.faults import broken, unrest
from greenroom.labs.feed.happenings import lines
from greenroom.labs.feed.states import Event
from greenroom.labs.feed.timeline import Timeline
from greenroom.labs.feed.world import Size
from greenroom.labs.monitor.board import Board
from greenroom.labs.onset import Onset, onset
from greenroom.labs.system import CHANGE_USD, Command, Course
from greenroom.model.lab import Scenario
from greenroom.model.lab_kinds import Fault

READ_USD = 0.25
"""What a good read is worth: subscriptions kept, as the company reckons."""
SAMPLED = 200
"""The log keeps one visit in so many; costs are those of all."""


class FeedSystem:
    """One play's feed under `seed`; a `System`."""

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
        self.happened = lines(self.onset, scenario.fault, seed, self.lab_h, scenario.decoys)
        self.commands = _commands(self)
        self.pinned = False
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
        """What it costs: good reads that the best order of the same candidates would have given, and the one shown did not."""
        of, days = self.world.tape, self.timeline.nodes()[self.size.before_days :]
        lab = slice(int(of.first[self.size.before_days]), None)
        missed = of.best_reads[lab] - np.concatenate([one.log.expected for one in days])
        hour = np.floor(of.when_h[lab]).astype(np.int64)
        harm = np.bincount(hour, weights=missed * READ_USD * SAMPLED, minlength=int(self.lab_h))
        empty = sum(float(one.log.empty.sum()) for one in days)
        counts = {
            "good reads missed": int(missed.sum() * SAMPLED),
            "visits without a good read": int(empty * SAMPLED),
        }
        return Course(harm.astype(float), spent_usd, counts)

    def touched(self) -> bool:
        """Whether it is set otherwise than by the fault alone; a change may fall on the hour of the onset."""
        return tuple(self.timeline.states) != self._as_made

    def known(self) -> Mapping[str, str]:
        """Nothing that a fix has to name is only the seed's to know."""
        return {}

    def standing(self, at_h: float) -> list[str]:
        """How it is set."""
        return looking.standing(self, at_h)

    def released(self, at_h: float) -> bool:
        """Whether a release of the serving encoder has come that can be pinned back."""
        return self.scenario.fault is Fault.SWAPPED_COLUMNS and at_h >= self.onset.at_h and not self.pinned

    def change(self, at_h: float, event: Event | None = None, **what: object) -> None:
        """From `at_h` on `what` of the state holds; what goes wrong later goes wrong on top of it."""
        self.timeline.change(at_h, event, **what)
        if at_h < self.onset.at_h:
            self._strike()

    def _strike(self) -> None:
        """Put the fault into what lies ahead, after whatever the player has set until then."""
        event, what = broken(self.onset, self.timeline.state_at(self.onset.at_h))
        if event is not None or what:
            self.timeline.change(self.onset.at_h, event, **what)


def _commands(of: FeedSystem) -> dict[str, Command]:
    def look(usage: str, says: str, act: looking.Look, hours: float = 0.0, usd: float = 0.0) -> Command:
        return Command(usage, says, partial(act, of), hours, usd)

    def change(
        usage: str, says: str, act: looking.Look, hours: float = 0.25, usd: float = CHANGE_USD
    ) -> Command:
        return Command(usage, says, partial(act, of), hours, usd, changes=True)

    return {
        "lineage": look("lineage", "the registry of models", looking.lineage, 0.1),
        "compare": look(
            "compare FEATURE", "a feature as served, as it was, and recomputed", looking.compare, 0.25, 20
        ),
        "audit": look("audit", "recompute the last hours' features", looking.audit, 0.5, 60),
        "importance": look(
            "importance", "how much each feature moves the scores", samples.importance, 0.25, 20
        ),
        "diversity": look("diversity", "how many items are shown, day by day", samples.diversity, 0.1),
        "slices": look("slices", "clicks by device, age of item and slot", samples.slices, 0.25, 20),
        "labels": look("labels", "what labels are made of", samples.labels, 0.1),
        "ab": look("ab", "the champion beside the control", samples.ab, 0.1),
        "judge": look(
            "judge time|user|random", "judge the recipes again on other rows held out", looking.judge, 1.0, 60
        ),
        "rollback": change("rollback", "the version that served before serves again", acting.rollback),
        "promote": change("promote VERSION", "a version becomes champion", acting.promote),
        "retrain": Command(
            "retrain [without FEATURE...]",
            "train a version on the last days, up to midnight",
            partial(acting.retrain, of),
            2.0,
            2 * CHANGE_USD,
        ),
        "nightly": change("nightly on|off", "whether each night's version serves", acting.nightly, 0.1),
        "split": change("split time|user|random", "what versions are judged on", acting.split),
        "slots": change("slots weigh|feature|ignore", "what the trainer makes of the slot", acting.slots),
        "explore": change(
            "explore SHARE", "the share of visits with a random slot, from 0 to 1", acting.explore, 0.1
        ),
        "pin": change("pin", "the encoder of the release before the last", acting.pin),
        "restart": change("restart", "restart the catalogue's job and write all items", acting.restart, 0.5),
        "backfill": change("backfill", "recompute the features of logged rows", acting.backfill, 1.0),
        "fallback": change(
            "fallback FEATURE...|popular|none",
            "serve features as missing, or order by popularity",
            acting.fall_back,
        ),
        "switch": change("switch on|off", "show the feed at all", acting.switch, 0.1),
    }
