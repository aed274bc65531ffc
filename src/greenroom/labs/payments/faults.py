"""What goes wrong with payments, and what it changes: in the world, in the serving path, or in what is trained.

onset -> Unrest (the world), Pipeline (serving), Recipe (training)
"""

from __future__ import annotations

from dataclasses import replace

from greenroom.labs.onset import Onset
from greenroom.labs.payments.features.serving import Pipeline
from greenroom.labs.payments.learning.trainer import Recipe
from greenroom.labs.payments.world import Unrest
from greenroom.model.lab_kinds import Fault

TRAINED_WRONG = frozenset({Fault.SAMPLED_WITHOUT_CORRECTION, Fault.IMMATURE_LABELS})
"""A version is trained and promoted at the onset."""


def unrest(onset: Onset) -> Unrest:
    """What it changes in the world."""
    if onset.fault is Fault.NEW_RING:
        return Unrest(onset.at_h, ring=onset.severity)
    if onset.fault is Fault.HOLIDAY:
        return Unrest(onset.at_h, holiday=onset.severity)
    return Unrest()


def recipe(onset: Onset) -> Recipe:
    """How the model is trained that is promoted at the onset; an ordinary one in the twin."""
    if onset.fault is Fault.SAMPLED_WITHOUT_CORRECTION:
        return Recipe(keep_honest=onset.severity)
    if onset.fault is Fault.IMMATURE_LABELS:
        return Recipe(mature_only=False, days=onset.severity)
    return Recipe()


def broken(onset: Onset, pipeline: Pipeline) -> Pipeline:
    """`pipeline` once it has happened."""
    if onset.fault is Fault.UNIT_CHANGE:
        return replace(pipeline, amount_scale=onset.severity)
    if onset.fault is Fault.STALE_TABLES:
        return replace(pipeline, frozen_h=onset.at_h)
    if onset.fault is Fault.ZERO_FOR_MISSING:
        return replace(pipeline, zeroed=frozenset({"merchant_risk"}))
    if onset.fault is Fault.COUNTED_TWICE:
        return replace(pipeline, repeated_h=onset.at_h, repeats=onset.severity)
    if onset.fault is Fault.SWAPPED_COLUMNS:
        return replace(pipeline, swapped=("merchant_risk", "ip_risk"))
    return pipeline
