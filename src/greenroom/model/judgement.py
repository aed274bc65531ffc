"""What a judge is given and what it answers: rubric, answer, evidence, scores.

A judge never guesses: a criterion it cannot tell is unscored, with the reason, and is left out of the overall.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from greenroom.model.value import Prose, Rating, Value


class Label(StrEnum):
    """How an answer stands to one criterion."""

    MET = "met"
    PARTIAL = "partial"
    MISSED = "missed"
    CONTRADICTED = "contradicted"


class Standard(Value):
    """One criterion as a judge reads it: a sentence that an answer meets or does not.

    `weight` is relative to the other criteria of the rubric; `must` caps the overall at 2 while it is not met.
    """

    id: Annotated[str, Field(min_length=1, max_length=80)]
    text: Prose
    weight: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 1.0
    must: bool = False


class Rubric(Value):
    """The criteria of one question; their ids differ."""

    criteria: Annotated[tuple[Standard, ...], Field(min_length=1, max_length=20)]

    @model_validator(mode="after")
    def _ids_differ(self) -> Rubric:
        ids = [criterion.id for criterion in self.criteria]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            message = f"two criteria share the id {twice[0]!r}"
            raise ValueError(message)
        return self


class Asked(Value):
    """One question with its rubric and the answer to judge; role, level and round where known.

    `given` is what the candidate was told besides, such as the facts of a data sheet: said back, it is no evidence.
    `turns` are the places in the answer at which the candidate spoke anew, where it was said in several turns.
    """

    question: Prose
    rubric: Rubric
    answer: str
    given: tuple[str, ...] = ()
    turns: tuple[int, ...] = ()
    role: str = ""
    level: str = ""
    round: str = ""

    @field_validator("answer")
    @classmethod
    def _can_be_written(cls, answer: str) -> str:
        if any("\ud800" <= letter <= "\udfff" for letter in answer):
            message = "the answer holds half a character (a lone surrogate), which no file can keep"
            raise ValueError(message)
        return answer


class Quote(Value):
    """The answer's own words: `answer[start:end] == text`, and whether they speak for or against."""

    text: str
    start: int
    end: int
    stance: Literal["for", "against"] = "for"


class CriterionScore(Value):
    """What one judge says of one criterion.

    `rating` is None where it is unscored; then `unscored` says why. `points` in [0, 1] is the finer order behind
    the rating, `confidence` in [0, 1] how often a score given with it is right.
    """

    criterion: str
    label: Label | None
    rating: Rating | None
    points: Annotated[float, Field(ge=0, le=1)] | None
    confidence: Annotated[float, Field(ge=0, le=1)]
    evidence: tuple[Quote, ...] = ()
    explanation: str
    raise_by_one: str = ""
    unscored: str = ""


class Judge(Value):
    """Who scored: name, version of its weights and rules, and what ran it."""

    name: str
    version: str
    engine: str


class Judgement(Value):
    """One judge's reading of one answer: every criterion in the rubric's order, and the overall by code.

    `overall` 1 to 4 (strong no hire, lean no hire, lean hire, strong hire at that level); None when nothing could
    be scored, then `unscored` says why. `notes` tell what was left out of the reading (words to the grader).
    """

    scores: tuple[CriterionScore, ...]
    overall: Rating | None
    judge: Judge
    unscored: str = ""
    notes: tuple[str, ...] = ()
