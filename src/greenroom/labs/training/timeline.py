"""The nights of a play: what the orchestrator starts, what came of it, and which version serves when.

World + Onset + what the player has set -> runs, nights, who serves

Everything is computed again from what was set, at the times at which it was: what lies ahead is there as if nobody did anything more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from greenroom.labs.arrays import DAY_H
from greenroom.labs.onset import Onset
from greenroom.labs.training import validator
from greenroom.labs.training.faults import Damage, damage, hangs
from greenroom.labs.training.floats32 import Precision
from greenroom.labs.training.runs import WINDOW_DAYS, Gate, Run, Settings, days_before, run, shards_of
from greenroom.labs.training.sgd import Checkpoint, Model
from greenroom.labs.training.store import READY_AFTER_H, World, day_name
from greenroom.labs.training.world import MARKETS
from greenroom.model.lab_kinds import Fault

STARTS_AT_H, WAITS_H = 1.0, 2.0
"""The hour of the night at which training is due, and how long it waits for shards."""
VALIDATING_H = 1.0
_AGAIN_H = 3.0  # an export that is made later, beside the work of the day
ALL = "all"


@dataclass(frozen=True)
class Night:
    """What the orchestrator has of one night: `run` is None where it was skipped, `why`; `missing` are shards that were not there."""

    day: int
    due_h: float
    run: Run | None
    why: str = ""
    missing: tuple[str, ...] = ()
    passed: bool = False

    @property
    def name(self) -> str:
        """Of the night and of its run: `n05` is that of day 5."""
        return night_name(self.day)


@dataclass(frozen=True)
class Serving:
    """From `since_h` on the version `name` serves; `before` are those that a rollback goes back to, the last one first."""

    since_h: float
    name: str
    before: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """What a player has set at a time: a field of the settings, a version that serves, an export that is made again, nights to skip."""

    at_h: float
    what: str  # settings | promote | rollback | restart | skip
    value: object


class Timeline:
    """One play's training on a world."""

    def __init__(self, world: World, onset: Onset) -> None:
        self.world, self.onset = world, onset
        self.hanging = hangs(onset, world.seed)
        self.made: list[Change] = []
        self.by_hand: dict[str, Run] = {}
        self.changes = 0
        self._nights: tuple[Night, ...] | None = None
        self._serving: tuple[Serving, ...] | None = None

    def change(self, at_h: float, what: str, value: object) -> None:
        """Set it from `at_h` on."""
        self.made.append(Change(at_h, what, value))
        self.known_anew()

    def known_anew(self) -> None:
        """What was computed is old."""
        self.changes += 1
        self._nights = self._serving = None

    def damage(self, day: int, market: int) -> Damage:
        """What is wrong with a file."""
        return damage(self.onset, self.world.seed, self.world.tape, day, market)

    def settings_at(self, at_h: float) -> Settings:
        """How the job is set at `at_h`; what goes wrong at an hour goes wrong before what is set in it."""
        found = Settings()
        struck = False
        for one in self.made:
            if one.at_h > at_h:
                break
            if not struck and one.at_h >= self.onset.at_h:
                found, struck = _as_delivered(found, self.onset.fault), True
            if one.what == "settings":
                found = one.value  # type: ignore[assignment]
        if not struck and at_h >= self.onset.at_h:
            found = _as_delivered(found, self.onset.fault)
        return found

    def ready_h(self, day: int, market: int, seen_h: float) -> float:
        """When the file of `day` and `market` is there, as it stands at `seen_h`; infinite where its export hangs."""
        due = (day + 1) * DAY_H + READY_AFTER_H
        hung = market == self.hanging and due >= self.onset.at_h
        found = float("inf") if hung else due
        for one in self.made:
            if one.what != "restart" or one.at_h > seen_h:
                continue
            if hung and one.at_h < self.onset.at_h:
                continue  # it hangs after that
            newest = int((one.at_h - READY_AFTER_H) // DAY_H) - 1  # the last day whose export was due
            oldest = newest - WINDOW_DAYS
            if one.value == ALL:
                if oldest <= day <= newest:
                    found = one.at_h + _AGAIN_H * ((day - oldest) * len(MARKETS) + market + 1)
                elif day > newest:
                    found = max(due, one.at_h + _AGAIN_H * (newest - oldest + 1) * len(MARKETS))
            elif one.value == market and found > one.at_h:
                begun = int((self.onset.at_h - READY_AFTER_H) // DAY_H)
                found = (
                    max(due, one.at_h + _AGAIN_H * (day - max(begun, oldest) + 1)) if day <= newest else due
                )
        return found

    def missing(self, days: tuple[int, ...], at_h: float) -> tuple[tuple[int, int], ...]:
        """Shards of `days` that are not there at `at_h`."""
        return tuple(shard for shard in shards_of(days) if self.ready_h(*shard, at_h) > at_h)

    @property
    def nights(self) -> tuple[Night, ...]:
        """Every night, from the one that the first version before the quiet week is of to the lab's last."""
        if self._nights is None:
            self._compute()
        assert self._nights is not None
        return self._nights

    @property
    def serving(self) -> tuple[Serving, ...]:
        """Who serves, in order of time."""
        if self._serving is None:
            self._compute()
        assert self._serving is not None
        return self._serving

    def serving_at(self, at_h: float) -> Serving:
        """Who serves at `at_h`."""
        return next(one for one in reversed(self.serving) if one.since_h <= at_h)

    def runs(self, at_h: float) -> list[Run]:
        """All runs that have begun by `at_h`, in order."""
        nightly = [one.run for one in self.nights if one.run is not None]
        return sorted(
            (one for one in (*nightly, *self.by_hand.values()) if one.start_h <= at_h),
            key=lambda one: one.start_h,
        )

    def run(self, name: str) -> Run:
        """The run of a name."""
        return self.by_hand.get(name) or next(
            night.run for night in self.nights if night.name == name and night.run is not None
        )

    def model(self, name: str) -> Model:
        """What the version of a name serves with."""
        done = self.run(name).fit
        assert done is not None
        return done.model

    def train(
        self,
        name: str,
        at_h: float,
        shards: tuple[tuple[int, int], ...],
        resumed: tuple[str, Checkpoint] | None = None,
    ) -> Run:
        """A run by hand; it serves nobody yet."""
        made = run(self.world, name, at_h, shards, self.settings_at(at_h), self.damage, resumed)
        self.by_hand[name] = made
        self.changes += 1
        return made

    def _compute(self) -> None:
        """Night by night: which version serves decides whether the next passes."""
        size = self.world.tape.size
        first = WINDOW_DAYS - size.history_days
        moves = [one for one in self.made if one.what in {"promote", "rollback"}]
        served: list[Serving] = []
        nights: list[Night] = []
        done: dict[str, Model] = {}

        def moved(until_h: float) -> None:
            while moves and moves[0].at_h <= until_h:
                one = moves.pop(0)
                now = served[-1]
                if one.what == "promote":
                    served.append(Serving(one.at_h, str(one.value), (*now.before, now.name)))
                else:
                    served.append(Serving(one.at_h, now.before[-1], now.before[:-1]))

        for day in range(first, size.lab_days):
            night = self._night(day)
            if night.run is not None and not night.run.failed and night.run.fit is not None:
                ends = night.run.end_h + VALIDATING_H
                moved(ends)
                done[night.name] = night.run.fit.model
                beside = None
                if served:
                    name = served[-1].name
                    beside = done[name] if name in done else self.by_hand_model(name)
                gate = night.run.settings.gate
                passed = gate is Gate.OPEN or (
                    gate is Gate.CHECKED and validator.passes(self.world, night.run, beside)
                )
                night = replace(night, passed=passed)
                if passed:
                    now = (*served[-1].before, served[-1].name) if served else ()
                    served.append(Serving(ends if served else float("-inf"), night.name, now))
            nights.append(night)
        moved(float("inf"))
        self._nights, self._serving = tuple(nights), tuple(served)

    def by_hand_model(self, name: str) -> Model:
        """What a run by hand serves with."""
        done = self.by_hand[name].fit
        assert done is not None
        return done.model

    def _night(self, day: int) -> Night:
        due = day * DAY_H + STARTS_AT_H
        days = days_before(day)
        skipped = [
            one
            for one in self.made
            if one.what == "skip" and one.at_h <= due < one.at_h + DAY_H * float(str(one.value))
        ]
        if skipped:
            return Night(day, due, None, "skipped by hand")
        late = [self.ready_h(*shard, due) for shard in shards_of(days)]
        if max(late) > due + WAITS_H:
            missing = tuple(
                f"{day_name(shard[0])}-{MARKETS[shard[1]]}"
                for shard, ready in zip(shards_of(days), late, strict=True)
                if ready > due + WAITS_H
            )
            return Night(day, due, None, "shards not there in time", missing)
        begins = max(due, *late)
        made = run(
            self.world, night_name(day), begins, shards_of(days), self.settings_at(begins), self.damage
        )
        return Night(day, due, made)


def night_name(day: int) -> str:
    """What the run of the night to `day` is called: `n05`; `nb1` is that of the last night before the lab."""
    return f"n{day + 1:02d}" if day >= 0 else f"nb{-day}"


def _as_delivered(settings: Settings, fault: Fault) -> Settings:
    """What the release at the onset makes of the settings: it comes with its own, so what was set there before is gone."""
    if fault is Fault.HALF_PRECISION:
        return replace(settings, recipe=replace(settings.recipe, precision=Precision.FP16, standardise=False))
    if fault is Fault.INFINITE_ROW:
        return replace(settings, bound=False)
    if fault is Fault.CORRUPT_RECORDS:
        return replace(settings, contract=False)
    return settings
