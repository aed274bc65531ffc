"""Graded answers, and what a judge gave, read from JSON Lines.

A graded answer has an id and labels {criterion: label}; overall (1 to 4), question, kind and role where known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from greenroom.model.judgement import Label
from greenroom.model.value import Rating
from greenroom.service.batch import Failed, parse_line, wrong


class Graded(BaseModel):
    """One graded answer; other keys are left alone."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    id: Annotated[str, Field(min_length=1)]
    labels: Annotated[Mapping[str, Label], Field(min_length=1)]
    overall: Rating | None = None
    question: str = ""
    kind: str | None = None
    role: str | None = None


class Given(BaseModel):
    """What a judge said of one answer: a row of a scored file; other keys are left alone."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    id: Annotated[str, Field(min_length=1)]
    labels: Mapping[str, Label]
    overall: Rating | None = None
    confidence: Mapping[str, Annotated[float, Field(ge=0, le=1)]] = Field(default_factory=dict)
    unscored: Mapping[str, str] = Field(default_factory=dict)
    judge: Mapping[str, str] = Field(default_factory=dict)


def read_graded(lines: Iterable[bytes]) -> Iterator[Graded | Failed]:
    """The graded answers in a file; a line that cannot be used comes as Failed."""
    return _read(lines, Graded.model_validate)


def read_given(lines: Iterable[bytes]) -> Iterator[Given | Failed]:
    """The rows of a scored file; those that hold an error, or cannot be read, come as Failed."""
    return _read(lines, Given.model_validate)


def _read(lines: Iterable[bytes], form: Callable[[Any], Any]) -> Iterator[Any]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        data = parse_line(line)
        if isinstance(data, str):
            yield Failed(number, None, data)
            continue
        name = data.get("id")
        known = name if isinstance(name, str) else None
        if "error" in data:
            yield Failed(number, known, str(data["error"]))
            continue
        try:
            yield form(data)
        except ValidationError as error:
            yield Failed(number, known, wrong(error))
