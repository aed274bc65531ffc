"""The embedded judge: evidence or no score.

answer -> plain -> sentences -> (words to the grader and echoes left out, terms as lists) -> reading -> scores -> overall
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from greenroom.interview.echo import only_terms
from greenroom.interview.overall import mean_points, overall
from greenroom.interview.own_words import OwnWords, own_words
from greenroom.interview.score import POINTS_OF, score
from greenroom.interview.sentences import Sentence
from greenroom.interview.terms import bare, with_lists
from greenroom.model.judgement import Asked, CriterionScore, Judge, Judgement, Label
from greenroom.ports import AnswerReader

NAME = "greenroom-embedded"
_ABOUT = 0.5  # below it the answer is taken to speak to something else
_MIDDLING, _SURELY_ABOUT = 0.7, 0.7
"""An answer with fewer points must be more surely about the question: a strong answer to another one gets the middle of the points,
an answer that meets most of this one does not come about by chance. Chosen on the writers kept out for the calibration."""
_CARRIES, _IN_PART = 2, np.float32(POINTS_OF[2])
_NONE_LEFT = "Nothing of the answer is left once words to the grader and repeats are out."
ELSEWHERE = "The answer seems to speak to another question; it cannot be rated above 2."
"""The note where that held the rating down."""
_NOT_KNOWN = re.compile(
    r"^\W*(?:(?:sorry|um+|uh+|well|honestly)\W+)*(?:i (?:really |just )?(?:do not|don't|dont) (?:really )?know|no idea|i have no idea|"
    r"i(?:'m| am) not sure|pass|skip|nothing|n/?a|not sure|none|idk)\W*(?:sorry\W*|the answer\W*|this one\W*|to be honest\W*)*$",
    re.IGNORECASE,
)


def judge(asked: Asked, reader: AnswerReader, *, foreign: str = "") -> Judgement:
    """One judgement; the same input gives the same one.

    Args:
        asked: Question, rubric and answer.
        reader: The learned part.
        foreign: The answer's language in words where it is not English: then nothing is scored.
    """
    who = Judge(name=NAME, version=reader.version, engine=reader.engine)
    own = own_words(asked)
    if not own.told:
        return _unscored(asked, who, "There is no answer to read.")
    if foreign:
        return _unscored(asked, who, f"The answer is in {foreign}; the embedded judge reads English only.")
    own = replace(own, kept=_each_once(own.kept))
    if only_terms(" ".join(one.text for one in own.kept)):
        own = replace(own, kept=tuple(one for one in own.kept if not only_terms(one.text)) or own.kept)
    said_nothing = _why_nothing(own)
    if said_nothing:
        return _nothing(asked, who, own.notes, said_nothing)
    own = replace(own, kept=with_lists(own.kept))
    reading = reader.read(
        asked.question,
        [one.text for one in asked.rubric.criteria],
        [one.text for one in own.kept],
        turns=_turns(asked, own),
    )
    points = _within_reach(reading.points, len(own.kept))
    scores = tuple(
        score(criterion, labels, each, weights, own, asked.answer)
        for criterion, labels, each, weights in zip(
            asked.rubric.criteria, reading.labels, points.tolist(), reading.evidence, strict=True
        )
    )
    free = overall(asked.rubric, scores)
    held = overall(asked.rubric, scores, on_topic=_on_topic(reading.about, mean_points(asked.rubric, scores)))
    aside = (ELSEWHERE,) if held != free else ()  # what is rated low for itself needs no such reason
    return Judgement(scores=scores, overall=held, judge=who, notes=(*own.notes, *aside))


def _turns(asked: Asked, own: OwnWords) -> list[int]:
    """The places in the sentences that are read at which another turn begins."""
    starts = [own.made.places[one.start] for one in own.kept]
    return [place for place in (bisect_left(starts, turn) for turn in asked.turns) if 0 < place < len(starts)]


def _each_once(told: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences without those that were said before: a point made twice is made once, and where it was made first.

    So what was read of earlier turns stays as it was, whatever a later one repeats.
    """
    first: dict[str, Sentence] = {}
    for one in told:
        first.setdefault(" ".join(one.text.casefold().split()), one)
    return tuple(first.values())


def _within_reach(points: NDArray[np.float32], sentences: int) -> NDArray[np.float32]:
    """The points, where no answer meets more criteria than two a sentence: one good sentence is not a whole answer."""
    held = points.copy()
    beyond = np.argsort(-points, kind="stable")[_CARRIES * sentences :]
    held[beyond] = np.minimum(held[beyond], _IN_PART)
    return held


def _on_topic(about: float, points: float | None) -> bool:
    """Whether the answer speaks to its question; `about` is how likely that is by what it is about alone."""
    return about >= (_ABOUT if points is None or points >= _MIDDLING else _SURELY_ABOUT)


def _why_nothing(own: OwnWords) -> str:
    """Why what was said is no answer, "" where it is one."""
    if _NOT_KNOWN.match(own.made.text):
        return "The answer is that you do not know."
    if not own.kept:
        return _NONE_LEFT
    if bare(own.kept):
        return "A term alone says nothing of what you would do."
    if only_terms(" ".join(one.text for one in own.kept)):
        return "Words without sentences say nothing of what you would do."
    return ""


def _nothing(asked: Asked, who: Judge, notes: tuple[str, ...], why: str) -> Judgement:
    """Every criterion missed: something was said, and it was no answer."""
    scores = tuple(
        CriterionScore(
            criterion=one.id, label=Label.MISSED, rating=1, points=0.0, confidence=1.0, explanation=why,
            raise_by_one="Say what you do know, and how you would find out the rest.",
        )
        for one in asked.rubric.criteria
    )  # fmt: skip
    return Judgement(scores=scores, overall=overall(asked.rubric, scores), judge=who, notes=notes)


def _unscored(asked: Asked, who: Judge, why: str) -> Judgement:
    scores = tuple(
        CriterionScore(
            criterion=one.id,
            label=None,
            rating=None,
            points=None,
            confidence=0.0,
            explanation=why,
            unscored=why,
        )
        for one in asked.rubric.criteria
    )
    return Judgement(scores=scores, overall=None, judge=who, unscored=why)
