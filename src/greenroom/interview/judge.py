"""The embedded judge: evidence or no score.

answer -> plain -> sentences -> (words to the grader and echoes left out) -> reading -> scores -> overall
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from greenroom.interview.echo import echoes
from greenroom.interview.overall import overall
from greenroom.interview.plain import plain
from greenroom.interview.score import score
from greenroom.interview.sentences import Sentence, sentences
from greenroom.interview.to_grader import to_grader
from greenroom.model.judgement import Asked, CriterionScore, Judge, Judgement, Label
from greenroom.ports import AnswerReader

NAME = "greenroom-embedded"
_ABOUT = 0.5  # below it the answer is taken to speak to something else
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
    made = plain(asked.answer)
    told = sentences(made.text)
    if not told:
        return _unscored(asked, who, "There is no answer to read.")
    if foreign:
        return _unscored(asked, who, f"The answer is in {foreign}; the embedded judge reads English only.")
    kept, notes = _heard(asked, told)
    if not kept or _NOT_KNOWN.match(made.text):
        return _nothing(asked, who, notes, known=not _NOT_KNOWN.match(made.text))
    reading = reader.read(
        asked.question, [one.text for one in asked.rubric.criteria], [one.text for one in kept]
    )
    scores = tuple(
        score(criterion, labels, weights, kept, made, asked.answer)
        for criterion, labels, weights in zip(
            asked.rubric.criteria, reading.labels, reading.evidence, strict=True
        )
    )
    on_topic = reading.about >= _ABOUT
    if not on_topic:
        notes = (*notes, "The answer seems to speak to another question; it cannot be rated above 2.")
    return Judgement(
        scores=scores, overall=overall(asked.rubric, scores, on_topic=on_topic), judge=who, notes=notes
    )


def _heard(asked: Asked, told: Sequence[Sentence]) -> tuple[tuple[Sentence, ...], tuple[str, ...]]:
    """The sentences that are the candidate's own answer, and notes on what was left out."""
    addressed = to_grader(told)
    own = [one for one, out in zip(told, addressed, strict=True) if not out]
    repeated = echoes([one.text for one in own], asked.question, [one.text for one in asked.rubric.criteria])
    kept = tuple(one for one, out in zip(own, repeated, strict=True) if not out)
    notes = []
    if any(addressed):
        notes.append(f"Left out, addressed to the grader: {_counted(sum(addressed))}.")
    if any(repeated):
        notes.append(f"Left out, repeating the question or the rubric: {_counted(sum(repeated))}.")
    return kept, tuple(notes)


def _counted(number: int) -> str:
    return f"{number} sentence" + ("s" if number > 1 else "")


def _nothing(asked: Asked, who: Judge, notes: tuple[str, ...], *, known: bool) -> Judgement:
    """Every criterion missed: something was said, and it was no answer."""
    why = (
        "Nothing of the answer is left once words to the grader and repeats are out."
        if known
        else "The answer is that you do not know."
    )
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
