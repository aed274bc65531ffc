"""The platform as a player has it: a timeline on a world, with what goes wrong in it put into what lies ahead.

scenario + seed -> ServingSystem
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Self

import numpy as np

from greenroom.labs.arrays import DAY_H, Floats
from greenroom.labs.monitor.board import Board
from greenroom.labs.onset import Onset, onset
from greenroom.labs.serving import acting, board, looking, versions
from greenroom.labs.serving.exploits import EXPLOITS, NAMED
from greenroom.labs.serving.faults import registry, struck, unrest
from greenroom.labs.serving.happenings import lines, ramp
from greenroom.labs.serving.tape import TICK_S, TICKS_PER_H, Size
from greenroom.labs.serving.timeline import Timeline, World, hourly, world
from greenroom.labs.system import CHANGE_USD, Command, Course, Line
from greenroom.model.lab import Scenario

BAD_USD, STALE_USD = 0.005, 0.0005
"""A request that is late or not answered (the shop decides by a crude rule), and one answered from values that are no longer true."""
NIGHT_USD = 300.0
"""A night in which the training that is due does not run."""
COMPARED_SHARE, COMPARING_USD = 0.02, 300.0
"""With less than this share in shadow the next version waits longer for its comparison; a day of that."""


class ServingSystem:
    """One play's platform under `seed`; a `System`."""

    metrics = board.METRICS
    exploits = EXPLOITS
    named = NAMED

    def __init__(
        self, scenario: Scenario, seed: int, size: Size | None = None, *, twin: bool = False
    ) -> None:
        self.scenario, self.seed, self.size, self.twin = scenario, seed, size or Size(), twin
        self.lab_h = self.size.lab_h
        self.onset: Onset = onset(scenario, seed, twin=twin)
        self.world: World = world(seed, self.size, unrest(self.onset), registry(self.onset))
        self.timeline = Timeline(self.world, self.onset.at_h, struck(self.onset))
        self._lines = lines(self.onset, scenario.fault, seed, self.size, scenario.decoys)
        self.commands = _commands(self)
        self._as_made = tuple(self.timeline.states)

    @property
    def changes(self) -> int:
        """Goes up with every change."""
        return self.timeline.changes

    @property
    def happened(self) -> tuple[Line, ...]:
        """The deployment log of the whole lab, with what the rollout does as long as nobody stops it."""
        return tuple(sorted((*self._lines, *ramp(self.timeline)), key=lambda one: (one.at_h, one.text)))

    def untouched(self, *, twin: bool = False) -> Self:
        """As it was before anybody touched it."""
        return type(self)(self.scenario, self.seed, self.size, twin=twin or self.twin)

    def board(self) -> Board:
        """All metrics."""
        return board.board(self.timeline)

    def course(self, spent_usd: float) -> Course:
        """What it costs: requests late or failed, answers from old values, machines and services, work that waits."""
        served, bill = self.timeline.served, self.timeline.bill
        lab = slice(self.timeline.tick(0.0), None)
        count = served.wanted[:, lab] * TICK_S
        bad, failed = (count * served.bad[:, lab]).sum(axis=0), (count * served.failed[:, lab]).sum(axis=0)
        stale = (count * served.stale[:, lab]).sum(axis=0)
        usd = bill.usd_per_h.sum(axis=0)[lab] / TICKS_PER_H
        harm = bad * BAD_USD + stale * STALE_USD + usd + self._waits(lab)
        counts = {
            "requests answered late": round(float((bad - failed).sum())),
            "requests without an answer": round(float(failed.sum())),
            "USD for machines and services": round(float(usd.sum())),
        }
        return Course(hourly(harm).sum(axis=-1), spent_usd, counts)

    def touched(self) -> bool:
        """Whether it is set otherwise than by the fault alone."""
        return tuple(self.timeline.states) != self._as_made

    def known(self) -> Mapping[str, str]:
        """Nothing that a fix would need."""
        return {}

    def standing(self, at_h: float) -> list[str]:
        """How it is set."""
        return looking.standing(self, at_h)

    @property
    def last_tick(self) -> int:
        """The lab's last tick, counted from the week before it."""
        return self.timeline.tick(self.lab_h) - 1

    def change(self, at_h: float, **what: object) -> None:
        """From `at_h` on `what` of the state holds."""
        self.timeline.change(at_h, **what)

    def _waits(self, lab: slice) -> Floats:
        """What work that waits costs in each tick: nights without training, a comparison with too few requests."""
        bill = self.timeline.bill
        due = np.isfinite(bill.training[lab])
        per_night = max(int(due.sum()) / (self.lab_h / DAY_H), 1.0)
        idle = np.where(due, 1 - np.nan_to_num(bill.training[lab]), 0.0)
        short = np.maximum(1 - bill.shadow[lab] / COMPARED_SHARE, 0.0)
        found: Floats = idle * NIGHT_USD / per_night + short * COMPARING_USD / (DAY_H * TICKS_PER_H)
        return found


def _commands(of: ServingSystem) -> dict[str, Command]:
    def look(usage: str, says: str, act: looking.Look, hours: float = 0.0, usd: float = 0.0) -> Command:
        return Command(usage, says, partial(act, of), hours, usd)

    def change(usage: str, says: str, act: looking.Look, hours: float) -> Command:
        return Command(usage, says, partial(act, of), hours, CHANGE_USD, changes=True)

    return {
        "hops": look("hops", "time and load by hop, beside a week ago", looking.hops, 0.1),
        "tenants": look("tenants", "latency, bad requests and cache by tenant", looking.tenants, 0.1),
        "keys": look("keys TENANT", "which keys a tenant reads most", looking.keys, 0.25, 20),
        "compare": look("compare", "the canary beside the champion", versions.compare, 0.1),
        "profile": look("profile [canary]", "where a version spends its time", versions.profile, 0.25, 20),
        "lineage": look("lineage", "the versions and what they do now", versions.lineage, 0.1),
        "budget": look("budget", "what each class spends, and what is left", looking.budget, 0.1),
        "canary": change("canary pause|set SHARE|rollback|promote", "what becomes of the canary", acting.canary, 0.25),
        "rollback": change("rollback", "the champion before this one serves again", acting.rollback, 0.25),
        "promote": change("promote VERSION", "a version becomes champion", acting.promote, 0.25),
        "scale": change("scale MACHINES", "replicas of the predictor", acting.scale, 0.5),
        "timeout": change("timeout MS", "how long an attempt is waited for", acting.timeout, 0.25),
        "retries": change(
            "retries MOST [BUDGET]", "how often a request is tried again, at most BUDGET of all", acting.retries, 1.0
        ),
        "shed": change("shed SHARE", "turn requests away at the door", acting.shed, 0.1),
        "drain": change("drain", "drop what is queued; five minutes without answers", acting.drain, 0.25),
        "coalesce": change("coalesce on|off", "share a read among all who wait for it", acting.coalesce, 0.25),
        "cache": change("cache on|off|SECONDS", "until written, never, or so long", acting.cache, 0.25),
        "shadow": change("shadow SHARE", "requests that the next version scores too", acting.shadow, 0.25),
        "quota": change("quota CLASS USD", "what a class may spend an hour", acting.quota, 0.25),
        "telemetry": change("telemetry on|off", "collect metrics", acting.telemetry, 0.25),
    }  # fmt: skip
