"""What goes wrong with the platform, and what it changes: in the world, in a version, or in how the platform is set.

onset -> Unrest (the world), Versions (the registry), changes of a State
"""

from __future__ import annotations

from dataclasses import replace

from greenroom.labs.onset import Onset
from greenroom.labs.serving.state import CANARY, REGISTRY, Canary, Version
from greenroom.labs.serving.tape import Unrest
from greenroom.model.lab_kinds import Fault

_SPIKE_RPS = 1000.0
_RETRIES, _NO_BUDGET = 8, 1e9


def unrest(onset: Onset) -> Unrest:
    """What it changes in the world: a spike of thousands a second, one seller's share of a tenant, or full evenings; by its severity."""
    if onset.fault is Fault.RETRY_STORM:
        return Unrest(onset.at_h, spike_rps=onset.severity * _SPIKE_RPS)
    if onset.fault is Fault.HOT_KEY:
        return Unrest(onset.at_h, key_share=onset.severity)
    if onset.fault is Fault.CAMPAIGN:
        return Unrest(onset.at_h, evening=onset.severity)
    return Unrest()


def registry(onset: Onset) -> tuple[Version, ...]:
    """All versions: the canary takes a share of requests, the severity, a slow way."""
    if onset.fault is not Fault.SLOW_CANARY:
        return REGISTRY
    made = list(REGISTRY)
    made[CANARY] = replace(made[CANARY], slow_share=onset.severity)
    return tuple(made)


def struck(onset: Onset) -> dict[str, object]:
    """What is set at the onset: the canary of the week, which is there in the twin as well, and what is wrong."""
    what: dict[str, object] = {"canary": Canary(onset.at_h)}
    if onset.fault is Fault.RETRY_STORM:
        what |= {"retries": _RETRIES, "retry_budget": _NO_BUDGET}
    if onset.fault is Fault.SHADOW_AT_FULL:
        what["shadow"] = onset.severity
    return what
