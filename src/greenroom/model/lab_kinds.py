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
    LEAKED_LABEL = "leaked-label"  # a version learnt from what is known only after the event
    SEGMENT_LEFT_OUT = "segment-left-out"  # a version never saw some of the customers it serves
    HALF_MIGRATED = (
        "half-migrated"  # features went to a new schema before training and older versions could follow
    )
    UNEXPLORED = (
        "unexplored"  # nothing is let through that the model would decline, so it learns from its own choices
    )


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
    POLICY = "policy"  # who is let through whatever the score


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
        Fault.LEAKED_LABEL,
        Fault.SEGMENT_LEFT_OUT,
        Fault.HALF_MIGRATED,
        Fault.UNEXPLORED,
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
        Component.POLICY,
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
        "lineage", "importance", "validate", "arms", "slices", "compare", "audit", "review", "rollback", "promote", "retrain", "canary",
        "pin", "dualwrite", "restart", "dedupe", "fallback", "threshold", "holdout", "nightly", "decide", "block", "unblock",
    ),
}  # fmt: skip
"""Those of each system."""


def verbs(kind: SystemKind) -> tuple[str, ...]:
    """All first words that `kind` understands."""
    return COMMON_VERBS + OWN_VERBS[kind]


PLAY_WORDS: Mapping[SystemKind, Mapping[str, str]] = {
    SystemKind.PAYMENTS: {"found": "review", "trained": "retrain", "slice": "slices"},
}
"""Words that a play's line may hold in braces, each with the verb whose answer tells it."""
FIX_WORDS: Mapping[SystemKind, frozenset[str]] = {
    SystemKind.PAYMENTS: frozenset({"ring", "market", "trained"}),
}
"""Words that a scenario's fix may hold in braces: what only the seed knows."""
