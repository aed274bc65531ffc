"""The words of a debrief: its headings and labels are the same on a page, in a file and in a terminal, and stand here alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from greenroom.interview.cv.notes import ASIDE, TITLE
from greenroom.interview.overall import VERDICTS
from greenroom.model.debrief import RedoRow
from greenroom.model.value import Rating

RATINGS = {1: "poor", 2: "mixed", 3: "good", 4: "excellent"}
"""A rating of a criterion in words; an overall is told in those of a verdict (`overall.VERDICTS`)."""
_GOOD = 3


@dataclass(frozen=True, slots=True)
class DebriefWords:
    """Headings and labels in the order they are read; all are whole texts but `moved` and `since`, which go on with a name and a day."""

    next_step: str = "The one next step"
    ended: str = "How it ended"
    ends_the_same: str = "The same words end it the same way."
    moved: str = "What moved"
    none_heard: str = "Nothing that you said was heard as one of the moves they wait for."
    hidden: str = "What was kept from you"
    course: str = "How they stood, turn by turn"
    after_turn: str = "After turn"
    rated: str = "How the committee rated you"
    criterion: str = "Criterion"
    overall: str = "Overall"
    not_scored: str = "not scored"
    splits: str = "Where the judges differ"
    criteria: str = "Criterion by criterion"
    you_said: str = "You said"
    against: str = "Against it"
    raise_it: str = "To raise it"
    manner: str = "How you went about it"
    framing: str = "Your first 80 words"
    framing_aside: str = "No part of the rating: what a listener knows after about half a minute."
    spoken: str = "How you spoke"
    spoken_aside: str = "As your browser heard it, and never part of a rating."
    cv: str = TITLE
    cv_aside: str = ASIDE
    your_cv: str = "Your CV"
    since: str = "Since the round of"
    carries: str = "Does it carry over?"
    before: str = "Before"
    now: str = "Now"
    added: str = "What was added"
    code: str = "The code"
    played: str = "What you did"
    transcript: str = "What was said"
    legend: str = (
        "Marked words are evidence. The number behind them leads to the note: what they speak for or against, and which judges "
        "rate by them; notes without judges move no rating."
    )
    same_again: str = "The same turns get the same debrief."
    aid: str = "A debrief is a training aid: it rates what was said, by the rubric, and promises no outcome."


WORDS = DebriefWords()


def carried(sibling: Rating | None, here: Rating | None) -> str:
    """What the committee said of the sibling question before, and says now."""
    then, now = (VERDICTS[one] if one else WORDS.not_scored for one in (sibling, here))
    return f"On its sibling question, before: {then}; on this one: {now}."


def held_back(asked_for: int, facts: int) -> str:
    """How many of the facts of a sheet were asked for."""
    return f"You asked for {asked_for} of {facts} facts the interviewer held back."


def spoke(times: int, silent: int) -> str:
    """How often the candidate of a role-play spoke."""
    return f"Times you spoke: {times}; said nothing: {silent}."


def followed_up(follow_ups: int, skipped: int) -> str:
    """How often the interviewer of a round followed up."""
    return f"Follow-ups: {follow_ups}; passed on: {skipped}."


def went(row: RedoRow) -> str:
    """How a criterion stands beside the round before, where no words of the candidate show it; "" where they do."""
    if row.added:
        return ""
    return "said less well" if row.now < row.before else "still missing" if row.now < _GOOD else "kept"


def above(rating: int) -> str:
    """What leads to the anchor above a rating."""
    return f"What a {rating + 1} does here"


def in_words(day: datetime) -> str:
    """A day as a debrief names it: "5 March 2026"."""
    return f"{day:%d %B %Y}".lstrip("0")
