"""How a challenger is rolled out: the plan that a player can look at and change, and where it stands.

A state holds from a time on. An epoch is a stretch of it in which no user changes arms: readings are taken within one, since days
with different shares, put together, would weigh arms unequally (Simpson's paradox).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

FIRST_SHARE, WIDE_SHARE, FULL_SHARE = 0.05, 0.5, 0.9
"""The first day's share, the last before everybody, and everybody but the tenth that is held out afterwards to compare with."""
ALPHA = 0.01
"""Of a launch decided on the clicks alone: it is seldom taken back."""
SCORECARD_ALPHA = 0.05


class Rule(StrEnum):
    """What ships a challenger."""

    NAIVE = "naive"  # any read of the scorecard with p < .05 at any look
    CORRECTED = "corrected"  # any read, group-sequential, alpha shared out among the reads
    GROUP_SEQUENTIAL = "group-sequential"  # clicks alone, alpha shared out among the looks up to the horizon
    FIXED = "fixed"  # clicks alone, once, at the horizon


class Unit(StrEnum):
    """What is taken for independent."""

    REQUEST = "request"
    USER = "user"


class Stage(StrEnum):
    """How far a challenger has come."""

    SHADOW = "shadow"  # it answers nobody yet; both arms are the champion (A/A)
    FIRST = "first day"
    TEST = "test"
    WIDE = "half of the users"
    FULL = "shipped"
    ENDED = "ended"


@dataclass(frozen=True)
class Plan:
    """The controller's settings.

    `ratio_check` and `guard` say whether a wrong sample ratio, or clicks that an always-valid test finds worse, take the challenger out.
    """

    rule: Rule = Rule.GROUP_SEQUENTIAL
    unit: Unit = Unit.USER
    cuped: bool = False
    horizon_days: int = 7
    test_share: float = 0.1
    ratio_check: bool = True
    guard: bool = False
    auto: bool = True


@dataclass(frozen=True)
class Epoch:
    """A stretch in which nobody changes arms; programs are in no arm where `filtered`, and all in the canary where not."""

    since_h: float
    share: float
    salt: int
    live: bool  # whether the canary is the challenger
    filtered: bool = False


@dataclass(frozen=True)
class State:
    """From `since_h` on; `why` says in words what led to it."""

    since_h: float
    stage: Stage
    epoch: Epoch
    plan: Plan
    why: str
