"""What the deployment log says: the challenger's start, which is no fault by itself, and harmless changes beside it.

The same is said in the no-fault twin.
"""

from __future__ import annotations

from greenroom.labs.arrays import DAY_H
from greenroom.labs.noise import stream
from greenroom.labs.onset import Onset
from greenroom.labs.system import Line
from greenroom.model.lab_kinds import Component

_HARMLESS = (
    (Component.ASSIGNMENT, "assignment service 2.{n} live: fewer copies of its table"),
    (Component.ANALYSIS, "scorecard 5.{n} live: reads come half an hour sooner"),
    (Component.POLICY, "rollout desk 1.{n} live: the plan can be set from chat"),
    (Component.ALLOCATION, "traffic limits reviewed, as each month"),
    (Component.NONE, "app 9.{n} in the stores: dark mode"),
    (Component.NONE, "dashboard 2.{n} live: colours of the charts"),
    (Component.NONE, "a campaign on television in two markets"),
    (Component.NONE, "kernel patch on a third of the ranking machines"),
)


def lines(onset: Onset, seed: int, lab_h: float) -> tuple[Line, ...]:
    """The deployment log of a whole lab."""
    draw = stream(seed, "deployment log")
    at = draw.uniform(4.0, lab_h - DAY_H, len(_HARMLESS))
    at[:4] = onset.at_h - draw.uniform(0.5, 20.0, 4)  # every team released something shortly before the start
    made = [
        Line(float(round(hour * 4) / 4), text.format(n=int(draw.integers(1, 30))), component)
        for hour, (component, text) in zip(at, _HARMLESS, strict=True)
    ]
    made.append(Line(onset.at_h, "challenger c-7 leaves the shadow: 5 % of users, under its team's plan"))
    return tuple(sorted(made, key=lambda one: (one.at_h, one.text)))
