"""Trains by minibatch gradient descent, in the precision that is set, with loss scaling, checkpoints and the norm of every gradient.

rows + Recipe + order of batches (+ a checkpoint) -> Fit

The model is logistic: weights for all markets, and weights of each market beside them (crossed features). Master weights are float32;
products are taken in the run's precision (Micikevicius et al. 2018, "Mixed precision training"). In float16 the loss is multiplied by a
scale that is halved whenever a gradient is not finite, and that step is skipped; the other precisions need no scale and have no such check.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from greenroom.labs.arrays import Floats, Ints
from greenroom.labs.training.floats32 import Floats32, Precision, product, rounded
from greenroom.labs.training.records import FEATURES
from greenroom.labs.training.world import MARKETS, MEAN, SPREAD

BATCH, EPOCHS = 256, 2
CHECKPOINT_EVERY = 10
_WARM_UP = 8
_MOMENTUM = 0.9
_FIRST_SCALE, _GROWS_AFTER = 65536.0, 200
_CROSSED = FEATURES + len(MARKETS) + FEATURES * len(MARKETS)
_WEIGHTS = _CROSSED + 1
_BEGIN = -4.5  # log-odds of theft before anything is learned


class Guard(StrEnum):
    """What happens at a step whose gradient is not finite, where no loss scale skips it anyway."""

    STOP = "stop"  # the run fails
    SKIP = "skip"  # the step is left out
    OFF = "off"  # nothing is looked at


@dataclass(frozen=True)
class Recipe:
    """How a run computes.

    Attributes:
        standardise: Whether means and spreads are taken from the rows and applied in float32 before anything else; else those on file
            are applied inside the model, in the run's precision.
        clip: The largest norm of a gradient; 0 for no limit.
        left_out: Places of features that the model is not given.
    """

    precision: Precision = Precision.BF16
    standardise: bool = False
    lr: float = 1.0
    clip: float = 0.0
    guard: Guard = Guard.STOP
    left_out: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Checkpoint:
    """Everything that goes on from `step`."""

    step: int
    weights: Floats32
    velocity: Floats32
    scale: float
    good: int  # steps since the scale was last changed


@dataclass(frozen=True)
class Model:
    """What serves: standardise, then weigh; weights of the market are beside those for all."""

    mean: Floats32
    spread: Floats32
    weights: Floats32

    def scores(self, features: Floats32, market: Ints) -> Floats:
        """The chance of theft of each row; not a number where the weights are not."""
        by_market = self.weights[FEATURES + len(MARKETS) : _CROSSED].reshape(FEATURES, len(MARKETS))
        each = self.weights[:FEATURES, None] + by_market
        at_market = self.weights[FEATURES : FEATURES + len(MARKETS)] + self.weights[-1]
        with np.errstate(all="ignore"):
            inputs = (features - self.mean) / self.spread
            logit = (inputs * each.T[market]).sum(axis=1) + at_market[market]
            found: Floats = 1.0 / (1.0 + np.exp(-logit.astype(np.float64)))
        return found


@dataclass(frozen=True)
class Fit:
    """A run as it went; `stopped` says why it ended before its last step, "" where it did not.

    `losses` and `norms` have a value of every step from `first_step` on, not finite where the arithmetic was not.
    """

    first_step: int
    steps: int  # in a whole run
    losses: Floats
    norms: Floats
    skipped: int
    scale: float
    checkpoints: tuple[Checkpoint, ...]
    model: Model
    stopped: str = ""

    @property
    def last_step(self) -> int:
        """The step after the last one that was tried."""
        return self.first_step + len(self.losses)

    @property
    def final_loss(self) -> float:
        """Mean loss of the last 20 steps."""
        return float(np.mean(self.losses[-20:])) if len(self.losses) else float("nan")


def inputs(
    features: Floats32, market: Ints, recipe: Recipe, usable: Ints
) -> tuple[Floats32, Floats32, Floats32]:
    """Rows as the first product sees them (rows x weights), with the mean and spread that were applied.

    `usable` are the rows that statistics are taken from; one infinite value in them makes them infinite, as it does anywhere.
    """
    with np.errstate(all="ignore"):
        if recipe.standardise:
            known = features[usable].astype(np.float64)
            mean, spread = known.mean(axis=0).astype(np.float32), known.std(axis=0).astype(np.float32)
            scaled = rounded(np.divide(features - mean, spread, dtype=np.float32), recipe.precision)
        else:
            mean, spread = MEAN, SPREAD
            raw = rounded(features, recipe.precision)
            centred = rounded(raw - rounded(mean, recipe.precision), recipe.precision)
            scaled = rounded(
                np.multiply(centred, rounded(np.reciprocal(spread), recipe.precision), dtype=np.float32),
                recipe.precision,
            )
        scaled[:, list(recipe.left_out)] = 0.0
        here = np.eye(len(MARKETS), dtype=np.float32)[market]
        crossed = (scaled[:, :, None] * here[:, None, :]).reshape(len(scaled), -1)
    ones = np.ones((len(scaled), 1), dtype=np.float32)
    return np.concatenate([scaled, here, crossed, ones], axis=1), mean, spread


def begin() -> Checkpoint:
    """Where every run starts."""
    weights = np.zeros(_WEIGHTS, dtype=np.float32)
    weights[-1] = _BEGIN
    return Checkpoint(0, weights, np.zeros(_WEIGHTS, dtype=np.float32), _FIRST_SCALE, 0)


def batches(draw: np.random.Generator, rows: Ints) -> list[Ints]:
    """The rows of every step: all of them, shuffled anew in each epoch; the last few that fill no batch are left."""
    count = len(rows) // BATCH
    return [
        part for _ in range(EPOCHS) for part in draw.permutation(rows)[: count * BATCH].reshape(count, BATCH)
    ]


def fit(
    features: Floats32,
    market: Ints,
    stolen: Floats32,
    recipe: Recipe,
    order: Sequence[Ints],
    usable: Ints,
    start: Checkpoint,
) -> Fit:
    """Goes through `order` from `start.step` on; rows that are not in `usable` are left out of their batches."""
    weighed, mean, spread = inputs(features, market, recipe, usable)
    kept = np.zeros(len(features), dtype=bool)
    kept[usable] = True
    wide = weighed.astype(np.float64)  # the same numbers; see `product`
    run = _Run(recipe, start)
    checkpoints = [start]
    losses: list[float] = []
    norms: list[float] = []
    with np.errstate(all="ignore"):
        for step in range(start.step, len(order)):
            rows = order[step][kept[order[step]]]
            loss, norm = run.step(wide[rows], stolen[rows], _rate(recipe.lr, step, len(order)))
            losses.append(loss)
            norms.append(norm)
            if run.stopped:
                break
            if (step + 1) % CHECKPOINT_EVERY == 0 and bool(np.isfinite(run.weights).all()):
                checkpoints.append(run.checkpoint(step + 1))
    return Fit(
        start.step, len(order), np.array(losses), np.array(norms), run.skipped, run.scale, tuple(checkpoints),
        Model(mean, spread, run.weights), run.stopped,
    )  # fmt: skip


def _rate(lr: float, step: int, steps: int) -> float:
    """Warm-up, then down to nothing in a line."""
    return lr * min(1.0, (step + 1) / _WARM_UP) * (1.0 - step / steps)


class _Run:
    """Weights on their way."""

    def __init__(self, recipe: Recipe, start: Checkpoint) -> None:
        self._recipe = recipe
        self.weights, self._velocity = start.weights, start.velocity
        self.scale, self._good = start.scale, start.good
        self.skipped = 0
        self.stopped = ""

    def checkpoint(self, step: int) -> Checkpoint:
        return Checkpoint(step, self.weights, self._velocity, self.scale, self._good)

    def step(self, inputs: Floats, stolen: Floats32, rate: float) -> tuple[float, float]:
        """One step; its loss, and the norm of its gradient before clipping."""
        if not len(inputs):
            return float("nan"), float("nan")
        precision = self._recipe.precision
        scaling = self.scale if precision is Precision.FP16 else 1.0
        logit = product(inputs, rounded(self.weights, precision), precision)
        # The loss from the logit itself: a logarithm of a probability that rounds to 0 would be infinite.
        exact = logit.astype(np.float64)
        loss = np.maximum(exact, 0) - exact * stolen + np.log1p(np.exp(-np.abs(exact)))
        error = ((1 / (1 + np.exp(-exact)) - stolen) * (scaling / len(inputs))).astype(np.float32)
        gradient = product(inputs.T, rounded(error, precision), precision) / np.float32(scaling)
        norm = float(np.sqrt((gradient.astype(np.float64) ** 2).sum()))
        if self._goes_on(finite=bool(np.isfinite(norm))):
            if self._recipe.clip > 0:
                gradient = gradient * np.float32(min(1.0, self._recipe.clip / norm) if norm > 0 else 1.0)
            self._velocity = (np.float32(_MOMENTUM) * self._velocity + gradient).astype(np.float32)
            self.weights = (self.weights - np.float32(rate) * self._velocity).astype(np.float32)
        return float(loss.mean()), norm

    def _goes_on(self, *, finite: bool) -> bool:
        """Whether the weights take this gradient; else the step is skipped, or the run stops."""
        if self._recipe.precision is Precision.FP16:
            return self._scaled(finite=finite)
        if finite or self._recipe.guard is Guard.OFF:
            return True
        self.skipped += 1
        if self._recipe.guard is Guard.STOP:
            self.stopped = "loss not finite"
        return False

    def _scaled(self, *, finite: bool) -> bool:
        if finite:
            self._good += 1
            if self._good >= _GROWS_AFTER:
                self.scale, self._good = self.scale * 2, 0
            return True
        self.skipped, self._good = self.skipped + 1, 0
        if self.scale > 1:
            self.scale /= 2
        elif self._recipe.guard is Guard.STOP:
            self.stopped = "loss scale at its least"
        return False
