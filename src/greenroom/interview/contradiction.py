"""Two sentences of different answers that cannot both hold: other figures for the same thing, or a thing and its opposite.

Both tests are strict: the sentences must be about the same in nearly all of their words. Most figures that differ belong to
different things, and an interviewer who sees contradictions where there are none is worse than one who misses some.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from greenroom.interview.figure import FIGURE, number_of, unit_of
from greenroom.interview.plain import plain
from greenroom.interview.remark import Remark, Why, stems

_ALIKE, _LEAST_SHARED = 0.6, 2
_ALIKE_NEGATED, _LEAST_NEGATED = 0.75, 2
_NOT = re.compile(
    r"\b(?:not|no|never|none|nobody|cannot|without)\b|n['’]t\b|\b(?:refuse|avoid)\b", re.IGNORECASE
)
_DENYING = stems(
    "no not never none nobody cannot without refuse avoid don't doesn't didn't won't wouldn't can't isn't aren't wasn't"
)
_MOVES = re.compile(
    r"\b(?:if|unless|until|except|before|after|from|between|instead|otherwise|then|later|earlier|first|second|next|yet|any ?more|used to|at first|"
    r"about half|up to|at least|at most|maybe|perhaps|might|could|worst|best|only|correct\w*|sorry|meant|actually|rather|now)\b|\?",
    re.IGNORECASE,
)
"""A sentence with one of these tells of a change, a case or a range, or takes something back in so many words."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence: what it is about, how often it says no, its one figure (value, unit) where it has just one, and how many."""

    text: str
    about: frozenset[str]
    noes: int
    figure: tuple[float, str] | None
    figures: int


def contradictions(earlier: Sequence[str], now: Sequence[str]) -> Iterator[Remark]:
    """Pairs of a sentence of the earlier answers and one of the last that contradict each other, in the order of the last."""
    before = [said for one in earlier if (said := _said(one))]
    for latest in filter(None, map(_said, now)):
        for old in before:
            if _two_figures(old, latest) or _opposed(old, latest):
                yield Remark(Why.CONTRADICTION, (old.text, latest.text))


def _said(sentence: str) -> _Said | None:
    if _MOVES.search(sentence):
        return None
    read = sentence if any(letter.isdigit() for letter in sentence) else plain(sentence).text
    found = list(FIGURE.finditer(read))
    rest = FIGURE.sub(lambda match: f" {unit_of(match)} ", read)  # "users" is what is spoken of too
    figure = _value(found[0]) if len(found) == 1 else None
    return _Said(sentence, stems(rest) - _DENYING, len(_NOT.findall(sentence)), figure, len(found))


def _value(match: re.Match[str]) -> tuple[float, str] | None:
    """The value and its unit; None where it has none."""
    return (number_of(match), unit_of(match)) if unit_of(match) else None


def _two_figures(old: _Said, latest: _Said) -> bool:
    if old.figure is None or latest.figure is None or old.noes or latest.noes:
        return False
    (one, unit), (other, same) = old.figure, latest.figure
    return unit == same and one != other and _alike(old, latest, _ALIKE, _LEAST_SHARED)


def _opposed(old: _Said, latest: _Said) -> bool:
    once = {old.noes, latest.noes} == {0, 1}
    same_figures = old.figures == latest.figures and old.figure == latest.figure
    return once and same_figures and _alike(old, latest, _ALIKE_NEGATED, _LEAST_NEGATED)


def _alike(old: _Said, latest: _Said, share: float, least: int) -> bool:
    both = old.about & latest.about
    return len(both) >= least and len(both) >= share * len(old.about | latest.about)
