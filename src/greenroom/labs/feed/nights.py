"""What happens at midnight: a version is trained on the last days, judged on rows held out, and promoted.

logs of days + how it is set -> Version
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, partial

import numpy as np

from greenroom.labs.arrays import Floats
from greenroom.labs.feed.learning import LEAST_ROWS, Model, Recipe, Sums, area, fit, pairs, remember
from greenroom.labs.feed.serving import Log, summed
from greenroom.labs.feed.world import SLOTS, Tape

WINDOW_DAYS = 6
_HELD_OUT = 0.2
MUST_WIN = 0.005
"""By how much a challenger's offline area must be above the usual recipe's."""


class Split(StrEnum):
    """What is held out to judge a version."""

    TIME = "time"  # the last day
    USER = "user"  # all sessions of a fifth of the readers
    RANDOM = "random"  # a fifth of the log's rows, copies of a session each for itself


@dataclass(frozen=True)
class Version:
    """An immutable entry of the registry; `judge` works out its `offline` area when somebody asks: most versions nobody asks about."""

    number: int
    trained_h: float
    recipe: Recipe
    split: Split
    rows: int
    steepness: float  # of the slots, as weighed; 0 where all rows count alike
    model: Model
    judge: Callable[[], float]

    @property
    def name(self) -> str:
        """As the registry and the commands call it."""
        return f"v{self.number}"

    @cached_property
    def offline(self) -> float:
        """The area under the curve on what `split` held out."""
        return self.judge()


class Trainer:
    """Trains on one tape; what it adds up of a day it keeps, since a log never changes."""

    def __init__(self, tape: Tape) -> None:
        self.tape = tape
        self._sums: dict[tuple[Log, str, bool], Sums] = {}
        self._made: dict[tuple[object, ...], Version | None] = {}

    def version(
        self, number: int, at_h: float, recipe: Recipe, split: Split, logs: list[Log], *, repaired: bool
    ) -> Version | None:
        """A version from the last complete days; None where they hold too few rows. `repaired` takes recomputed features."""
        window = logs[-WINDOW_DAYS:]
        key = (number, at_h, recipe, split, repaired, *window)
        if key not in self._made:
            self._made[key] = self._trained(number, at_h, recipe, split, window, repaired=repaired)
        return self._made[key]

    def judged(self, recipe: Recipe, split: Split, logs: list[Log], *, repaired: bool) -> float:
        """The area under the curve that a version of `recipe` has on what `split` holds out of the last complete days."""
        return self._judged(recipe, split, logs[-WINDOW_DAYS:], repaired=repaired)

    def _trained(
        self, number: int, at_h: float, recipe: Recipe, split: Split, window: list[Log], *, repaired: bool
    ) -> Version | None:
        whole = [np.ones(len(one.on)) * self._copies(one) for one in window]
        total = self._added(window, "all", whole, repaired=repaired)
        if total is None or total.rows < LEAST_ROWS:
            return None
        model = self._fitted(total, recipe, window, whole, repaired=repaired)
        steepness = window[-1].steepness if recipe.weighted else 0.0
        judge = partial(self._judged, recipe, split, window, repaired=repaired)
        return Version(number, at_h, recipe, split, int(total.rows), steepness, model, judge)

    def _judged(self, recipe: Recipe, split: Split, window: list[Log], *, repaired: bool) -> float:
        """The area under the curve of a model that has not seen what is held out."""
        held = [self._held_out(one, split, last=one is window[-1]) for one in window]
        learnt = [self._copies(one) - out for one, out in zip(window, held, strict=True)]
        if split is Split.TIME:
            total = self._added(window[:-1], "all", learnt[:-1], repaired=repaired)
        else:
            whole = [self._copies(one) for one in window]
            every = self._added(window, "all", whole, repaired=repaired)
            apart = self._added(window, split.value, held, repaired=repaired)
            total = None if every is None or apart is None else every - apart
        if total is None or total.rows < LEAST_ROWS:
            return float("nan")
        model = self._fitted(total, recipe, window, learnt, repaired=repaired)
        score, good, times = [], [], []
        for log, out in zip(window, held, strict=True):
            sessions = np.flatnonzero(log.on & (out > 0))
            if not len(sessions):
                continue
            pair = self._pairs(log, sessions) if recipe.memory else None
            score.append(model.scores(log.of(sessions, repaired=repaired), pair))
            good.append(log.label[sessions].ravel())
            times.append(np.repeat(out[sessions], SLOTS))
        return (
            area(np.concatenate(score), np.concatenate(good), np.concatenate(times))
            if score
            else float("nan")
        )

    def _fitted(
        self, total: Sums, recipe: Recipe, window: list[Log], times: list[Floats], *, repaired: bool
    ) -> Model:
        model = fit(total, recipe)
        if not recipe.memory:
            return model
        used = [np.flatnonzero(one.on & (each > 0)) for one, each in zip(window, times, strict=True)]
        rows = list(zip(window, used, times, strict=True))
        return remember(
            model,
            np.concatenate([one.of(at, repaired=repaired) for one, at, _ in rows], axis=1),
            np.concatenate([self._pairs(one, at) for one, at, _ in rows]),
            np.concatenate(
                [(one.weighted if recipe.weighted else one.label)[at].ravel() for one, at, _ in rows]
            ),
            np.concatenate([np.repeat(each[at], SLOTS) for _, at, each in rows]),
            recipe.memory,
        )

    def _added(self, window: list[Log], how: str, times: list[Floats], *, repaired: bool) -> Sums | None:
        total: Sums | None = None
        for log, each in zip(window, times, strict=True):
            key = (log, how, repaired)
            if key not in self._sums:
                self._sums[key] = summed(log, each, repaired=repaired)
            total = self._sums[key] if total is None else total + self._sums[key]
        return total

    def _copies(self, log: Log) -> Floats:
        return self.tape.copies[log.rows].astype(float)

    def _pairs(self, log: Log, sessions: np.ndarray) -> np.ndarray:
        return pairs(self.tape.reader[log.rows][sessions][:, None], log.item[sessions]).ravel()

    def _held_out(self, log: Log, split: Split, *, last: bool) -> Floats:
        """How many copies of each session are held out."""
        copies = self._copies(log)
        if split is Split.TIME:
            return copies if last else np.zeros(len(copies))
        if split is Split.USER:
            return np.where(self.tape.reader[log.rows] % 5 == 0, copies, 0.0)
        at = self.tape.split_at[log.rows]
        found: Floats = ((at < _HELD_OUT) & (np.arange(3) < copies[:, None])).sum(axis=1).astype(np.float64)
        return found
