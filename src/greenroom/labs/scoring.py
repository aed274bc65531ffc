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

from greenroom.labs.arrays import DAY_H, Floats
from greenroom.labs.plays import carry_out_fix
from greenroom.labs.session import Session
from greenroom.labs.system import Course
from greenroom.model.lab_kinds import BENIGN

_UNSAID, _NEEDLESS = 0.25, 0.5
LEAST_AT_STAKE_USD = 1500.0
"""What the fix must save: as much as ten changes cost, or the score is a ratio of noise."""
_MOST, _LITTLE = 0.7, 0.3
HINT_PRICE = 0.05
"""What each hint takes from the score."""
_CLEARLY = 0.01  # of what doing nothing costs more: sums that differ by less are the same
_MOST_GUESSES = 1  # wrong declarations before the right one; who declares everything has found nothing


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

    def standing(self, changed: int, needless: int) -> Standing:
        """Successful where most of the avoidable cost was avoided and the cause was found; failed where little was avoided.

        Who changed things at random until it was better has not found the cause: more needless changes than others, of the `changed`
        in all, are inconclusive too.
        """
        if self.score < _LITTLE:
            return Standing.FAILED
        found = bool(self.diagnosis) and 2 * needless <= changed
        return Standing.SUCCESSFUL if self.score >= _MOST and found else Standing.INCONCLUSIVE


def outcome(session: Session, beside: tuple[Course, Course] | None = None) -> Outcome:
    """The outcome of `session`, played on to its end as it stands, `beside` its yardsticks where those are known already."""
    you = course(session)
    best, nothing = beside or yardsticks(session)
    benign = session.system.onset.fault in BENIGN
    false_alarm = benign and bool(session.declared or session.system.touched())
    right = session.concluded == session.truth
    if benign:
        scale = nothing.cost_usd / (session.end_h / DAY_H)
        score = min(1.0 - (you.cost_usd - nothing.cost_usd) / scale, 1.0)
        if not right:
            score = min(score, _UNSAID)
        elif false_alarm:
            score = min(score, _NEEDLESS)
    else:
        stake_usd = max(nothing.cost_usd - best.cost_usd, LEAST_AT_STAKE_USD)
        score = 1.0 - (you.cost_usd - best.cost_usd) / stake_usd
    return Outcome(
        score=score - HINT_PRICE * session.hints,
        you=you,
        best=best,
        nothing=nothing,
        detected_h=_detected(session),
        mitigated_h=None if benign else _mitigated(session, you, best, nothing),
        diagnosis=None if session.concluded is None else right,
        false_alarm=false_alarm,
    )


def course(session: Session) -> Course:
    """What a play costs, from the lab's begin to its end."""
    return session.system.course(session.spent_usd)


def yardsticks(session: Session) -> tuple[Course, Course]:
    """The best play and doing nothing, on the same world."""
    nothing = course(session.afresh())
    if session.system.onset.fault in BENIGN:
        return nothing, nothing
    return course(carry_out_fix(session.afresh())), nothing


def _detected(session: Session) -> float | None:
    """Hours until the right component was declared; None where never, or where two others were declared before it."""
    component, onset_h = session.truth[0], session.system.onset.at_h
    for number, (at_h, what) in enumerate(session.declared):
        if what is component and at_h >= onset_h:
            return at_h - onset_h if number <= _MOST_GUESSES else None
    return None


def _mitigated(session: Session, you: Course, best: Course, nothing: Course) -> float | None:
    if not session.system.touched():
        return None  # what ends by itself was not ended by anybody
    return turned_h(you.harm_usd, best.harm_usd, nothing.harm_usd, int(session.system.onset.at_h))


def turned_h(you: Floats, best: Floats, nothing: Floats, onset: int) -> float | None:
    """Hours from `onset` until harm by the hour turned from that of doing nothing to that of the best play; None where it never did.

    The one hour before which you are nearest to doing nothing and after which to the best play, in the sum of absolute differences: what
    an hour does by chance moves it little.
    """
    before, after = (np.abs(you - other)[onset:] for other in (nothing, best))
    off = np.append(0.0, np.cumsum(before)) + after.sum() - np.append(0.0, np.cumsum(after))
    turned = int(np.flatnonzero(off <= off.min() + _CLEARLY * np.abs(nothing - best)[onset:].sum())[0])
    return float(turned) if turned < len(before) else None
