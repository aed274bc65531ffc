"""Trains a version from what is known at a time, and writes down from what.

recipe + what was served and decided + now -> Version (model, data hash, figures)
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from greenroom.labs.arrays import DAY_H, Flags, Ints
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
    """

    days: float = 7.0
    mature_only: bool = True
    keep_honest: float = 1.0
    corrected: bool = False
    unused: frozenset[str] = frozenset()


MATURE_H = 132.0
"""By then the bank has told of all but one theft in eighty."""


@dataclass(frozen=True)
class Version:
    """An immutable entry of the registry; `codes` (features x rows) and `stolen` are what it learns from."""

    number: int
    trained_h: float
    recipe: Recipe
    codes: Codes
    stolen: Flags
    data_hash: str

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
        model = fit(self.codes, self.stolen, unused=self.recipe.unused)
        if self.recipe.corrected:
            return Additive(model.base + float(np.log(self.recipe.keep_honest)), model.curves)
        return model


def train(
    number: int, at_h: float, recipe: Recipe, world: Payments, codes: Codes, let_through: Flags
) -> Version:
    """A version from the payments whose truth can be known at `at_h`: those let through, with the labels told by then.

    Args:
        number: Of the version.
        at_h: When it is trained.
        recipe: How.
        world: The payments.
        codes: Bins of the features it learns from (features x all payments).
        let_through: Which payments were approved or held out: the others never get a label.
    """
    until = at_h - (MATURE_H if recipe.mature_only else 0.0)
    rows = np.flatnonzero(
        (world.when_h >= until - recipe.days * DAY_H) & (world.when_h < until) & let_through
    )
    stolen = world.stolen[rows] & (world.known_h[rows] <= at_h)
    if recipe.keep_honest < 1.0:
        kept = stolen | (world.looked_at[rows] < recipe.keep_honest)
        rows, stolen = rows[kept], stolen[kept]
    learnt = codes[:, rows]
    return Version(number, at_h, recipe, learnt, stolen, _digest(rows, stolen, learnt))


def _digest(rows: Ints, stolen: Flags, codes: Codes) -> str:
    told = hashlib.sha256(rows.tobytes())
    told.update(stolen.tobytes())
    told.update(np.ascontiguousarray(codes).tobytes())
    return told.hexdigest()[:16]
