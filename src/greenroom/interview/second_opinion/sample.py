"""One reply read into a typed record, its quotes held against the answer; or why it cannot be used."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from greenroom.interview.plain import plain
from greenroom.interview.second_opinion.heard import Heard
from greenroom.model.judgement import Label, Quote, Standard
from greenroom.ports import Reply

_MOST_TEXT = 64_000  # characters of a reply; a record takes about 1,000
_MOST_SAID = 400  # characters of a sentence of the model's that is shown
_MOST_QUOTES = 3
_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?</\1>", re.DOTALL | re.IGNORECASE)


def _lowered(value: Any) -> Any:
    return value.strip().lower() if isinstance(value, str) else value


def _quoted(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


def _sentence(value: Any) -> Any:
    return " ".join(plain(value).text.split())[:_MOST_SAID] if isinstance(value, str) else value


class _Quoted(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    text: Annotated[str, Field(max_length=2000)]
    stance: Annotated[Literal["for", "against"], BeforeValidator(_lowered)] = "for"


class _Record(BaseModel):
    """A reply's record; what a model adds to it is left aside, what is missing or of another kind is not."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    label: Annotated[Label, BeforeValidator(_lowered)]
    criterion: str | None = None
    quotes: Annotated[tuple[Annotated[_Quoted, BeforeValidator(_quoted)], ...], Field(max_length=50)] = ()
    reason: Annotated[str, BeforeValidator(_sentence)] = ""
    raise_by_one: Annotated[str, BeforeValidator(_sentence)] = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A reply that can be used: every quote stands in the answer, and the label has the evidence it needs."""

    label: Label
    quotes: tuple[Quote, ...]
    reason: str
    raise_by_one: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sample that cannot be used: why, in words; `claimed` where it gave a label and could not show its evidence."""

    why: str
    claimed: Label | None = None


def read_sample(reply: Reply, criterion: Standard, heard: Heard) -> Sample | Dropped:
    """The sample in `reply`, or why it cannot be used."""
    if len(reply.text) > _MOST_TEXT:
        return Dropped("the reply is too long")
    records = list(dict.fromkeys(_records(_THOUGHT.sub(" ", reply.text))))
    if not records:
        return Dropped("the reply was cut off at its longest" if reply.cut else "the reply holds no record")
    if len(records) > 1:
        return Dropped("the reply holds more than one record")
    record = records[0]
    if record.criterion is not None and record.criterion.strip() != criterion.id:
        return Dropped("the reply is about a criterion that was not asked")
    return _with_evidence(record, heard)


def _with_evidence(record: _Record, heard: Heard) -> Sample | Dropped:
    """`record` with those of its quotes that are in the answer; without any, a label other than missed falls."""
    if record.label is Label.MISSED:
        return Sample(record.label, (), record.reason, record.raise_by_one)
    found = tuple(_found(record, heard))
    needed = "against" if record.label is Label.CONTRADICTED else "for"
    if not any(quote.stance == needed for quote in found):
        why = "its quotes are not in the answer" if record.quotes else "the reply quotes nothing"
        return Dropped(f"no quote speaks {needed} the criterion" if found else why, claimed=record.label)
    return Sample(record.label, found, record.reason, record.raise_by_one)


def _found(record: _Record, heard: Heard) -> Iterator[Quote]:
    """The first quotes that stand in the answer, as the candidate wrote them."""
    contradicted = record.label is Label.CONTRADICTED
    taken: set[tuple[int, int]] = set()
    for quote in record.quotes:
        place = heard.find(quote.text)
        if place is None or place in taken or len(taken) == _MOST_QUOTES:
            continue
        taken.add(place)
        start, end = place
        stance = "against" if contradicted else quote.stance
        yield Quote(text=heard.answer[start:end], start=start, end=end, stance=stance)


def _records(text: str) -> Iterator[_Record]:
    """Every JSON object in `text` that is a record; prose around it does not matter."""
    decoder = json.JSONDecoder()
    at = text.find("{")
    while at >= 0:
        try:
            value, end = decoder.raw_decode(text, at)
            yield _Record.model_validate(value)
        except (ValueError, RecursionError):  # ValidationError is a ValueError too: an object, but no record
            end = at + 1
        at = text.find("{", end)
