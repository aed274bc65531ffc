"""When something goes wrong under a seed, and how badly.

scenario + seed -> Onset
"""

from __future__ import annotations

from dataclasses import dataclass

from greenroom.labs.noise import stream
from greenroom.model.lab import Scenario
from greenroom.model.lab_kinds import Fault


@dataclass(frozen=True)
class Onset:
    """A fault as it happens under one seed: from `at_h`, with `severity`; what the number means, each fault says for itself."""

    fault: Fault
    at_h: float
    severity: float


def onset(scenario: Scenario, seed: int, *, twin: bool = False) -> Onset:
    """When and how badly it happens under `seed`; in the twin nothing does, all else is equal."""
    draw = stream(seed, f"onset of {scenario.slug}")
    at_h = float(draw.integers(scenario.onset_h[0], scenario.onset_h[1] + 1))
    severity = float(draw.uniform(*scenario.severity))
    return Onset(Fault.NONE if twin else scenario.fault, at_h, severity)
