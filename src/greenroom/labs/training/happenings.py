"""What the deployment log says: the trace a fault leaves, and harmless changes beside it.

The same releases happen in the no-fault twin, and one of the harmless ones at the hour of the onset: that something was released when the
trouble began is no proof.
"""

from __future__ import annotations

from greenroom.labs.decoys import decoys
from greenroom.labs.noise import stream
from greenroom.labs.onset import Onset
from greenroom.labs.system import Line
from greenroom.model.lab_kinds import Component, Fault

_HARMLESS = (
    ("accelerators: one card of the pool replaced", Component.TRAINER),
    ("trainer 3.{n}: progress bar in the logs", Component.TRAINER),
    ("export 5.{n}: names of files as the archive wants them", Component.EXPORT),
    ("storage: lifecycle rule moves shards of last year to the archive", Component.STORAGE),
    ("orchestrator: time zone of the web page is that of the reader", Component.ORCHESTRATOR),
    ("dashboard 2.{n} live: colours of the charts", Component.NONE),
    ("marketing: push message to a tenth of customers", Component.NONE),
    ("certificate of the registry renewed", Component.NONE),
)
_TRACES = {
    Fault.INFINITE_ROW: (
        Component.EXPORT,
        "export 5.31 live: first payments of new customers are in the shards too; new schema file",
    ),
    Fault.HALF_PRECISION: (
        Component.TRAINER,
        "trainer 3.31 live: new image, and a new job template in place of the old one",
    ),
    Fault.CORRUPT_RECORDS: (
        Component.STORAGE,
        "storage: uploads of three markets go through the new gateway; settings of the old one are retired",
    ),
    Fault.SKIPPED_RUNS: (
        Component.ORCHESTRATOR,
        "orchestrator 2.9 live: workers renew their leases less often",
    ),
}


def lines(onset: Onset, kind: Fault, seed: int, lab_h: float, count: int) -> tuple[Line, ...]:
    """The deployment log of a whole lab with `count` decoys. `kind` is the scenario's, also in the twin, where the same is released in order."""
    made = decoys(_HARMLESS, count, onset.at_h, stream(seed, "deployment log"), lab_h)
    if kind in _TRACES:
        component, text = _TRACES[kind]
        made.append(Line(onset.at_h, text, component))
    return tuple(sorted(made, key=lambda one: (one.at_h, one.text)))
