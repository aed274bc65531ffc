"""Harmless changes in the deployment log: that something was released when the trouble began is no proof.

They are the same in the no-fault twin, and one of them comes at the very hour of the onset.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from greenroom.labs.arrays import DAY_H
from greenroom.labs.system import Line
from greenroom.model.lab_kinds import Component

_FIRST_H = 4.0
_QUARTERS = 4  # of an hour: the log's times


def decoys(
    harmless: Sequence[str | tuple[str, Component]],
    count: int,
    onset_h: float,
    draw: np.random.Generator,
    lab_h: float,
) -> list[Line]:
    """`count` of the `harmless` texts, with who released each where it is told, at times of the lab but its last day; `{n}` is drawn."""
    at = draw.uniform(_FIRST_H, lab_h - DAY_H, count)
    at[0] = onset_h
    made = []
    for hour, which in zip(at, draw.permutation(len(harmless))[:count], strict=True):
        chosen = harmless[which]
        text, component = (chosen, Component.NONE) if isinstance(chosen, str) else chosen
        when = float(round(hour * _QUARTERS) / _QUARTERS)
        made.append(Line(when, text.format(n=int(draw.integers(1, 30))), component))
    return made
