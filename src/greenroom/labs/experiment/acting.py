"""What a player can do to a rollout: each function takes the system, the clock and the words after the verb, and answers in text.

A word that cannot be used is an InputError, and nothing has changed then. Before the challenger's start all of it is done to the A/A test.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from greenroom.labs.clock import Clock
from greenroom.labs.experiment.controller import moved
from greenroom.labs.experiment.plan import FULL_SHARE, Plan, Rule, Stage, State, Unit
from greenroom.labs.system import number, refusal

if TYPE_CHECKING:
    from greenroom.labs.experiment.system import ExperimentSystem

_Word = TypeVar("_Word", bound=StrEnum)
_BY_HAND = "by hand"
_AT_START = "This holds for the A/A test; the challenger will start under its own team's plan."


def rule(of: ExperimentSystem, clock: Clock, words: list[str]) -> str:
    """What ships a challenger."""
    chosen = _one_of(words, Rule)
    return _planned(of, clock, f"The controller ships by the rule {chosen.value}.", rule=chosen)


def unit(of: ExperimentSystem, clock: Clock, words: list[str]) -> str:
    """What the reads take for independent."""
    chosen = _one_of(words, Unit)
    return _planned(of, clock, f"Reads are by {chosen.value}.", unit=chosen)


def cuped(of: ExperimentSystem, clock: Clock, words: list[str]) -> str:
    """Whether the week before is taken out of clicks by user."""
    return _planned(of, clock, f"CUPED is {words[0] if words else ''}.", cuped=_on(words))


def guard(of: ExperimentSystem, clock: Clock, words: list[str]) -> str:
    """Whether an always-valid test of clicks takes the challenger out."""
    return _planned(of, clock, f"The guard is {words[0] if words else ''}.", guard=_on(words))


def ratio_check(of: ExperimentSystem, clock: Clock, words: list[str]) -> str:
    """Whether arms that are not as decided take the challenger out."""
    return _planned(
        of, clock, f"The sample-ratio check is {words[0] if words else ''}.", ratio_check=_on(words)
    )


def horizon(of: ExperimentSystem, clock: Clock, words: list[str]) -> str:
    """After how many days of a test it is decided."""
    days = int(number(words, "days", 2, 14))
    return _planned(
        of, clock, f"The test's horizon is {days} days from the start of its stage.", horizon_days=days
    )


def pause(of: ExperimentSystem, clock: Clock, _words: list[str]) -> str:
    """The controller decides nothing; who is served what stays as it is."""
    return _planned(of, clock, "The controller is paused; everybody stays in their arm.", auto=False)


def resume(of: ExperimentSystem, clock: Clock, _words: list[str]) -> str:
    """The controller decides again."""
    return _planned(of, clock, "The controller decides again, at the next midnight.", auto=True)


def canary(of: ExperimentSystem, clock: Clock, words: list[str]) -> str:
    """Another share of users; what was read so far belongs to the stage before."""
    if words and words[0] in _CANARY:
        return _CANARY[words[0]](of, clock, words[1:])
    percent = number([one.removesuffix("%") for one in words], "a share of users in percent", 0, 90)
    if percent == 0:
        return rollback(of, clock, words)
    state = of.timeline.state_at(clock.now_h)
    if state.stage is Stage.SHADOW:
        epoch = replace(state.epoch, since_h=clock.now_h, share=percent / 100)
        of.timeline.put(replace(state, since_h=clock.now_h, epoch=epoch, why=_BY_HAND))
        return f"The A/A test has {percent:g} % in its second arm. {_AT_START}"
    made = moved(state, clock.now_h, Stage.TEST, percent / 100, _BY_HAND)
    of.timeline.put(replace(made, plan=replace(made.plan, test_share=percent / 100)))
    return f"A test at {percent:g} % of users begins; readings and the horizon count from now."


def rollback(of: ExperimentSystem, clock: Clock, _words: list[str]) -> str:
    """Everybody is served by the champion."""
    state = of.timeline.state_at(clock.now_h)
    if not state.epoch.share:
        return "The champion serves everybody already."
    if state.stage is Stage.SHADOW:
        epoch = replace(state.epoch, since_h=clock.now_h, share=0.0)
        of.timeline.put(replace(state, since_h=clock.now_h, epoch=epoch, why=_BY_HAND))
        return f"The A/A test has ended. {_AT_START}"
    of.timeline.put(moved(state, clock.now_h, Stage.ENDED, 0.0, _BY_HAND))
    return "The champion serves everybody."


def promote(of: ExperimentSystem, clock: Clock, _words: list[str]) -> str:
    """Everybody but a tenth is served by the challenger."""
    state = _started(of, clock)
    of.timeline.put(moved(state, clock.now_h, Stage.FULL, FULL_SHARE, _BY_HAND))
    return f"The challenger serves {FULL_SHARE:.0%} of users; the others are held out to compare with."


def rehash(of: ExperimentSystem, clock: Clock, _words: list[str]) -> str:
    """Assign users anew with a fresh salt, leaving programs out; readings begin anew."""
    state = of.timeline.state_at(clock.now_h)
    if not state.epoch.share:
        raise refusal("There are no arms to assign users to.", "`canary SHARE` begins a test.")
    epoch = replace(state.epoch, since_h=clock.now_h, salt=of.fresh_salt(), filtered=True)
    of.timeline.put(replace(state, since_h=clock.now_h, epoch=epoch, why=_BY_HAND))
    return f"Users are assigned anew, programs to no arm; readings of the {epoch.share:.0%} begin anew."


_CANARY = {"pause": pause, "resume": resume, "rollback": rollback, "promote": promote}


def _planned(of: ExperimentSystem, clock: Clock, said: str, **what: object) -> str:
    state = of.timeline.state_at(clock.now_h)
    plan: Plan = replace(state.plan, **what)  # type: ignore[arg-type]
    of.timeline.put(replace(state, since_h=clock.now_h, plan=plan))
    return f"{said} {_AT_START}" if state.stage is Stage.SHADOW else said


def _started(of: ExperimentSystem, clock: Clock) -> State:
    state = of.timeline.state_at(clock.now_h)
    if state.stage is Stage.SHADOW:
        raise refusal("The challenger is in the shadow: it answers nobody yet, and cannot be promoted.")
    return state


def _one_of(words: list[str], known: type[_Word]) -> _Word:
    values = [one.value for one in known]
    if len(words) != 1 or words[0] not in values:
        raise refusal(f"Which? {', '.join(values)}.")
    return known(words[0])


def _on(words: list[str]) -> bool:
    if words not in (["on"], ["off"]):
        raise refusal("Say on or off.")
    return words == ["on"]
