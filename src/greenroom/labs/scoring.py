"""The outcome of a play: what it cost beside the best play and beside doing nothing, under the same seed.

    score = 1 - (your cost - best cost) / (cost of nothing - best cost)

1 is the fix at the onset, 0 is doing nothing, below 0 is worse than nothing. Where nothing is wrong, nothing is the best play, the
scale is what an ordinary day costs, and who has not concluded that nothing is wrong gets no more than `_UNSAID`: a sleeping player
looks the same as a wise one until they say so. Nor does a needless change pay that happened to save money.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from greenroom.labs.commands import do
from greenroom.labs.session import Session
from greenroom.labs.world.payments import DAY_H, Floats, Size
from greenroom.model.lab import BENIGN, Component, Fault, Scenario

_UNSAID, _NEEDLESS = 0.25, 0.5
LEAST_AT_STAKE_USD = 1500.0
"""What the fix must save: as much as ten changes cost, or the score is a ratio of noise."""
_MOST, _LITTLE = 0.7, 0.3
_MITIGATED = 0.15  # of what half a day of doing nothing costs more than the best play
_HALF_DAY = 12


@dataclass(frozen=True)
class Course:
    """What one play cost by the hour, `harm_usd` and what was spent, and whom it hurt."""

    harm_usd: Floats  # one value an hour
    spent_usd: float
    missed: int  # thefts let through
    wronged: int  # honest customers turned away

    @property
    def cost_usd(self) -> float:
        """All of it."""
        return float(self.harm_usd.sum()) + self.spent_usd


class Standing(StrEnum):
    """An outcome in a word."""

    SUCCESSFUL = "successful"
    INCONCLUSIVE = "inconclusive"
    FAILED = "failed"


@dataclass(frozen=True)
class Outcome:
    """How a play went; hours are from the onset, None where it never came to it."""

    score: float
    you: Course
    best: Course
    nothing: Course
    detected_h: float | None
    mitigated_h: float | None
    diagnosis: bool | None  # right, wrong, or none given
    false_alarm: bool  # something was changed or declared where nothing is wrong

    @property
    def standing(self) -> Standing:
        """Successful where most of the avoidable cost was avoided, failed where little was."""
        if self.score >= _MOST:
            return Standing.SUCCESSFUL
        return Standing.INCONCLUSIVE if self.score >= _LITTLE else Standing.FAILED


def outcome(session: Session) -> Outcome:
    """The outcome of `session`, played on to its end as it stands."""
    you = course(session)
    best, nothing = yardsticks(session)
    benign = session.onset.fault in BENIGN
    false_alarm = benign and bool(session.declared or _changed(session))
    if benign:
        scale = nothing.cost_usd / (session.size.lab_h / DAY_H)
        score = min(1.0 - (you.cost_usd - nothing.cost_usd) / scale, 1.0)
        if session.concluded != _truth(session):
            score = min(score, _UNSAID)
        elif false_alarm:
            score = min(score, _NEEDLESS)
    else:
        stake_usd = max(nothing.cost_usd - best.cost_usd, LEAST_AT_STAKE_USD)
        score = 1.0 - (you.cost_usd - best.cost_usd) / stake_usd
    return Outcome(
        score=score,
        you=you,
        best=best,
        nothing=nothing,
        detected_h=_detected(session),
        mitigated_h=None if benign else _mitigated(session, you, best, nothing),
        diagnosis=None if session.concluded is None else session.concluded == _truth(session),
        false_alarm=false_alarm,
    )


def course(session: Session) -> Course:
    """What a play cost, from the lab's begin to its end."""
    paid = session.world.payments
    lab = slice(session.world.begin, None)
    harm = session.system.costs_usd()[lab]
    hour = np.floor(paid.when_h[lab]).astype(np.int64)
    stolen, declined = paid.stolen[lab], session.system.declined[lab]
    return Course(
        harm_usd=np.bincount(hour, weights=harm, minlength=int(session.size.lab_h)).astype(float),
        spent_usd=session.spent_usd,
        missed=int((stolen & ~declined).sum()),
        wronged=int((~stolen & declined).sum()),
    )


def yardsticks(session: Session) -> tuple[Course, Course]:
    """The best play and doing nothing, on the same world."""
    twin = session.onset.fault is Fault.NONE
    nothing = fresh(session.scenario, session.seed, session.size, twin=twin)
    if session.onset.fault in BENIGN:
        return course(nothing), course(nothing)
    best = fresh(session.scenario, session.seed, session.size, twin=twin)
    best.go(best.onset.at_h)
    for line in session.scenario.fix:
        do(best, _filled(line, best))
    return course(best), course(nothing)


def fresh(scenario: Scenario, seed: int, size: Size, *, twin: bool = False) -> Session:
    """A play that has not begun."""
    return Session(scenario, seed, twin=twin, size=size)


def _filled(line: str, session: Session) -> str:
    """`{ring}` in a fix is what only the seed knows: the kind of merchant of the new scheme."""
    if "{ring}" not in line:
        return line
    paid = session.world.payments
    since = paid.when_h >= session.onset.at_h
    kinds = np.bincount(paid.category[paid.stolen & since])
    return line.replace("{ring}", str(int(kinds.argmax())))


def _truth(session: Session) -> tuple[Component, Fault]:
    if session.onset.fault is Fault.NONE:
        return Component.NONE, Fault.NONE
    return session.scenario.component, session.onset.fault


def _changed(session: Session) -> bool:
    """Whether the system is set otherwise than if nobody had done anything; a change may fall on the hour of the onset."""
    twin = session.onset.fault is Fault.NONE
    return (
        fresh(session.scenario, session.seed, session.size, twin=twin).system.states != session.system.states
    )


def _detected(session: Session) -> float | None:
    component = _truth(session)[0]
    right = (at for at, what in session.declared if what is component and at >= session.onset.at_h)
    first = next(right, None)
    return None if first is None else first - session.onset.at_h


def _mitigated(session: Session, you: Course, best: Course, nothing: Course) -> float | None:
    """Hours until you never again cost much more than the best play, half a day taken together; None where that never comes."""
    if not _changed(session):
        return None  # what ends by itself was not ended by anybody
    onset = int(session.onset.at_h)
    more = (you.harm_usd - best.harm_usd)[onset:]
    much = max(_MITIGATED * _half_days(nothing.harm_usd - best.harm_usd)[onset:].mean(), 1.0)
    beyond = np.flatnonzero(_half_days(more) > much)
    if not len(beyond):
        return 0.0
    last = int(beyond[-1])
    if last == len(more) - 1:
        return None
    window = np.arange(max(last + 1 - _HALF_DAY, 0), last + 1)
    return float(window[more[window] > 0][-1] + 1)  # the last hour of those that still cost more


def _half_days(by_hour: Floats) -> Floats:
    """Sums over the half day that each hour ends."""
    total = np.concatenate([np.zeros(_HALF_DAY), np.cumsum(by_hour)])
    found: Floats = total[_HALF_DAY:] - total[:-_HALF_DAY]
    return found
