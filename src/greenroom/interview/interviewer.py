"""What the interviewer says next: pure code over what was said and how a judge reads it so far.

round + scores -> (stopped, out of time) -> requirement change -> probe -> close
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from greenroom.interview.vague import vague
from greenroom.model.judgement import CriterionScore, Label
from greenroom.model.mock import MockRound, TurnKind
from greenroom.model.question import FollowUp, Question

_MOST_PROBES, _MOST_ON_ONE = 6, 2
_CHANGE_AFTER_PROBES = 3  # typed rounds go quicker than spoken ones, where the question's minutes decide
_MOST_QUOTED_WORDS = 30
_SUITS = {Label.MISSED: "missing", Label.PARTIAL: "vague", Label.CONTRADICTED: "wrong"}
NO_TIME = "We are at time, so I will stop you there. Thank you."
DONE = "That is all I wanted to ask. Thank you."
STOPPED = "We will leave it there. What you said is kept."


@dataclass(frozen=True, slots=True)
class Said:
    """What the interviewer says, and what it is tied to."""

    kind: TurnKind
    text: str
    about: str = ""


def opening(question: Question) -> Said:
    """The question as it is asked: under-specified on purpose."""
    return Said(TurnKind.QUESTION, question.statement)


def reply(
    done: MockRound, question: Question, scores: Sequence[CriterionScore], *, minutes_used: float
) -> Said:
    """The next thing the interviewer says after an answer, a skip or a stop.

    A criterion that is met is never probed, nothing is asked twice, and no probe says what it looks for: a pack's
    probes are checked for that, and the others only quote the candidate.

    Args:
        done: The round so far; the candidate spoke last.
        question: What it is about.
        scores: How a judge reads all answers so far; empty before the first.
        minutes_used: Time of the round that has gone by.
    """
    if done.turns[-1].kind is TurnKind.STOP:
        return Said(TurnKind.CLOSE, STOPPED)
    if minutes_used >= done.minutes:
        return Said(TurnKind.CLOSE, NO_TIME)
    probes = done.of(TurnKind.PROBE)
    change = question.change if not done.of(TurnKind.CHANGE) else None
    if change and (minutes_used >= change.after_min or len(probes) >= _CHANGE_AFTER_PROBES):
        return Said(TurnKind.CHANGE, change.say)
    probe = next(_probes(done, question, scores), None) if len(probes) < _MOST_PROBES else None
    if probe:
        return probe
    if change and done.of(TurnKind.ANSWER):
        return Said(TurnKind.CHANGE, change.say)
    return Said(TurnKind.CLOSE, DONE)


def _probes(done: MockRound, question: Question, scores: Sequence[CriterionScore]) -> Iterator[Said]:
    """What could be asked, what would tell most first."""
    weights = {one.id: one.weight for one in question.criteria}
    asked = {turn.text for turn in done.turns}
    counts = Counter(turn.about for turn in done.of(TurnKind.PROBE))
    for score in worth_asking(scores, weights, counts):
        for text in (*_quoting(score), *_written(question.followups, score)):
            if text not in asked:
                yield Said(TurnKind.PROBE, text, score.criterion)


def unanswered(question: Question) -> tuple[CriterionScore, ...]:
    """How every criterion stands while nothing was answered."""
    return tuple(
        CriterionScore(
            criterion=one.id, label=Label.MISSED, rating=1, points=0.0, confidence=1.0, explanation="-"
        )
        for one in question.criteria
    )


def worth_asking(
    scores: Sequence[CriterionScore], weights: Mapping[str, float], probed: Mapping[str, int]
) -> list[CriterionScore]:
    """The criteria that are open, those first that an answer would tell most on; `probed` counts what was asked of each."""
    open_ = [s for s in scores if s.label in _SUITS and probed.get(s.criterion, 0) < _MOST_ON_ONE]

    def gain(score: CriterionScore) -> float:
        return weights[score.criterion] * (1 - (score.points or 0.0)) / (1 + probed.get(score.criterion, 0))

    return sorted(open_, key=gain, reverse=True)


def _quoting(score: CriterionScore) -> Iterator[str]:
    """The candidate's own vague words back to them, where the point is only touched."""
    if score.label is Label.PARTIAL:
        for one in vague([" ".join(quote.text.split()) for quote in score.evidence]):
            yield f"You said: “{_shortened(one.quote)}” {one.ask}"


def _shortened(quote: str) -> str:
    words = quote.split()
    return quote if len(words) <= _MOST_QUOTED_WORDS else " ".join(words[:_MOST_QUOTED_WORDS]) + " ..."


def _written(followups: Sequence[FollowUp], score: CriterionScore) -> list[str]:
    """The pack's probes on a criterion, those for how it was read first."""
    suits = _SUITS[score.label] if score.label else ""
    own = [one for one in followups if one.criterion == score.criterion]
    return [one.ask for one in sorted(own, key=lambda one: one.when != suits)]
