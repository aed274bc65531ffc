"""What the interviewer says next: pure code over what was said and how a judge reads it so far.

round + scores -> (stopped, out of time) -> requirement change -> code -> probe -> deeper -> close
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.interview.on_code import on_code, on_the_table
from greenroom.interview.personas import VOICES
from greenroom.interview.probes import Probe, deeper, probes
from greenroom.model.cv import CvClaims
from greenroom.model.judgement import CriterionScore, Label
from greenroom.model.mock import BREAK, FOLLOW_UPS, MockRound, TurnKind
from greenroom.model.question import Question
from greenroom.model.submission import Submission

_MOST_PROBES = 6
_CHANGE_AFTER_PROBES = 3  # typed rounds go quicker than spoken ones, where the question's minutes decide
NO_TIME = "We are at time, so I will stop you there. Thank you."
DONE = "That is all I wanted to ask. Thank you."
STOPPED = "We will leave it there. What you said is kept."


@dataclass(frozen=True, slots=True)
class Said:
    """What the interviewer says, and what it is tied to."""

    kind: TurnKind
    text: str
    about: str = ""


def opening(question: Question, submission: Submission | None = None) -> Said:
    """The question as it is asked: under-specified on purpose. Where it is about code, that is named first."""
    about = on_the_table(submission) + BREAK if submission else ""
    return Said(TurnKind.QUESTION, about + question.statement)


def reply(
    done: MockRound,
    question: Question,
    scores: Sequence[CriterionScore],
    *,
    minutes_used: float,
    cv: CvClaims | None = None,
    submission: Submission | None = None,
) -> Said:
    """The next thing the interviewer says after an answer, a skip or a stop.

    A probe is about what is surely open. Once nothing is, and there is time, the interviewer goes deeper where it is in doubt,
    then where it is met; that is a turn of its own kind. Nothing is asked twice, and no probe says what it looks for: a
    pack's probes are checked for that, and the others quote the candidate or tell of a day. Code that was handed in is asked about
    first, and once more after another follow-up.

    Args:
        done: The round so far; the candidate spoke last.
        question: What it is about.
        scores: How a judge reads all answers so far; empty before the first.
        minutes_used: Time of the round that has gone by.
        cv: What the candidate's CV claims, where it is known.
        submission: The code that is talked about, where there is any.
    """
    ended = (
        STOPPED if done.turns[-1].kind is TurnKind.STOP else NO_TIME if minutes_used >= done.minutes else ""
    )
    if ended:
        return Said(TurnKind.CLOSE, ended)
    asked = len(done.of(TurnKind.PROBE, TurnKind.CODE))
    change = question.change if not done.of(TurnKind.CHANGE) else None
    if change and (minutes_used >= change.after_min or asked >= _CHANGE_AFTER_PROBES):
        return Said(TurnKind.CHANGE, change.say)
    following = _following_up(done, question, scores, cv, submission) if asked < _MOST_PROBES else None
    if following:
        return following
    if change and done.of(TurnKind.ANSWER):
        return Said(TurnKind.CHANGE, change.say)
    further = next(deeper(done, question, scores), None) if _may_go_deeper(done) else None
    return _said(done, TurnKind.DEEPER, further) if further else Said(TurnKind.CLOSE, DONE)


def _following_up(
    done: MockRound,
    question: Question,
    scores: Sequence[CriterionScore],
    cv: CvClaims | None,
    submission: Submission | None,
) -> Said | None:
    """A question about the code, or a probe: by turns, as long as there are both."""
    code = on_code(done, question, scores, submission) if submission else None
    probe = None if code and not _was_about_code(done) else next(probes(done, question, scores, cv), None)
    if probe:
        return _said(done, TurnKind.PROBE, probe)
    return Said(TurnKind.CODE, *code) if code else None


def _was_about_code(done: MockRound) -> bool:
    """Whether the last follow-up was about code."""
    return any(turn.kind is TurnKind.CODE for turn in done.of(*FOLLOW_UPS)[-1:])


def _may_go_deeper(done: MockRound) -> bool:
    return bool(done.answer) and len(done.of(*FOLLOW_UPS)) < _MOST_PROBES


def _said(done: MockRound, kind: TurnKind, probe: Probe) -> Said:
    """A probe in the persona's voice; words of its own stand before it only now and then."""
    number = len(done.of(TurnKind.PROBE, TurnKind.DEEPER))
    lead_in = "" if probe.why else VOICES[done.persona].lead_in(number)
    return Said(kind, lead_in + probe.text, probe.criterion)


def unanswered(question: Question) -> tuple[CriterionScore, ...]:
    """How every criterion stands while nothing was answered."""
    return tuple(
        CriterionScore(
            criterion=one.id, label=Label.MISSED, rating=1, points=0.0, confidence=1.0, explanation="-"
        )
        for one in question.criteria
    )
