"""What the deployment log says: the trace a fault leaves, and harmless changes beside it.

The same releases happen in the no-fault twin, and one of them at the hour of the onset.
"""

from __future__ import annotations

from greenroom.labs.decoys import decoys
from greenroom.labs.noise import stream
from greenroom.labs.onset import Onset
from greenroom.labs.system import Line
from greenroom.model.lab_kinds import Component, Fault

_HARMLESS = (
    "app 11.{n} live: larger type in settings",
    "comments 2.{n} live: report button moved",
    "kernel patch on two of the ranking machines",
    "marketing: newsletter to a tenth of readers",
    "dashboard 4.{n} live: colours of the charts",
    "flag dark-mode on for all",
    "certificate of the image servers renewed",
    "subscription page 6.{n} live: new prices shown yearly",
)
_TRACES = {
    Fault.SWAPPED_COLUMNS: (
        Component.FEATURES,
        "serving encoder 3.0 live: columns laid out by the new schema registry",
    ),
    Fault.CONSTANT_FEATURE: (
        Component.CATALOGUE,
        "catalogue job 8.2 live: reads the editors' service through its new gateway",
    ),
    Fault.POSITION_LOOP: (Component.TRAINER, "trainer 5.1 live: simpler click log, faster nights"),
    Fault.LEAKY_SPLIT: (
        Component.VALIDATION,
        "validation 2.0 live: judges on all days; a challenger recipe runs beside the usual one",
    ),
    Fault.NEW_PARTNER: (
        Component.WORLD,
        "editors: items of a second publisher come in beside our own, as contracted",
    ),
}


def lines(onset: Onset, kind: Fault, seed: int, lab_h: float, count: int) -> tuple[Line, ...]:
    """The deployment log of a whole lab with `count` decoys. `kind` is the scenario's, also in the twin, where the same is released in order."""
    made = decoys(_HARMLESS, count, onset.at_h, stream(seed, "deployment log of the feed"), lab_h)
    if kind in _TRACES:
        component, text = _TRACES[kind]
        made.append(Line(onset.at_h, text, component))
    return tuple(sorted(made, key=lambda one: (one.at_h, one.text)))
