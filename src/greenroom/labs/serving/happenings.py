"""What the deployment log says: the week's canary, what each scenario leaves in it, and harmless changes beside it.

The same is released in the no-fault twin, so that a release at the hour at which the trouble began is no proof.
"""

from __future__ import annotations

from greenroom.labs.decoys import decoys
from greenroom.labs.noise import stream
from greenroom.labs.onset import Onset
from greenroom.labs.serving.state import RAMP
from greenroom.labs.serving.tape import Size
from greenroom.labs.serving.timeline import Timeline
from greenroom.labs.system import Line
from greenroom.model.lab_kinds import Component, Fault

_HARMLESS = (
    "checkout app 8.{n} live: new address form",
    "kernel patch on a third of the gateways",
    "certificate of the gateway renewed",
    "marketing: push message to a tenth of the wallet's users",
    "dashboard 2.{n} live: colours of the charts",
    "lending 3.{n} live: another wording of the offer",
    "feature store: a shard of checkout moved to another rack, no loss seen",
    "partners: contract {n} signed, first requests next month",
)
_TRACES = {
    Fault.RETRY_STORM: (
        Component.GATEWAY,
        "gateway 7.0 live: timeouts and retries move into the service mesh, with its defaults",
    ),
    Fault.HOT_KEY: (Component.WORLD, "market: a large seller opens its fair, announced for ten days"),
    Fault.SHADOW_AT_FULL: (Component.SHADOW, "shadow: p42 goes into its last comparison before release"),
    Fault.CAMPAIGN: (Component.WORLD, "marketing: three evenings of offers in all apps begin"),
}


def lines(onset: Onset, kind: Fault, seed: int, size: Size, count: int) -> tuple[Line, ...]:
    """The deployment log with `count` decoys, but for the canary's part. `kind` is the scenario's, also in the twin, where the same is released in order."""
    made = decoys(_HARMLESS, count, onset.at_h, stream(seed, "deployment log"), size.lab_h)
    if kind in _TRACES:
        component, text = _TRACES[kind]
        made.append(Line(onset.at_h, text, component))
    return tuple(made)


def ramp(of: Timeline) -> tuple[Line, ...]:
    """What the rollout did by itself, as long as somebody let it."""
    made = []
    for after_h, share in RAMP:
        at_h = of.onset_h + after_h
        canary = of.state_at(at_h).canary
        if canary is None or canary.share is not None:
            break
        text = f"rollout: p41 has {share:.0%} of the traffic" if share < 1 else "rollout: p41 is the champion"
        made.append(Line(at_h, f"{text}; median latency and errors as before", Component.PREDICTOR))
    return tuple(made)
