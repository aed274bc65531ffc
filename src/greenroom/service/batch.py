"""Answers as JSON Lines, and what is written of each.

Read, one object a line: id, question, criteria [{id, text, weight?, must?}], answer; role, level, round where known.
Other keys (labels, kind, ...) are left alone. Written, one object a line in the same order:

    id, overall, labels {criterion: label}, ratings, scores (points, 0 to 1), confidence, evidence [{criterion, quote,
    start, end, stance}], explanations, raise_by_one, unscored {criterion: why}, notes, judge {name, version, engine}

`labels` and `scores` have every criterion, so that any tool can read them; one that `unscored` names stands there as
"missed" with 0 and has rating null: it was not judged, and belongs in no average. `overall` is null when none was.
A line that cannot be judged is written as {id or null, line, error}.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from greenroom.model.judgement import Asked, CriterionScore, Judgement, Label, Rubric, Standard
from greenroom.model.value import Prose


@dataclass(frozen=True, slots=True)
class Row:
    """One answer to judge, from that line (from 1)."""

    line: int
    id: str
    asked: Asked


@dataclass(frozen=True, slots=True)
class Failed:
    """A line that cannot be judged, and why; `id` where it has one."""

    line: int
    id: str | None
    error: str

    def data(self) -> dict[str, Any]:
        """The row as it is written."""
        return {"id": self.id, "line": self.line, "error": self.error}


@dataclass(frozen=True, slots=True)
class Scored:
    """One judged answer."""

    id: str
    judgement: Judgement

    def data(self) -> dict[str, Any]:
        """The row as it is written; see the module."""
        scores = self.judgement.scores
        return {
            "id": self.id,
            "overall": self.judgement.overall,
            "labels": {one.criterion: (one.label or Label.MISSED).value for one in scores},
            "ratings": {one.criterion: one.rating for one in scores},
            "scores": {one.criterion: one.points or 0.0 for one in scores},
            "confidence": {one.criterion: one.confidence for one in scores},
            "evidence": [quote for one in scores for quote in _quotes(one)],
            "explanations": {one.criterion: one.explanation for one in scores},
            "raise_by_one": {one.criterion: one.raise_by_one for one in scores if one.raise_by_one},
            "unscored": {one.criterion: one.unscored for one in scores if one.unscored},
            "notes": list(self.judgement.notes),
            "judge": self.judgement.judge.model_dump(),
        }


def read_rows(lines: Iterable[bytes]) -> Iterator[Row | Failed]:
    """The rows of a JSON Lines file in their order; empty lines are passed over, an id counts once."""
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        row = _row(number, line)
        if row.id is not None and row.id in seen:
            yield Failed(number, row.id, f"the id {row.id!r} stands on line {seen[row.id]} already")
            continue
        if row.id is not None:
            seen[row.id] = number
        yield row


def parse_line(line: bytes) -> dict[str, Any] | str:
    """The object on one line, or what is wrong with it."""
    try:
        data = json.loads(line.decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError as error:
        return f"byte {error.start + 1} of the line is not UTF-8"
    except json.JSONDecodeError as error:
        return f"not JSON: {error.msg} (column {error.colno})"
    except (ValueError, RecursionError) as error:
        return f"not JSON: {error}"
    if not isinstance(data, dict):
        return "not a JSON object"
    return "half a character: a \\ud... escape without its pair" if _has_half(line, data) else data


def wrong(error: ValidationError) -> str:
    """What does not fit, in one line: "criteria.0.text: Field required; answer: ..."."""
    return "; ".join(_finding(tuple(one["loc"]), one["msg"]) for one in error.errors())


def _finding(place: tuple[int | str, ...], message: str) -> str:
    said = message.removeprefix("Value error, ").replace("Field required", "is missing")
    return f"{'.'.join(map(str, place))}: {said}" if place else said


class _Given(BaseModel):
    """What a line must hold; other keys are left alone."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class _Criterion(_Given):
    id: str
    text: Prose
    weight: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 1.0
    must: bool = False


class _Line(_Given):
    id: Annotated[str, Field(min_length=1)]
    question: Prose
    criteria: Annotated[tuple[_Criterion, ...], Field(min_length=1)]
    answer: str
    role: str | None = None
    level: str | None = None
    round: str | None = None


def _has_half(line: bytes, data: dict[str, Any]) -> bool:
    """Whether some text holds a lone surrogate, which no tool after us could write."""
    if b"\\ud" not in line.lower():
        return False
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def _row(number: int, line: bytes) -> Row | Failed:
    data = parse_line(line)
    if isinstance(data, str):
        return Failed(number, None, data)
    name = data.get("id")
    try:
        given = _Line.model_validate(data)
        asked = _asked(given)
    except ValidationError as error:
        return Failed(number, name if isinstance(name, str) and name else None, wrong(error))
    return Row(number, given.id, asked)


def _asked(given: _Line) -> Asked:
    return Asked(
        question=given.question,
        rubric=Rubric(criteria=tuple(Standard(**one.model_dump()) for one in given.criteria)),
        answer=given.answer,
        role=given.role or "",
        level=given.level or "",
        round=given.round or "",
    )


def _quotes(score: CriterionScore) -> Iterator[dict[str, Any]]:
    for quote in score.evidence:
        yield {
            "criterion": score.criterion,
            "quote": quote.text,
            "start": quote.start,
            "end": quote.end,
            "stance": quote.stance,
        }


def _refuse(name: str) -> float:
    message = f"{name} is no number in JSON"
    raise ValueError(message)
