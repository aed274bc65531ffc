"""What a player can do to the feed: each function takes the system, the clock and the words after the verb, and answers in text.

A word that cannot be used is an InputError, and nothing has changed then.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from greenroom.labs.clock import Clock
from greenroom.labs.feed.features import NAMES
from greenroom.labs.feed.learning import Recipe
from greenroom.labs.feed.nights import Split
from greenroom.labs.feed.states import Does, Event, State
from greenroom.labs.system import number, refusal

if TYPE_CHECKING:
    from greenroom.labs.feed.system import FeedSystem

_SLOTS = {
    "weigh": (Recipe(), "a good read counts more the less its slot is looked at"),
    "feature": (Recipe(weighted=False, unused=frozenset()), "the slot is a feature like others"),
    "ignore": (Recipe(weighted=False), "every row counts alike, wherever it was shown"),
}


def rollback(of: FeedSystem, clock: Clock, _words: list[str]) -> str:
    """Let the version serve that served before the champion did; the next night's version serves after it all the same."""
    registry, desk = of.timeline.standing(clock.now_h)
    if not desk.before:
        raise refusal("No version served before this one; it is the oldest there is to roll back to.")
    of.change(clock.now_h, Event(Does.BACK))
    return f"{registry[desk.before[-1]].name} serves again{_until(of, clock)}."


def promote(of: FeedSystem, clock: Clock, words: list[str]) -> str:
    """Let a version of the registry serve."""
    registry, _ = of.timeline.standing(clock.now_h)
    known = {one.name: at for at, one in enumerate(registry)}
    if not words or words[0] not in known:
        raise refusal(f"Which version? The last are: {', '.join(list(known)[-6:])}.")
    of.change(clock.now_h, Event(Does.PUT, known[words[0]]))
    return f"{words[0]} is the champion{_until(of, clock)}."


def retrain(of: FeedSystem, clock: Clock, words: list[str]) -> str:
    """Train a version on the last complete days as the trainer is set; it serves nobody yet."""
    without = words[1:] if words[:1] == ["without"] else []
    if (words and not without) or set(without) - set(NAMES):
        raise refusal(f"retrain takes nothing, or: without, and some of {', '.join(NAMES)}.")
    usual = _state(of, clock).recipe
    recipe = replace(usual, unused=usual.unused | set(without))
    before, _ = of.timeline.standing(clock.now_h)
    at_h, event = clock.now_h, Event(Does.TRAIN, recipe=recipe)
    kept = list(of.timeline.states)
    of.change(at_h, event)
    registry, _ = of.timeline.standing(at_h)
    if len(registry) == len(before):
        of.timeline.states = kept
        raise refusal("There is nothing to learn from: nothing was shown in the last days.")
    made = registry[-1]
    return f"{made.name} is trained; `promote {made.name}` lets it serve. Area under the curve {made.offline:.3f}."


def nightly(of: FeedSystem, clock: Clock, words: list[str]) -> str:
    """Whether a version is trained every night and serves from midnight on."""
    on = _one_of(words, ("on", "off")) == "on"
    of.change(clock.now_h, nightly=on)
    return "Every night's version serves." if on else "No night trains a version; who serves goes on serving."


def split(of: FeedSystem, clock: Clock, words: list[str]) -> str:
    """What is held out to judge versions from the next night on."""
    chosen = Split(_one_of(words, [one.value for one in Split]))
    of.change(clock.now_h, split=chosen)
    held = {
        Split.TIME: "the last day",
        Split.USER: "all visits of a fifth of the readers",
        Split.RANDOM: "a fifth of the rows",
    }
    return f"From the next night on versions are judged on {held[chosen]}."


def slots(of: FeedSystem, clock: Clock, words: list[str]) -> str:
    """What the trainer makes of the slot, from the next training on."""
    chosen, says = _SLOTS[_one_of(words, list(_SLOTS))]
    usual = _state(of, clock).recipe
    of.change(
        clock.now_h,
        recipe=replace(usual, weighted=chosen.weighted, unused=(usual.unused - {"place"}) | chosen.unused),
    )
    return f"From the next training on {says}."


def explore(of: FeedSystem, clock: Clock, words: list[str]) -> str:
    """The share of visits in which the best are shuffled and one gives way to an item drawn at random."""
    share = number(words, "a share of visits", 0.0, 1.0)
    of.change(clock.now_h, explore=share)
    return f"{share:.1%} of visits have a random slot."


def pin(of: FeedSystem, clock: Clock, _words: list[str]) -> str:
    """Serve with the encoder of the release before the last one."""
    if not of.released(clock.now_h):
        raise refusal("No release of the encoder has come, or it is pinned; there is nothing to pin back to.")
    of.pinned = True
    of.change(clock.now_h, pipeline=replace(_state(of, clock).pipeline, swapped=None))
    return "The serving encoder is pinned to the release before the last one."


def restart(of: FeedSystem, clock: Clock, _words: list[str]) -> str:
    """Run the catalogue's job through its old gateway, for all items that can be shown."""
    of.change(clock.now_h, pipeline=replace(_state(of, clock).pipeline, constant=None))
    return "The catalogue's job runs again from its source; all items that can be shown are written. Logged rows stay as they are."


def backfill(of: FeedSystem, clock: Clock, _words: list[str]) -> str:
    """Recompute the features of logged rows from the catalogue as it is now."""
    if _state(of, clock).pipeline.constant:
        raise refusal(
            "The catalogue holds what it held when the rows were logged; a backfill would write the same again."
        )
    of.change(clock.now_h, backfilled=True)
    return "The features of logged rows are recomputed; the next training learns from them."


def fall_back(of: FeedSystem, clock: Clock, words: list[str]) -> str:
    """Serve features as missing, which the model takes for saying nothing; or order all by popularity; `none` ends both."""
    pipeline = _state(of, clock).pipeline
    if words == ["popular"]:
        of.change(clock.now_h, shows="popular")
        return "Everybody is shown what most readers liked."
    left_out = frozenset[str]() if words == ["none"] else pipeline.left_out | set(words)
    if not words or left_out - set(NAMES):
        raise refusal(f"Fall back on what? popular, none, or features: {', '.join(NAMES)}.")
    of.change(clock.now_h, pipeline=replace(pipeline, left_out=left_out), shows="model")
    return f"Served as missing: {', '.join(sorted(left_out)) or 'none'}."


def switch(of: FeedSystem, clock: Clock, words: list[str]) -> str:
    """Show the feed, or an empty page."""
    on = _one_of(words, ("on", "off")) == "on"
    of.change(clock.now_h, shows="model" if on else "off")
    return "The feed is shown." if on else "Readers see an empty page."


def _until(of: FeedSystem, clock: Clock) -> str:
    return " until the next night's version" if _state(of, clock).nightly else ""


def _one_of(words: list[str], known: list[str] | tuple[str, ...]) -> str:
    if not words or words[0] not in known:
        raise refusal(f"Say one of: {', '.join(known)}.")
    return words[0]


def _state(of: FeedSystem, clock: Clock) -> State:
    return of.timeline.state_at(clock.now_h)
