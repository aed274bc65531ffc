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

    @property
    def label(self) -> str:
        """As people read it."""
        return _LABELS[self]


_LABELS = {
    SystemKind.PAYMENTS: "a service that scores payments",
    SystemKind.FEED: "a feed that ranks items for readers",
    SystemKind.EXPERIMENT: "a desk that decides what ships",
    SystemKind.SERVING: "a platform that answers in time",
    SystemKind.TRAINING: "a job that trains the next model",
}


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
    SLOW_CANARY = "slow-canary"  # serving: a new version now and then takes far too long
    RETRY_STORM = "retry-storm"  # serving: what is late is asked again until nothing else is answered
    HOT_KEY = "hot-key"  # serving: one entity is read so often that its shard cannot follow
    SHADOW_AT_FULL = "shadow-at-full"  # serving: a version that serves nobody is paid for as if it served all
    CAMPAIGN = "campaign"  # serving: more requests for some days, and capacity for them
    INFINITE_ROW = "infinite-row"  # a row of the training data has an infinite value
    HALF_PRECISION = "half-precision"  # a raw feature is beyond what float16 holds
    CORRUPT_RECORDS = "corrupt-records"  # files of records are damaged in storage
    SKIPPED_RUNS = "skipped-runs"  # nights without training end green
    LEAKY_SPLIT = "leaky-split"  # rows held out are copies of rows learnt from
    POSITION_LOOP = "position-loop"  # the model learns from the slots it gave
    CONSTANT_FEATURE = "constant-feature"  # one value for everything
    NEW_PARTNER = "new-partner"  # another's items beside our own, as agreed
    SAMPLE_RATIO = "sample-ratio"  # the arms of an experiment are not as decided
    PEEKING = "peeking"  # whatever looks good on any day ships
    WRONG_UNIT = "wrong-unit"  # requests are taken for independent, users are assigned
    UNDERPOWERED = "underpowered"  # too few users to see what is there
    LEAKED_LABEL = "leaked-label"  # a version learnt from what is known only after the event
    SEGMENT_LEFT_OUT = "segment-left-out"  # a version never saw some of the customers it serves
    HALF_MIGRATED = (
        "half-migrated"  # features went to a new schema before training and older versions could follow
    )
    UNEXPLORED = (
        "unexplored"  # nothing is let through that the model would decline, so it learns from its own choices
    )


BENIGN = frozenset({Fault.NONE, Fault.HOLIDAY, Fault.CAMPAIGN, Fault.NEW_PARTNER})
"""Nothing is to be mended."""


class Component(StrEnum):
    """Where a fault can be."""

    FEATURES = "features"
    MATERIALISER = "materialiser"
    STREAM = "stream"
    TRAINER = "trainer"
    WORLD = "world"
    NONE = "none"
    GATEWAY = "gateway"  # serving: lets requests in, times out, tries again
    FEATURE_STORE = "feature-store"  # serving: shards of features, and a cache before them
    PREDICTOR = "predictor"  # serving: the machines that run a model
    SHADOW = "shadow"  # serving: scores copies of requests with the next version
    EXPORT = "export"  # writes the shards that training reads
    STORAGE = "storage"  # keeps them
    ORCHESTRATOR = "orchestrator"  # starts jobs in their order
    CATALOGUE = "catalogue"  # what is known of items
    VALIDATION = "validation"  # how versions are judged before they serve
    ASSIGNMENT = "assignment"  # who is in which arm
    ANALYSIS = "analysis"  # how a difference and its variance are worked out
    POLICY = "policy"  # when a challenger ships; who is let through whatever the score
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
        Fault.LEAKED_LABEL,
        Fault.SEGMENT_LEFT_OUT,
        Fault.HALF_MIGRATED,
        Fault.UNEXPLORED,
        Fault.NONE,
    ),
    SystemKind.SERVING: (
        Fault.SLOW_CANARY,
        Fault.RETRY_STORM,
        Fault.HOT_KEY,
        Fault.SHADOW_AT_FULL,
        Fault.CAMPAIGN,
        Fault.NONE,
    ),
    SystemKind.TRAINING: (
        Fault.INFINITE_ROW,
        Fault.HALF_PRECISION,
        Fault.CORRUPT_RECORDS,
        Fault.SKIPPED_RUNS,
        Fault.NONE,
    ),
    SystemKind.FEED: (
        Fault.SWAPPED_COLUMNS,
        Fault.LEAKY_SPLIT,
        Fault.POSITION_LOOP,
        Fault.CONSTANT_FEATURE,
        Fault.NEW_PARTNER,
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
        Component.POLICY,
        Component.NONE,
    ),
    SystemKind.SERVING: (
        Component.GATEWAY,
        Component.FEATURE_STORE,
        Component.PREDICTOR,
        Component.SHADOW,
        Component.WORLD,
        Component.NONE,
    ),
    SystemKind.TRAINING: (
        Component.EXPORT,
        Component.STORAGE,
        Component.TRAINER,
        Component.ORCHESTRATOR,
        Component.NONE,
    ),
    SystemKind.FEED: (
        Component.FEATURES,
        Component.CATALOGUE,
        Component.TRAINER,
        Component.VALIDATION,
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
    "help", "status", "metrics", "query", "logs", "mute", "unmute", "declare", "page", "conclude", "update", "hint", "wait", "think",
    "run-until", "finish",
)  # fmt: skip
"""The first words of command lines that every system understands, in the order in which help tells them."""

OWN_VERBS: Mapping[SystemKind, tuple[str, ...]] = {
    SystemKind.PAYMENTS: (
        "lineage", "importance", "validate", "arms", "slices", "compare", "audit", "review", "rollback", "promote", "retrain", "canary",
        "pin", "dualwrite", "restart", "dedupe", "fallback", "threshold", "holdout", "nightly", "decide", "block", "unblock",
    ),
    SystemKind.SERVING: (
        "hops", "tenants", "keys", "compare", "profile", "lineage", "budget", "canary", "rollback", "promote", "scale", "timeout",
        "retries", "shed", "drain", "coalesce", "cache", "shadow", "quota", "telemetry",
    ),
    SystemKind.TRAINING: (
        "runs", "curve", "gradnorm", "shards", "verify", "bisect", "validate", "orchestrator", "train", "resume", "catch-up", "promote",
        "rollback", "quarantine", "release", "refetch", "bound", "contract", "reader", "precision", "standardise", "lr", "clip", "guard",
        "leave-out", "gate", "restart", "skip",
    ),
    SystemKind.FEED: (
        "lineage", "compare", "audit", "importance", "diversity", "slices", "labels", "ab", "judge", "rollback", "promote", "retrain",
        "nightly", "split", "slots", "explore", "pin", "restart", "backfill", "fallback", "switch",
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
    SystemKind.PAYMENTS: {"blocked": "block", "found": "review", "trained": "retrain", "slice": "slices"},
    SystemKind.SERVING: {},
    SystemKind.TRAINING: {
        "trained": "train",
        "resumed": "resume",
        "caught": "catch-up",
        "row": "bisect",
        "shard": "verify",
        "stuck": "orchestrator",
    },
    SystemKind.FEED: {"trained": "retrain"},
    SystemKind.EXPERIMENT: {},
}
"""Words that a play's line may hold in braces, each with the verb whose answer tells it."""
FIX_WORDS: Mapping[SystemKind, frozenset[str]] = {
    SystemKind.PAYMENTS: frozenset({"ring", "second", "market", "trained"}),
    SystemKind.SERVING: frozenset(),
    SystemKind.TRAINING: frozenset({"stuck"}),
    SystemKind.FEED: frozenset(),
    SystemKind.EXPERIMENT: frozenset(),
}
"""Words that a scenario's fix may hold in braces: what only the seed knows."""
