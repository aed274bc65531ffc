"""What goes wrong with the feed, and what it changes: in the world, in what is served, or in how versions are trained and judged.

onset -> Unrest (the world), changes of the State (all else)
"""

from __future__ import annotations

from dataclasses import replace

from greenroom.labs.feed.learning import Recipe
from greenroom.labs.feed.nights import Split
from greenroom.labs.feed.states import Does, Event, State
from greenroom.labs.feed.world import Unrest
from greenroom.labs.onset import Onset
from greenroom.model.lab_kinds import Fault

SWAPPED = ("topic_taste", "author_taste")
BY_SLOT = Recipe(weighted=False, unused=frozenset())
"""How the trainer learns that takes the slot for a feature: at serving it has nothing to give it but the slot an item had before."""


def unrest(onset: Onset) -> Unrest:
    """What it changes in the world."""
    if onset.fault is Fault.NEW_PARTNER:
        return Unrest(onset.at_h, partner=onset.severity)
    return Unrest()


def broken(onset: Onset, state: State) -> tuple[Event | None, dict[str, object]]:
    """What is done once at the onset, and what holds from then on, after `state`."""
    if onset.fault is Fault.SWAPPED_COLUMNS:
        return None, {"pipeline": replace(state.pipeline, swapped=SWAPPED)}
    if onset.fault is Fault.CONSTANT_FEATURE:
        return None, {"pipeline": replace(state.pipeline, constant="quality")}
    if onset.fault is Fault.POSITION_LOOP:
        return None, {"recipe": BY_SLOT, "explore": 0.0, "nightly": True}  # a release brings its own schedule
    if onset.fault is Fault.LEAKY_SPLIT:
        remembering = replace(state.recipe, memory=int(onset.severity))
        return Event(Does.NIGHT), {"challenger": remembering, "split": Split.RANDOM}
    return None, {}
