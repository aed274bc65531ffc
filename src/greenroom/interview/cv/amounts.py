"""The figures of a line or of what is said, each with its unit or what it counts, and the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from greenroom.interview.figure import UNITS, number_of, unit_of
from greenroom.interview.plain import plain
from greenroom.interview.remark import stems

_FIGURE = re.compile(
    rf"(?<![\w.,-])(?P<money>[$€£]|\b(?:GBP|USD|EUR)\s)?(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<scale>(?:thousand|million|billion|bn|k|m|b)\b)?\+?"
    rf"[\s-]?(?P<unit>(?:{UNITS}|percent|per cent)(?!\w))?\+?(?!\w|\.\d)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"^(?:\s\w+)?\s?(?:to|and|-|–|down to|up to)\s?(?:under|over|about|around|just|roughly)?\s?$"
)
_REST = re.compile(r"\b(?:of what|left|remain\w*|the rest|instead|still)\b", re.IGNORECASE)
_HEAD = re.compile(r"\+?[\s-]*((?:[a-z][\w/-]*[\s]*){1,3})", re.IGNORECASE)
_HEAD_ENDS = re.compile(
    r"\b(?:of|to|in|on|at|by|with|for|from|per|a|an|the|and|or|as|across|over|under|using|through|during|without|who|which|that|"
    r"when|than|after|before|into|within|between|so|because|while|but|is|was|were|are|had|has|daily|weekly|monthly)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_BASIS = re.compile(
    r"\b(?:(?:per|a|an|every|each)\s(second|minute|hour|day|week|month|quarter|year|visit|user|call|request)|(hourly|daily|weekly|monthly|quarterly|yearly|annual(?:ly|ised)?))\b",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"(?:over|more than|at least|above|north of|upwards of|beyond)\s(?:about\s)?$", re.IGNORECASE
)
_AT_MOST = re.compile(
    r"(?:under|below|less than|at most|fewer than|beneath|within)\s(?:about\s)?$", re.IGNORECASE
)
_NUMBERS = "two three four five six seven eight nine ten eleven twelve"
_SPELLED = _NUMBERS.split()
_PEOPLE = stems("people persons engineers developers members reports staff headcount folks")
_EMPTY = stems(
    "about roughly around nearly approximately something like just really team got get went go brought bring took take time back then able "
    "managed did used using thing number value figure at think know basically even still much bit actually well end later"
)
_MEASURED = (
    "% ms second minute hour day week month quarter year dollar euro pound gigabyte gb tb time x point"
)
_MEASURES = frozenset(_MEASURED.split())


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, or with what it counts.

    `low` and `high` say that it is said as a bound, `rest` as what is left, `changed` as what something came to from the one before.
    """

    value: float
    unit: str
    counts: frozenset[str]
    low: bool = False
    high: bool = False
    rest: bool = False
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A line or clause: its figures, the words it is about, and per what it counts."""

    figures: tuple[Figure, ...]
    about: frozenset[str]
    basis: frozenset[str]


def numbers(said: str) -> Iterator[float]:
    """All numbers that are said, in figures or as small words."""
    yield from (figure.value for figure in read_figures(said).figures)
    yield from (
        float(2 + _SPELLED.index(word)) for word in re.findall(r"[a-z]+", said.lower()) if word in _SPELLED
    )


def read_figures(text: str) -> Text:
    """The figures of a line or clause, and what it is about."""
    read = plain(text).text
    found = [match for match in _FIGURE.finditer(read) if not _is_year(match)]
    rest = _FIGURE.sub(" ", read)
    basis = {_base(one) for match in _BASIS.finditer(read) for one in match.groups() if one}
    return Text(tuple(_figures(read, found)), stems(rest) - _EMPTY, frozenset(basis))


def _figures(read: str, found: Sequence[re.Match[str]]) -> Iterator[Figure]:
    """Each figure; of a range or a change, the end without a unit has the other's."""
    gaps = [read[one.end() : other.start()] for one, other in pairwise(found)]
    joined = [False, *(bool(_RANGE.match(gap)) for gap in gaps), False]
    is_rest = bool(_REST.search(read))
    for place, match in enumerate(found):
        told_by = match
        if not _unit(match) and not match["unit"]:
            if joined[place + 1]:
                told_by = found[place + 1]
            elif joined[place] and not _counts(read, match):
                told_by = found[place - 1]
        before = read[: match.start()]
        yield Figure(
            number_of(match), _unit(told_by), _counts(read, told_by), bool(_AT_LEAST.search(before)), bool(_AT_MOST.search(before)),
            is_rest, joined[place],
        )  # fmt: skip


def _is_year(match: re.Match[str]) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", match["number"])) and not (
        match["money"] or match["unit"] or match["scale"]
    )


def _unit(match: re.Match[str]) -> str:
    """The unit where it is a measure; people and things that are counted are told by their noun."""
    if (match["unit"] or "").lower() in {"percent", "per cent"}:
        return "%"
    money = (match["money"] or "").strip().upper()
    if money in {"GBP", "USD", "EUR"}:
        return {"GBP": "pound", "USD": "dollar", "EUR": "euro"}[money]
    unit = unit_of(match)
    return unit if unit in _MEASURES else ""


def _counts(read: str, match: re.Match[str]) -> frozenset[str]:
    """The stems of what a number counts: its unit, or the words after it."""
    if match["unit"] and not _unit(match):
        named = match["unit"]
        after = _HEAD.match(read, match.end())
        named += " " + (_HEAD_ENDS.sub("", after[1]) if after else "")
    else:
        after = _HEAD.match(read, match.end())
        named = _HEAD_ENDS.sub("", after[1]) if after else ""
    words = stems(named)
    return words | {"people"} if words & _PEOPLE else words


def _base(word: str) -> str:
    low = word.lower()
    return "year" if low.startswith("annual") else {"daily": "day", "hourly": "hour", "weekly": "week", "monthly": "month", "quarterly": "quarter", "yearly": "year"}.get(low, low)  # fmt: skip
