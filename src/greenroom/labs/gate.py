"""The admission gate: what must hold under every seed before a scenario may score anybody.

scenario + seed -> failings, in words; none where it is admitted

That the same seed gives the same bits twice is tested beside it (tests/labs), since a second world of the same process would come from
memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from greenroom.labs.plays import carry_out
from greenroom.labs.scoring import LEAST_AT_STAKE_USD, Outcome, outcome, yardsticks
from greenroom.labs.session import Session
from greenroom.labs.system import Course
from greenroom.model.lab import Play, PlayKind
from greenroom.model.lab_kinds import BENIGN

Beside: TypeAlias = tuple[Course, Course]
MOST_OF_AN_EXPLOIT = 0.3
LEAST_OF_A_REFERENCE = 0.3


def failings(session: Session) -> tuple[str, ...]:
    """What the scenario of `session` does under its seed that a fair scenario does not."""
    beside = yardsticks(session)
    return (
        *_names(session),
        *_stake(session, beside),
        *_plays(session, beside),
        *_exploits(session, beside),
        *_caught(session),
        *_silent_twin(session),
    )


def played(session: Session, play: Play, beside: Beside | None = None) -> Outcome:
    """The outcome of `play` under the seed of `session`, `beside` its yardsticks where those are known already."""
    return outcome(carry_out(play, session.afresh()), beside)


def _names(session: Session) -> Iterator[str]:
    known = {one.name for one in session.system.metrics}
    for name in (*session.scenario.caught_by, *session.scenario.missed_by):
        if name not in known:
            yield f"there is no metric {name}"


def _stake(session: Session, beside: Beside) -> Iterator[str]:
    if session.scenario.fault in BENIGN:
        return
    best, nothing = beside
    saved_usd = nothing.cost_usd - best.cost_usd
    if saved_usd < LEAST_AT_STAKE_USD:
        yield f"the fix saves {saved_usd:,.0f} USD, which is too little to score by"


def _plays(session: Session, beside: Beside) -> Iterator[str]:
    scenario = session.scenario
    reference = played(session, scenario.reference, beside).score
    nothing = outcome(session.afresh(), beside).score
    if reference < max(LEAST_OF_A_REFERENCE, nothing + 0.05):
        yield f"the reference scores {reference:.2f}, doing nothing {nothing:.2f}"
    for play in scenario.plays:
        if play.kind is PlayKind.TEMPTING:
            score = played(session, play, beside).score
            if score >= reference:
                yield f"{play.name} scores {score:.2f}, the reference {reference:.2f}"


def _exploits(session: Session, beside: Beside) -> Iterator[str]:
    for play in session.system.exploits:
        score = played(session, play, beside).score
        if score >= MOST_OF_AN_EXPLOIT:
            yield f"the exploit {play.name} scores {score:.2f}"


def _caught(session: Session) -> Iterator[str]:
    scenario, idle = session.scenario, session.afresh()
    onset = session.system.onset.at_h
    early = {one.metric for one in idle.alerts if onset <= one.at_h <= onset + scenario.within_h}
    if scenario.caught_by and early.isdisjoint(scenario.caught_by):
        yield f"none of {', '.join(scenario.caught_by)} alerts within {scenario.within_h:g} h, but {', '.join(sorted(early)) or 'nothing'}"
    told = early.intersection(scenario.missed_by)
    if told:
        yield f"{', '.join(sorted(told))} should not tell by then"
    if scenario.fault in BENIGN:
        return
    before = [one.metric for one in idle.alerts if one.at_h < onset]
    if before:
        yield f"{', '.join(before)} alerts before anything is wrong"


def _silent_twin(session: Session) -> Iterator[str]:
    told = sorted({one.metric for one in session.afresh(twin=True).alerts})
    if told:
        yield f"the twin, where nothing is wrong, alerts: {', '.join(told)}"
