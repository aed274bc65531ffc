"""How time grows with the size of the input: what slow code is told.

case -> the case at a sixteenth, an eighth, a quarter of its size, and whole -> their times -> in words
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from greenroom.model.exercise import Case

_PARTS = (16, 8, 4)
_LEAST = 4
_MEASURED_FROM_S = 0.005  # shorter times are mostly the clock's grain
_KINDS = ((1.35, "about linear"), (1.65, "more than linear"), (2.4, "about quadratic"), (math.inf, "steeper than quadratic"))  # fmt: skip


def sizes(case: Case) -> list[Mapping[str, Any]]:
    """The values that a timed case is run with, in one process: itself, after some of a part of its size.

    The first of these pays for the start (imports, caches), so that the case itself is not charged for it.
    """
    size = int(case.value[case.grows]) if case.grows else 0
    parts = dict.fromkeys(size // part for part in _PARTS if size // part >= _LEAST)
    return [*({**case.value, case.grows: one} for one in parts), case.value]


def grows(case: Case, cpu_s: Sequence[float]) -> str:
    """In words how time grew, from the times of the first of `sizes`; "" where there is too little to tell."""
    steps = list(zip(sizes(case), cpu_s, strict=False))[1:]  # the first includes the start
    points = [
        (math.log2(int(one[case.grows])), math.log2(seconds))
        for one, seconds in steps
        if seconds >= _MEASURED_FROM_S
    ]
    if len(points) < 2 or points[-1][0] == points[0][0]:
        return ""
    power = (points[-1][1] - points[0][1]) / (points[-1][0] - points[0][0])
    kind = next(name for most, name in _KINDS if power < most)
    return f"twice the {case.grows} takes {2**power:.1f} times as long ({kind})"
