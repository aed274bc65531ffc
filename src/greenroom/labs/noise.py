"""Randomness that no action can shift.

Every subsystem draws from a stream of its own, named after what it is for. What a player does changes which draws are
looked at, never what was drawn: two plays of one seed meet the same payments, labels and machines (common random numbers,
Law and Kelton, "Simulation Modeling and Analysis", 11.2), so the difference of their costs is theirs alone.
"""

from __future__ import annotations

import hashlib

import numpy as np


def stream(seed: int, name: str) -> np.random.Generator:
    """The random stream of `name` under `seed`; the same numbers on every machine and in every process."""
    key = hashlib.sha256(f"{seed}/{name}".encode()).digest()
    return np.random.Generator(np.random.Philox(key=int.from_bytes(key[:16], "little")))
