"""Trains a version from what is known at a time, and writes down from what.

recipe + what was served and decided + now -> Version (model, data hash, figures)
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from greenroom.labs.arrays import DAY_H, Flags, Floats, Ints
from greenroom.labs.payments.features.definitions import MOVED, NAMES
from greenroom.labs.payments.learning.additive import Additive, Codes, fit
from greenroom.labs.payments.world import Payments


@dataclass(frozen=True)
class Recipe:
    """How a version is trained.

    Attributes:
        days: Of payments, back from the training's begin.
        mature_only: Only payments old enough that the bank would have told; else what it has not told yet counts as honest.
        keep_honest: The share of honest payments that is kept.
        corrected: Whether scores are moved back to the share of thefts before the sampling.
        unused: Features it is not given.
        extra: Features it is given beside the usual ones.
        late_join: Whether those are joined with what is known when one trains, not with what was known then.
        without: A country whose payments are filtered out, -1 for none.
        schema: Of the features it reads.
        filled_days: Of the days, the last ones for which the training table has features that schema 2 moved; before, they are missing.
        weighted: Whether a payment stands for all those like it of which no label came (one over its chance of being let through).
        delay_h: How old a payment has to be to count as mature.
    """

    days: float = 7.0
    mature_only: bool = True
    keep_honest: float = 1.0
    corrected: bool = False
    unused: frozenset[str] = frozenset()
    extra: tuple[str, ...] = ()
    late_join: bool = False
    without: int = -1
    schema: int = 1
    filled_days: float = np.inf
    weighted: bool = False
    delay_h: float = 132.0

    @property
    def names(self) -> tuple[str, ...]:
        """All features it is trained on."""
        return NAMES + self.extra


MATURE_H = Recipe.delay_h
"""By then the bank has told of all but one theft in eighty."""


@dataclass(frozen=True)
class Table:
    """What is known of the table a version is trained from, beside its rows.

    Attributes:
        since_h: When the first payment was made that may be in it.
        until_h: When the last one was.
        payments: How many there were between the two.
        let_through: How many of them were let through.
        told_share: The share of thefts among those let through, as told by the training.
    """

    since_h: float
    until_h: float
    payments: int
    let_through: int
    told_share: float


@dataclass(frozen=True)
class Version:
    """An immutable entry of the registry.

    `codes` (features x rows), `stolen` and `weights` are what it learns from, `rows_of` which payments these are.
    """

    number: int
    trained_h: float
    recipe: Recipe
    codes: Codes
    stolen: Flags
    data_hash: str
    table: Table
    weights: Floats | None = None
    rows_of: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    @property
    def name(self) -> str:
        """As the registry and the commands call it."""
        return f"v{self.number}"

    @property
    def rows(self) -> int:
        """How many payments it learns from."""
        return len(self.stolen)

    @cached_property
    def model(self) -> Additive:
        """Fitted at its first use: most versions of a registry never serve anybody."""
        recipe = self.recipe
        model = fit(self.codes, self.stolen, unused=recipe.unused, names=recipe.names, weights=self.weights)
        if self.recipe.corrected:
            return Additive(model.base + float(np.log(self.recipe.keep_honest)), model.curves)
        return model


def train(
    number: int,
    at_h: float,
    recipe: Recipe,
    world: Payments,
    codes: Codes,
    let_through: Flags,
    chance: Floats | None = None,
) -> Version:
    """A version from the payments whose truth can be known at `at_h`: those let through, with the labels told by then.

    Args:
        number: Of the version.
        at_h: When it is trained.
        recipe: How.
        world: The payments.
        codes: Bins of the features it learns from (features x all payments).
        let_through: Which payments were approved or held out: the others never get a label.
        chance: With what chance each was let through, where the recipe weighs by it.
    """
    until = at_h - (recipe.delay_h if recipe.mature_only else 0.0)
    since = until - recipe.days * DAY_H
    inside = (world.when_h >= since) & (world.when_h < until)
    rows = np.flatnonzero(inside & let_through)
    stolen = world.stolen[rows] & (world.known_h[rows] <= at_h)
    table = Table(since, until, int(inside.sum()), len(rows), float(stolen.mean()) if len(rows) else 0.0)
    weights = None if chance is None or not recipe.weighted else 1.0 / chance[rows]
    kept = np.ones(len(rows), dtype=bool)
    if recipe.keep_honest < 1.0:
        kept &= stolen | (world.looked_at[rows] < recipe.keep_honest)
    if recipe.without >= 0:
        kept &= world.country[world.customer[rows]] != recipe.without
    if not kept.all():
        rows, stolen = rows[kept], stolen[kept]
        weights = None if weights is None else weights[kept]
    learnt = codes[:, rows]
    unfilled = world.when_h[rows] < until - recipe.filled_days * DAY_H
    if unfilled.any():
        moved = np.isin(recipe.names, list(MOVED))
        learnt[np.ix_(moved, unfilled)] = 0
    digest = _digest(rows, stolen, learnt, weights)
    return Version(number, at_h, recipe, learnt, stolen, digest, table, weights, rows)


def _digest(rows: Ints, stolen: Flags, codes: Codes, weights: Floats | None) -> str:
    told = hashlib.sha256(rows.tobytes())
    told.update(stolen.tobytes())
    told.update(np.ascontiguousarray(codes).tobytes())
    if weights is not None:
        told.update(weights.tobytes())
    return told.hexdigest()[:16]
