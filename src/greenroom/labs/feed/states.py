"""How the feed is set: what is served, how versions are trained, judged and promoted, and what is done once.

A state holds from a time on, until the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from greenroom.labs.feed.features import HEALTHY, Pipeline
from greenroom.labs.feed.learning import USUAL, Recipe
from greenroom.labs.feed.nights import Split

EXPLORE = 0.02
"""The share of visits with a random slot, if nobody sets it otherwise."""


_KEPT = 1.0


class Does(StrEnum):
    """What happens once, at the begin of a state."""

    PUT = "put"  # a version of the registry becomes champion
    BACK = "back"  # the one that served before serves again
    TRAIN = "train"  # a version is registered and serves nobody yet
    NIGHT = "night"  # what happens at midnight happens now


@dataclass(frozen=True)
class Event:
    """What is done once; `number` is a place in the registry, `recipe` what to train by."""

    does: Does
    number: int = 0
    recipe: Recipe = USUAL


@dataclass(frozen=True)
class State:
    """From `since_h` on: what is served, how versions are trained, judged and promoted, and what was done at its begin.

    `challenger` is a recipe that is tried every night beside the usual one. `backfilled` says that logged features are recomputed
    from a catalogue in order before anything learns from them.
    """

    since_h: float
    pipeline: Pipeline = HEALTHY
    recipe: Recipe = USUAL
    challenger: Recipe | None = None
    split: Split = Split.TIME
    explore: float = EXPLORE
    nightly: bool = True
    shows: str = "model"
    backfilled: bool = False
    event: Event | None = None
