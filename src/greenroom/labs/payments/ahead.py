"""What happens by itself: the fault, a rollout that goes on, versions trained at night.

onset -> steps; a step is carried out on whatever the player has set until then, and again when they set something before it
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from greenroom.labs.arrays import DAY_H
from greenroom.labs.onset import Onset
from greenroom.labs.payments.faults import CANARIED, TRAINED_WRONG, broken, recipe
from greenroom.labs.payments.timeline import State
from greenroom.model.lab_kinds import Fault

if TYPE_CHECKING:
    from greenroom.labs.payments.system import PaymentsSystem

    Does: TypeAlias = Callable[[PaymentsSystem, State], Mapping[str, object]]

RAMP = ((0.0, 0.2), (36.0, 0.5), (72.0, 1.0))
"""A rollout: hours from its begin, and the share of customers from then on."""
EXPLORED_SHARE = 0.05
"""Where a service trains itself at night, what it lets through to learn from."""
NO_CANARY: Mapping[str, object] = {
    "challenger": None,
    "share": 0.0,
    "ramping": False,
    "spared": frozenset(),
}
_FIRST_NIGHT_H, _EVERY_H = 26.0, 3 * DAY_H


@dataclass(frozen=True)
class Step:
    """At `at_h`, what `does` gives holds from then on."""

    at_h: float
    does: Does


def first(kind: Fault) -> State:
    """How the system is set when nobody has touched it and nothing has happened yet."""
    if kind is Fault.UNEXPLORED:
        return State(-np.inf, holdout=EXPLORED_SHARE, nightly=True)
    return State(-np.inf)


def steps(onset: Onset, kind: Fault, lab_h: float) -> tuple[Step, ...]:
    """All of a lab, in the order of time. `kind` is the scenario's fault, also in the twin."""
    if kind in CANARIED:
        later = [Step(onset.at_h + after_h, partial(_ramped, share=share)) for after_h, share in RAMP[1:]]
        return (Step(onset.at_h, partial(_canary, onset=onset, kind=kind)), *later)
    made = [Step(onset.at_h, partial(_strike, onset=onset, kind=kind))]
    if kind is Fault.UNEXPLORED:
        nights = np.arange(_FIRST_NIGHT_H, lab_h, _EVERY_H)
        made += [Step(float(at_h), partial(_night, onset=onset, at_h=float(at_h))) for at_h in nights]
    return tuple(sorted(made, key=lambda one: one.at_h))


def _strike(of: PaymentsSystem, state: State, onset: Onset, kind: Fault) -> Mapping[str, object]:
    """The fault; and the version that is trained and promoted with it, in the twin too."""
    what: dict[str, object] = {"pipeline": broken(onset, state.pipeline)}
    if kind is Fault.UNEXPLORED and onset.fault is kind:
        what["holdout"] = 0.0
    if kind in TRAINED_WRONG or kind is Fault.HALF_MIGRATED:
        what |= _promoted(state, of.trained_at(onset.at_h, recipe(onset, kind)))
    if kind is Fault.HALF_MIGRATED:
        what["pipeline"] = replace(state.pipeline, schemas=frozenset({2}))
    return what


def _canary(of: PaymentsSystem, _state: State, onset: Onset, kind: Fault) -> Mapping[str, object]:
    """A new version begins to serve; it replaces a canary that a player has begun."""
    challenger = of.trained_at(onset.at_h, recipe(onset, kind))
    if challenger is None:
        return {}
    return {"challenger": challenger, "share": RAMP[0][1], "ramping": True, "spared": frozenset()}


def _ramped(_of: PaymentsSystem, state: State, share: float) -> Mapping[str, object]:
    return {"share": share} if state.ramping else {}


def _night(of: PaymentsSystem, state: State, onset: Onset, at_h: float) -> Mapping[str, object]:
    if not state.nightly:
        return {}
    return _promoted(state, of.trained_at(at_h, recipe(onset, Fault.UNEXPLORED)))


def _promoted(state: State, version: int | None) -> Mapping[str, object]:
    """A new champion ends a canary that a player has begun: it was to be held against another one."""
    if version is None:
        return {}
    return {"champion": version, "before": (*state.before, state.champion), **NO_CANARY}
