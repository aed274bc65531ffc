"""What goes wrong, and what it changes: in the world, in the serving path, or in what is trained.

kind + onset + severity -> Unrest (the world), Pipeline (serving), Recipe (training)
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from greenroom.labs.features.serving import Pipeline
from greenroom.labs.learning.trainer import Recipe
from greenroom.labs.noise import stream
from greenroom.labs.world.payments import Unrest
from greenroom.model.lab import Fault, Scenario

TRAINED_WRONG = frozenset({Fault.SAMPLED_WITHOUT_CORRECTION, Fault.IMMATURE_LABELS})
"""A version is trained and promoted at the onset."""


@dataclass(frozen=True)
class Onset:
    """A fault as it happens under one seed: from `at_h`, with `severity` (its meaning depends on the kind)."""

    fault: Fault
    at_h: float
    severity: float

    @property
    def unrest(self) -> Unrest:
        """What it changes in the world."""
        if self.fault is Fault.NEW_RING:
            return Unrest(self.at_h, ring=self.severity)
        if self.fault is Fault.HOLIDAY:
            return Unrest(self.at_h, holiday=self.severity)
        return Unrest()

    @property
    def recipe(self) -> Recipe | None:
        """How the model is trained that is promoted at the onset; None where none is."""
        if self.fault is Fault.SAMPLED_WITHOUT_CORRECTION:
            return Recipe(keep_honest=self.severity)
        if self.fault is Fault.IMMATURE_LABELS:
            return Recipe(mature_only=False, days=self.severity)
        return None

    def broken(self, pipeline: Pipeline) -> Pipeline:
        """`pipeline` once it has happened."""
        if self.fault is Fault.UNIT_CHANGE:
            return replace(pipeline, amount_scale=self.severity)
        if self.fault is Fault.STALE_TABLES:
            return replace(pipeline, frozen_h=self.at_h)
        if self.fault is Fault.ZERO_FOR_MISSING:
            return replace(pipeline, zeroed=frozenset({"merchant_risk"}))
        if self.fault is Fault.COUNTED_TWICE:
            return replace(pipeline, repeated_h=self.at_h, repeats=self.severity)
        if self.fault is Fault.SWAPPED_COLUMNS:
            return replace(pipeline, swapped=("merchant_risk", "ip_risk"))
        return pipeline


def onset(scenario: Scenario, seed: int, *, twin: bool = False) -> Onset:
    """When and how badly it happens under `seed`; in the twin nothing does, all else is equal."""
    draw = stream(seed, f"onset of {scenario.slug}")
    at_h = float(draw.integers(scenario.onset_h[0], scenario.onset_h[1] + 1))
    severity = float(draw.uniform(*scenario.severity))
    return Onset(Fault.NONE if twin else scenario.fault, at_h, severity)
