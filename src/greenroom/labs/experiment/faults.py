"""What is wrong with a rollout: in the challenger, in who comes, or in the plan under which it starts.

onset -> Truth (the world), Plan (of the challenger's team)
"""

from __future__ import annotations

from dataclasses import replace

from greenroom.labs.experiment.plan import Plan, Rule, Unit
from greenroom.labs.experiment.world import Truth
from greenroom.labs.onset import Onset
from greenroom.model.lab_kinds import Fault

_SRM_LIFT = -0.04
_PLANS = {
    Fault.SAMPLE_RATIO: Plan(ratio_check=False),
    Fault.PEEKING: Plan(rule=Rule.NAIVE),
    Fault.WRONG_UNIT: Plan(rule=Rule.CORRECTED),
    Fault.UNDERPOWERED: Plan(test_share=0.5),
    Fault.NONE: Plan(test_share=0.5, guard=True),
}


def truth(onset: Onset, kind: Fault) -> Truth:
    """What the challenger really does. `kind` is the scenario's, also in the twin, where it does no harm.

    The severity is how many programs come for each user (sample ratio), or else how far clicks move, as a share of them.
    """
    if onset.fault is Fault.SAMPLE_RATIO:
        return Truth(_SRM_LIFT, robots=onset.severity, onset_h=onset.at_h)
    if onset.fault in {Fault.PEEKING, Fault.WRONG_UNIT}:
        return Truth(-onset.severity)
    return Truth(onset.severity if kind in {Fault.UNDERPOWERED, Fault.NONE} else 0.0)


def plan(onset: Onset, kind: Fault) -> Plan:
    """The plan under which the challenger starts; `kind` as in `truth`."""
    given = _PLANS[kind]
    if onset.fault is Fault.WRONG_UNIT:
        return replace(given, unit=Unit.REQUEST)
    if onset.fault is Fault.UNDERPOWERED:
        return replace(given, test_share=0.05)
    return given
