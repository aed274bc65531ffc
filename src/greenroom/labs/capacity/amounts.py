"""Figures a calculation can stand on; the rest is refused by name."""

from __future__ import annotations

import math


def positive(name: str, value: float) -> float:
    """`value`, which must be finite and above 0.

    Raises:
        ValueError: It is not; the message says which figure and what it was.
    """
    if not (math.isfinite(value) and value > 0):
        raise ValueError(f"{name} is {value!r}; it must be a number above 0")
    return value


def not_negative(name: str, value: float) -> float:
    """`value`, which must be finite and at least 0; raises ValueError as `positive`."""
    if not (math.isfinite(value) and value >= 0):
        raise ValueError(f"{name} is {value!r}; it must be a number of at least 0")
    return value


def share_of_one(name: str, value: float) -> float:
    """`value`, which must lie from 0 to 1, both included; raises ValueError as `positive`."""
    if not 0 <= value <= 1:
        raise ValueError(f"{name} is {value!r}; a share is from 0 to 1 (30 percent is 0.3)")
    return value


def share_below_one(name: str, value: float) -> float:
    """`value`, which must be at least 0 and below 1; raises ValueError as `positive`."""
    if not 0 <= value < 1:
        raise ValueError(f"{name} is {value!r}; it must be at least 0 and below 1 (99 percent is 0.99)")
    return value


def whole(name: str, value: int) -> int:
    """`value`, which must be 1 or more; raises ValueError as `positive`."""
    if value < 1:
        raise ValueError(f"{name} is {value!r}; there must be at least one")
    return value
