"""What somebody said that an interviewer could hold up to them: the sentence, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from greenroom.interview.echo import content_words

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_RUN = 4


class Why(StrEnum):
    """Why a probe is asked that no pack wrote."""

    CONTRADICTION = "contradiction"
    CV = "cv"
    DENIAL = "denial"
    HOW_MUCH = "how_much"
    WHO = "who"
    REASON = "reason"
    TROUBLE = "trouble"
    GROWTH = "growth"


@dataclass(frozen=True, slots=True)
class Remark:
    """Sentences that were said, in their order, and why to ask about them; none where it is about what was not said.

    Of `Why.CV` the first quote is the CV's, and `about` the employer it is said for, "" for none.
    """

    why: Why
    quotes: tuple[str, ...] = ()
    about: str = ""


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """All runs of four words of a text, whatever their case and marks: two texts that share one say the same thing there."""
    words = [word.casefold() for word in _WORD.findall(text)]
    return frozenset(tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))


def stems(text: str) -> frozenset[str]:
    """The words of a text that carry its matter, without their endings."""
    return frozenset(content_words(text))
