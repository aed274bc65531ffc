"""Training as a player has it: the nights of a lab on a world, with what goes wrong in them.

scenario + seed -> TrainingSystem
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Self, TypeAlias

import numpy as np

from greenroom.labs.arrays import DAY_H
from greenroom.labs.clock import Clock
from greenroom.labs.monitor.board import Board
from greenroom.labs.onset import Onset, onset
from greenroom.labs.system import CHANGE_USD, Command, Course
from greenroom.labs.training import acting, board, looking, probing, setting
from greenroom.labs.training.exploits import EXPLOITS, NAMED
from greenroom.labs.training.faults import Damage
from greenroom.labs.training.happenings import lines
from greenroom.labs.training.serving import served
from greenroom.labs.training.store import shard_name, world
from greenroom.labs.training.timeline import Timeline
from greenroom.labs.training.world import MARKETS, Size
from greenroom.model.lab import Scenario

_OLD_H = 48.0
Does: TypeAlias = "Callable[[TrainingSystem, Clock, list[str]], str]"


class TrainingSystem:
    """One play's training under `seed`; a `System`."""

    metrics = board.METRICS
    exploits = EXPLOITS
    named = NAMED

    def __init__(
        self, scenario: Scenario, seed: int, size: Size | None = None, *, twin: bool = False
    ) -> None:
        self.scenario, self.seed, self.size, self.twin = scenario, seed, size or Size(), twin
        self.lab_h = self.size.lab_days * DAY_H
        self.onset: Onset = onset(scenario, seed, twin=twin)
        self.world = world(seed, self.size)
        self.timeline = Timeline(self.world, self.onset)
        self.happened = lines(self.onset, scenario.fault, seed, self.lab_h, scenario.decoys)
        self.commands = _commands(self)

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
        """What it costs: thefts let through, honest customers turned away, and the accelerators of the nights."""
        paid = served(self.timeline)
        lab = paid.when_h >= 0
        hour = np.floor(paid.when_h[lab]).astype(np.int64)
        harm = np.bincount(hour, weights=paid.costs_usd[lab], minlength=int(self.lab_h)).astype(float)
        for night in self.timeline.nights:
            if night.run is not None and 0 <= night.run.start_h < self.lab_h:
                harm[int(night.run.start_h)] += night.run.gpu_usd
        stolen, declined = paid.stolen[lab], paid.declined[lab]
        age = board.model_age_h(self.timeline, np.arange(1.0, self.lab_h + 1))
        counts = {
            "thefts let through": int((stolen & ~declined).sum()),
            "honest customers turned away": int((~stolen & declined).sum()),
            "hours served by a version older than two days": int((age > _OLD_H).sum()),
        }
        return Course(harm, spent_usd, counts)

    def touched(self) -> bool:
        """Whether it is set otherwise than if nobody had done anything; a run by hand serves nobody."""
        return bool(self.timeline.made)

    def known(self) -> Mapping[str, str]:
        """`stuck`: the market whose export hangs."""
        return {"stuck": MARKETS[max(self.timeline.hanging, 0)]}

    def standing(self, at_h: float) -> list[str]:
        """How it is set."""
        return looking.standing(self, at_h)

    def damage_now(self, day: int, market: int, at_h: float) -> Damage:
        """What is wrong with a file as it lies at `at_h`."""
        found = self.timeline.damage(day, market)
        fetched = self.timeline.settings_at(at_h).refetched
        return Damage(infinite=found.infinite) if shard_name(day, market) in fetched else found

    def next_name(self) -> str:
        """What the next run by hand is called."""
        return f"m{len(self.timeline.by_hand) + 1}"


def _commands(of: TrainingSystem) -> dict[str, Command]:
    def look(usage: str, says: str, act: Does, hours: float = 0.0, usd: float = 0.0) -> Command:
        return Command(usage, says, partial(act, of), hours, usd)

    def change(usage: str, says: str, act: Does | None = None, hours: float = 0.1) -> Command:
        name = usage.split(maxsplit=1)[0]
        return Command(usage, says, partial(act or setting.setter(name), of), hours, CHANGE_USD, changes=True)

    return {
        "runs": look("runs", "the last runs, and what came of them", looking.runs),
        "curve": look("curve [RUN]", "the loss of a run by the step", looking.curve, 0.1),
        "gradnorm": look(
            "gradnorm [RUN]", "the norm of its gradients by the step", looking.gradient_norms, 0.1
        ),
        "shards": look("shards", "the files of the last days", looking.shards, 0.1),
        "verify": look(
            "verify SHARD|all", "checksums and rows of files (0.2 h, 10 USD each)", probing.verify
        ),
        "bisect": look("bisect [RUN]", "find rows that are not finite", probing.bisect, 1.5, 90),
        "validate": look("validate [RUN]", "the validator's report", probing.validate, 0.5, 30),
        "orchestrator": look("orchestrator", "the last nights, task by task", looking.orchestrator, 0.1),
        "train": look("train [partial]", "train on the newest days now (some 4 h, 60 USD/h)", acting.train),
        "resume": look("resume [RUN]", "go on from its last checkpoint", acting.resume),
        "catch-up": look("catch-up", "wait for the newest days' shards, and train", acting.catch_up),
        "promote": change("promote RUN", "a version serves", acting.promote, 0.25),
        "rollback": change("rollback", "the version that served before serves again", acting.rollback, 0.25),
        "quarantine": change("quarantine SHARD|ROW|all", "keep it from training", acting.quarantine),
        "release": change("release SHARD|ROW|all", "train on it again", acting.release),
        "refetch": change("refetch SHARD...", "fetch files again (20 USD each)", acting.refetch, 0.5),
        "bound": change("bound on|off", "leave out rows that the schema does not allow"),
        "contract": change("contract on|off", "hold shards against checksums and manifest; fetch again"),
        "reader": change("reader strict|ignore", "what a damaged record does"),
        "precision": change("precision fp16|bf16|fp32", "the numbers that runs compute in"),
        "standardise": change("standardise on|off", "means and spreads from the rows, in float32"),
        "lr": change("lr VALUE", "the learning rate"),
        "clip": change("clip VALUE", "the largest norm of a gradient; 0 for no limit"),
        "guard": change("guard stop|skip|off", "what a step that is not finite does"),
        "leave-out": change("leave-out FEATURE...|none", "train without features"),
        "gate": change("gate checked|open|closed", "who lets a night's version serve"),
        "restart": change("restart MARKET|all", "restart an export, or everything", acting.restart, 0.5),
        "skip": change("skip NIGHTS", "train nothing in the next nights", acting.skip),
    }
