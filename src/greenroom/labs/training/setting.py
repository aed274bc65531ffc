"""The verbs that set how the job reads, computes and lets through; each setting holds from now on, for runs that begin later.

A word that cannot be used is an InputError, and nothing has changed then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from greenroom.labs.clock import Clock
from greenroom.labs.system import number, refusal
from greenroom.labs.training.floats32 import Precision
from greenroom.labs.training.runs import Gate, Settings
from greenroom.labs.training.sgd import Guard, Recipe
from greenroom.labs.training.world import NAMES

if TYPE_CHECKING:
    from greenroom.labs.training.system import TrainingSystem


def setter(name: str) -> Callable[[TrainingSystem, Clock, list[str]], str]:
    """The verb that sets `name`."""

    def act(of: TrainingSystem, clock: Clock, words: list[str]) -> str:
        changed, said = _SETTERS[name](words)
        return set_to(of, clock, changed, said)

    return act


Changed: TypeAlias = tuple[Callable[[Settings], Settings], str]


def _recipe(said: str, **what: object) -> Changed:
    return (lambda now: replace(now, recipe=replace(now.recipe, **what)), said)


def _one_of(words: list[str], known: tuple[str, ...], verb: str) -> str:
    if not words or words[0] not in known:
        raise refusal(f"{verb} takes one of {', '.join(known)}.")
    return words[0]


def _precision(words: list[str]) -> Changed:
    chosen = Precision(_one_of(words, tuple(Precision), "precision"))
    longer = "; a whole run takes twice as long" if chosen is Precision.FP32 else ""
    return _recipe(f"Runs compute in {chosen.value}{longer}.", precision=chosen)


def _standardise(words: list[str]) -> Changed:
    on = _one_of(words, ("on", "off"), "standardise") == "on"
    said = "from the rows, in float32 before anything else" if on else "on file, applied inside the model"
    return _recipe(f"Means and spreads are those {said}.", standardise=on)


def _lr(words: list[str]) -> Changed:
    chosen = number(words, "a learning rate", 0.0001, 100.0)
    return _recipe(f"The learning rate is {chosen:g} (usual: {Recipe().lr:g}).", lr=chosen)


def _clip(words: list[str]) -> Changed:
    chosen = number(words, "the largest norm, 0 for no limit", 0.0, 1000.0)
    return _recipe(
        f"Gradients are clipped to a norm of {chosen:g}." if chosen else "Gradients are not clipped.",
        clip=chosen,
    )


def _guard(words: list[str]) -> Changed:
    chosen = Guard(_one_of(words, tuple(Guard), "guard"))
    said = {Guard.STOP: "stops the run", Guard.SKIP: "is left out", Guard.OFF: "is taken as it is"}[chosen]
    return _recipe(f"A step that is not finite {said}.", guard=chosen)


def _leave_out(words: list[str]) -> Changed:
    if not words or (words != ["none"] and set(words) - set(NAMES)):
        raise refusal(f"Which features? {', '.join(NAMES)}; or none.")
    left = frozenset() if words == ["none"] else frozenset(NAMES.index(one) for one in words)
    return _recipe(f"Trained without: {', '.join(words)}.", left_out=left)


def _switch(verb: str, what: str, on: str, off: str) -> Callable[[list[str]], Changed]:
    def chosen(words: list[str]) -> Changed:
        value = _one_of(words, ("on", "off"), verb) == "on"
        return (lambda now: replace(now, **{what: value})), on if value else off

    return chosen


def _reader(words: list[str]) -> Changed:
    ignores = _one_of(words, ("strict", "ignore"), "reader") == "ignore"
    said = "goes on with the next file at a damaged record" if ignores else "fails at a damaged record"
    return (lambda now: replace(now, ignore_errors=ignores)), f"The reader {said}."


def _gate(words: list[str]) -> Changed:
    chosen = Gate(_one_of(words, tuple(Gate), "gate"))
    said = {
        Gate.CHECKED: "what the validator passes",
        Gate.OPEN: "whatever finished",
        Gate.CLOSED: "nothing",
    }[chosen]
    return (lambda now: replace(now, gate=chosen)), f"At night {said} begins to serve by itself."


_SETTERS: dict[str, Callable[[list[str]], Changed]] = {
    "precision": _precision,
    "standardise": _standardise,
    "lr": _lr,
    "clip": _clip,
    "guard": _guard,
    "leave-out": _leave_out,
    "bound": _switch("bound", "bound", "Rows beyond the schema are left out and counted.", "No row is left out for its values."),
    "contract": _switch(
        "contract", "contract", "Before a run each shard is held against its checksums and its manifest, and fetched again where it differs.",
        "Shards are read as they lie.",
    ),
    "reader": _reader,
    "gate": _gate,
}  # fmt: skip


def set_to(of: TrainingSystem, clock: Clock, changed: Callable[[Settings], Settings], said: str) -> str:
    """Set what `changed` makes of the settings as they are, and answer `said`."""
    of.timeline.change(clock.now_h, "settings", changed(of.timeline.settings_at(clock.now_h)))
    return said
