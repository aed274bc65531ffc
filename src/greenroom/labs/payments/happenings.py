"""What the deployment log says: the trace a fault leaves, and harmless changes beside it.

The same releases happen in the no-fault twin, and one of them at the hour of the onset: that something was released when
the trouble began is no proof.
"""

from __future__ import annotations

from greenroom.labs.decoys import decoys
from greenroom.labs.noise import stream
from greenroom.labs.onset import Onset
from greenroom.labs.payments.faults import TRAINED_WRONG
from greenroom.labs.payments.world import Size
from greenroom.labs.system import Line
from greenroom.model.lab_kinds import Component, Fault

_HARMLESS = (
    "checkout 8.{n} live: new address form",
    "search 3.{n} live: spelling of merchants",
    "kernel patch on two of the scoring machines",
    "marketing: push message to a tenth of customers",
    "dashboard 2.{n} live: colours of the charts",
    "flag receipts-by-mail on for all",
    "certificate of the gateway renewed",
    "network switch replaced in the second hall, no loss seen",
)
_TRACES = {
    Fault.UNIT_CHANGE: (
        Component.FEATURES,
        "features f12 live: amounts as the new payment gateway sends them",
    ),
    Fault.ZERO_FOR_MISSING: (
        Component.FEATURES,
        "features f12 live: fields of merchants follow the new schema",
    ),
    Fault.SWAPPED_COLUMNS: (
        Component.FEATURES,
        "features f12 live: encoder generated from the schema registry",
    ),
    Fault.COUNTED_TWICE: (
        Component.STREAM,
        "stream consumer 4.1 live: reads again from the last checkpoint after a rebalance",
    ),
    Fault.LEAKED_LABEL: (
        Component.TRAINER,
        "trainer: the night's version, with disputed_3d, passed validation (AUC); canary 20 %, 50 % in 36 h, all in 72 h",
    ),
    Fault.SEGMENT_LEFT_OUT: (
        Component.TRAINER,
        "trainer: the night's version passed validation (AUC); canary 20 %, 50 % in 36 h, all in 72 h",
    ),
    Fault.HALF_MIGRATED: (
        Component.FEATURES,
        "features f13 live: schema 2, which the night's version reads",
    ),
    Fault.UNEXPLORED: (Component.POLICY, "policy 31 live: budgets of the new quarter"),
    Fault.STALE_TABLES: (Component.MATERIALISER, "materialiser 2.7 live: smaller transactions"),
}


def lines(onset: Onset, kind: Fault, seed: int, size: Size, count: int) -> tuple[Line, ...]:
    """The deployment log of a whole lab with `count` decoys. `kind` is the scenario's, also in the twin, where the same is released in order."""
    made = decoys(_HARMLESS, count, onset.at_h, stream(seed, "deployment log"), size.lab_h)
    if kind in _TRACES:
        component, text = _TRACES[kind]
        made.append(Line(onset.at_h, text, component))
    if kind in TRAINED_WRONG | {Fault.HALF_MIGRATED}:
        made.append(
            Line(
                onset.at_h,
                "trainer: the night's version passed validation (AUC) and is the champion",
                Component.TRAINER,
            )
        )
    return tuple(sorted(made, key=lambda one: (one.at_h, one.text)))


def releases_features(kind: Fault) -> bool:
    """Whether a release of the features happens at the onset, which can be pinned back."""
    return kind in {Fault.UNIT_CHANGE, Fault.ZERO_FOR_MISSING, Fault.SWAPPED_COLUMNS}
