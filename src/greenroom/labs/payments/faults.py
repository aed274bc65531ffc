"""What goes wrong with payments, and what it changes: in the world, in the serving path, or in what is trained.

onset -> Unrest (the world), Pipeline (serving), Recipe (training)
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from greenroom.labs.onset import Onset
from greenroom.labs.payments.features.definitions import DISPUTED
from greenroom.labs.payments.features.serving import Pipeline
from greenroom.labs.payments.learning.trainer import MATURE_H, Recipe
from greenroom.labs.payments.world import COUNTRIES, Unrest
from greenroom.model.lab_kinds import Fault

TRAINED_WRONG = frozenset({Fault.SAMPLED_WITHOUT_CORRECTION, Fault.IMMATURE_LABELS})
"""A version is trained and promoted at the onset."""
CANARIED = frozenset({Fault.LEAKED_LABEL, Fault.SEGMENT_LEFT_OUT})
"""A version is trained at the onset and serves more and more customers from then on."""
VERSIONED = frozenset({Fault.HALF_MIGRATED, Fault.UNEXPLORED})
"""Versions come by themselves, so that their estimated performance is watched."""
_MARKET, _SCHEME, _LABEL_H = 0.13, 1.3, 16.0
_NIGHT = Recipe(days=4.0, delay_h=40.0)
"""How a version of every third night is trained where the service trains itself."""


def unrest(onset: Onset, kind: Fault = Fault.NONE) -> Unrest:
    """What it changes in the world; `kind` is the scenario's fault, also in the twin, whose world is the same but for what goes wrong."""
    if kind is Fault.SEGMENT_LEFT_OUT:
        return Unrest(market=_MARKET)
    if kind is Fault.UNEXPLORED:
        return Unrest(scheme=_SCHEME, label_h=_LABEL_H)
    if onset.fault is Fault.NEW_RING:
        return Unrest(onset.at_h, ring=onset.severity)
    if onset.fault is Fault.HOLIDAY:
        return Unrest(onset.at_h, holiday=onset.severity)
    return Unrest()


def recipe(onset: Onset, kind: Fault = Fault.NONE) -> Recipe:
    """How the version is trained that comes at the onset; an ordinary one in the twin."""
    ill = onset.fault is kind
    made = {
        Fault.LEAKED_LABEL: Recipe(extra=(DISPUTED.name,), late_join=ill),
        Fault.SEGMENT_LEFT_OUT: Recipe(without=len(COUNTRIES) if ill else -1),
        Fault.HALF_MIGRATED: Recipe(schema=2, filled_days=onset.severity if ill else np.inf),
        Fault.UNEXPLORED: _NIGHT,
        Fault.SAMPLED_WITHOUT_CORRECTION: Recipe(keep_honest=onset.severity if ill else 1.0),
        Fault.IMMATURE_LABELS: Recipe(mature_only=False, days=onset.severity) if ill else Recipe(),
    }
    return made.get(kind, Recipe())


def usual(onset: Onset, kind: Fault, pipeline: Pipeline, *, recomputed: bool) -> Recipe:
    """How a version is trained that a player asks for: on what the tables of the schema written last hold."""
    delay_h = _NIGHT.delay_h if kind is Fault.UNEXPLORED else MATURE_H
    schema = max(pipeline.schemas)
    half = schema > 1 and not recomputed and onset.fault is Fault.HALF_MIGRATED
    return Recipe(days=7.0, delay_h=delay_h, schema=schema, filled_days=onset.severity if half else np.inf)


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
