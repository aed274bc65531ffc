"""The admission gate: what must hold under every seed before a scenario may score anybody.

scenario + seed -> failings, in words; none where it is admitted

That the same seed gives the same bits twice is tested beside it (tests/labs), since a second world of the same process would come from
memory.
"""

from __future__ import annotations

from collections.abc import Iterator

from greenroom.labs.plays import EXPLOITS, carry_out
from greenroom.labs.scoring import LEAST_AT_STAKE_USD, Outcome, fresh, outcome, yardsticks
from greenroom.labs.session import Session
from greenroom.labs.world.payments import Size
from greenroom.model.lab import BENIGN, Play, PlayKind, Scenario

MOST_OF_AN_EXPLOIT = 0.3
LEAST_OF_A_REFERENCE = 0.3


def failings(scenario: Scenario, seed: int, size: Size | None = None) -> tuple[str, ...]:
    """What `scenario` does under `seed` that a fair scenario does not."""
    size = size or Size()
    return tuple(
        f"{scenario.slug}, seed {seed}: {one}"
        for check in (_stake, _plays, _exploits, _caught, _silent_twin)
        for one in check(scenario, seed, size)
    )


def played(scenario: Scenario, seed: int, play: Play, size: Size) -> Outcome:
    """The outcome of `play` under `seed`."""
    return outcome(carry_out(play, fresh(scenario, seed, size)))


def _stake(scenario: Scenario, seed: int, size: Size) -> Iterator[str]:
    if scenario.fault in BENIGN:
        return
    best, nothing = yardsticks(fresh(scenario, seed, size))
    saved_usd = nothing.cost_usd - best.cost_usd
    if saved_usd < LEAST_AT_STAKE_USD:
        yield f"the fix saves {saved_usd:,.0f} USD, which is too little to score by"


def _plays(scenario: Scenario, seed: int, size: Size) -> Iterator[str]:
    reference = played(scenario, seed, scenario.reference, size).score
    nothing = outcome(_idle(scenario, seed, size)).score
    if reference < max(LEAST_OF_A_REFERENCE, nothing + 0.05):
        yield f"the reference scores {reference:.2f}, doing nothing {nothing:.2f}"
    for play in scenario.plays:
        if play.kind is PlayKind.TEMPTING:
            score = played(scenario, seed, play, size).score
            if score >= reference:
                yield f"{play.name} scores {score:.2f}, the reference {reference:.2f}"


def _exploits(scenario: Scenario, seed: int, size: Size) -> Iterator[str]:
    for play in EXPLOITS:
        score = played(scenario, seed, play, size).score
        if score >= MOST_OF_AN_EXPLOIT:
            yield f"the exploit {play.name} scores {score:.2f}"


def _caught(scenario: Scenario, seed: int, size: Size) -> Iterator[str]:
    session = _idle(scenario, seed, size)
    onset = session.onset.at_h
    early = {one.metric for one in session.alerts if onset <= one.at_h <= onset + scenario.within_h}
    if scenario.caught_by and early.isdisjoint(scenario.caught_by):
        yield f"none of {', '.join(scenario.caught_by)} alerts within {scenario.within_h:g} h, but {', '.join(sorted(early)) or 'nothing'}"
    told = early.intersection(scenario.missed_by)
    if told:
        yield f"{', '.join(sorted(told))} should not tell by then"
    if scenario.fault in BENIGN:
        return
    before = [one.metric for one in session.alerts if one.at_h < onset]
    if before:
        yield f"{', '.join(before)} alerts before anything is wrong"


def _silent_twin(scenario: Scenario, seed: int, size: Size) -> Iterator[str]:
    session = fresh(scenario, seed, size, twin=True)
    if session.alerts:
        yield f"the twin, where nothing is wrong, alerts: {', '.join(sorted({one.metric for one in session.alerts}))}"


def _idle(scenario: Scenario, seed: int, size: Size) -> Session:
    session = fresh(scenario, seed, size)
    session.go(size.lab_h)
    return session
