"""What a lab can be about: the systems there are, where in them something can be wrong, what that can be, and what a player can say."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class SystemKind(StrEnum):
    """Which system is under the player's hands."""

    PAYMENTS = "payments"  # scores payments for theft, and trains itself on what banks say
    FEED = "feed"  # ranks items for readers, and learns from what they click
    EXPERIMENT = "experiment"  # a rollout desk: arms, shares of traffic, and a decision to ship or not
    SERVING = "serving"  # answers scoring requests in time and within a budget
    TRAINING = "training"  # trains the next model from shards of events


class Fault(StrEnum):
    """What is really wrong."""

    NONE = "none"
    UNIT_CHANGE = "unit-change"
    STALE_TABLES = "stale-tables"
    ZERO_FOR_MISSING = "zero-for-missing"
    COUNTED_TWICE = "counted-twice"
    SWAPPED_COLUMNS = "swapped-columns"
    NEW_RING = "new-ring"
    HOLIDAY = "holiday"
    SAMPLED_WITHOUT_CORRECTION = "sampled-without-correction"
    IMMATURE_LABELS = "immature-labels"
    SAMPLE_RATIO = "sample-ratio"  # the arms of an experiment are not as decided
    PEEKING = "peeking"  # whatever looks good on any day ships
    WRONG_UNIT = "wrong-unit"  # requests are taken for independent, users are assigned
    UNDERPOWERED = "underpowered"  # too few users to see what is there


BENIGN = frozenset({Fault.NONE, Fault.HOLIDAY})
"""Nothing is to be mended."""


class Component(StrEnum):
    """Where a fault can be."""

    FEATURES = "features"
    MATERIALISER = "materialiser"
    STREAM = "stream"
    TRAINER = "trainer"
    WORLD = "world"
    NONE = "none"
    ASSIGNMENT = "assignment"  # who is in which arm
    ANALYSIS = "analysis"  # how a difference and its variance are worked out
    POLICY = "policy"  # when a challenger ships
    ALLOCATION = "allocation"  # how many users an experiment gets


FAULTS: Mapping[SystemKind, tuple[Fault, ...]] = {
    SystemKind.PAYMENTS: (
        Fault.UNIT_CHANGE,
        Fault.STALE_TABLES,
        Fault.ZERO_FOR_MISSING,
        Fault.COUNTED_TWICE,
        Fault.SWAPPED_COLUMNS,
        Fault.NEW_RING,
        Fault.HOLIDAY,
        Fault.SAMPLED_WITHOUT_CORRECTION,
        Fault.IMMATURE_LABELS,
        Fault.NONE,
    ),
    SystemKind.EXPERIMENT: (
        Fault.SAMPLE_RATIO,
        Fault.PEEKING,
        Fault.WRONG_UNIT,
        Fault.UNDERPOWERED,
        Fault.NONE,
    ),
}
"""What can be wrong with each system; a player chooses among these."""

COMPONENTS: Mapping[SystemKind, tuple[Component, ...]] = {
    SystemKind.PAYMENTS: (
        Component.FEATURES,
        Component.MATERIALISER,
        Component.STREAM,
        Component.TRAINER,
        Component.WORLD,
        Component.NONE,
    ),
    SystemKind.EXPERIMENT: (
        Component.ASSIGNMENT,
        Component.ANALYSIS,
        Component.POLICY,
        Component.ALLOCATION,
        Component.NONE,
    ),
}
"""Where it can be wrong, and whose team is called for it."""

COMMON_VERBS = (
    "help", "status", "metrics", "query", "logs", "mute", "unmute", "declare", "page", "conclude", "update", "hint", "wait", "run-until",
    "finish",
)  # fmt: skip
"""The first words of command lines that every system understands, in the order in which help tells them."""

OWN_VERBS: Mapping[SystemKind, tuple[str, ...]] = {
    SystemKind.PAYMENTS: (
        "lineage", "compare", "audit", "review", "rollback", "promote", "retrain", "pin", "restart", "dedupe", "fallback", "threshold",
        "decide", "block", "unblock",
    ),
    SystemKind.EXPERIMENT: (
        "plan", "arms", "read", "slices", "segments", "aa", "power", "rule", "unit", "cuped", "horizon", "guard", "ratio-check",
        "canary", "pause", "resume", "rollback", "promote", "rehash",
    ),
}  # fmt: skip
"""Those of each system."""


def verbs(kind: SystemKind) -> tuple[str, ...]:
    """All first words that `kind` understands."""
    return COMMON_VERBS + OWN_VERBS[kind]


PLAY_WORDS: Mapping[SystemKind, Mapping[str, str]] = {
    SystemKind.PAYMENTS: {"found": "review", "trained": "retrain"},
    SystemKind.EXPERIMENT: {},
}
"""Words that a play's line may hold in braces, each with the verb whose answer tells it."""
FIX_WORDS: Mapping[SystemKind, frozenset[str]] = {
    SystemKind.PAYMENTS: frozenset({"ring"}),
    SystemKind.EXPERIMENT: frozenset(),
}
"""Words that a scenario's fix may hold in braces: what only the seed knows."""
