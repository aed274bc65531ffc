"""Another figure than the CV's for the same thing.

A line of the CV and a clause of the answer must be about the same in most of the clause's words, and count the same; then a
figure differs that is neither near one of the line's, nor follows from two of them, nor stands elsewhere on the CV.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from greenroom.interview.cv.amounts import Figure, Text, numbers, read_figures
from greenroom.interview.cv.claimed import is_claim, is_own
from greenroom.interview.plain import plain
from greenroom.interview.remark import stems

_NEAR = 0.15  # of the CV's value: figures are rounded when they are spoken
_POINTS = 2  # of a hundred, where what is left of it is told
_LEAST, _MOST_OF = 2, 0.6  # words a clause shares with a line, and what share of its own those are
_LEAST_IN_ALL = 3  # words a whole sentence shares with a line
_CLAUSE = re.compile(r"[,;:—–]\s|\s(?:but|while|whereas|and then|which)\s")
_ASIDE = re.compile(
    r"\b(?:peak|worst|best|max\w*|min(?:imum|imal)|at first|initially|the (?:first|second|third)|by then|so far|another|other|others|each|had to|needed|"
    r"today|by now|now|meanwhile|since then|currently|these days|later|earlier|last|this (?:week|month|quarter|year)|control|only|up to|one of)\b",
    re.IGNORECASE,
)
"""A sentence with one of these may speak of another moment, part or case than the CV."""
_PARTS = stems("pilot trial prototype sample subset region country city market branch demo")
"""A sentence with one of these is about a line that has it too, or about a part of what the line tells."""
_MANY = 13  # from here on a number is a figure even where it is spelled out


def other_figures(sentence: str, lines: Sequence[str]) -> Iterator[int]:
    """Places of the lines for which `sentence` gives another figure; at most one, the line it is most about."""
    if not is_claim(sentence) or not is_own(sentence) or _ASIDE.search(sentence):
        return
    whole = read_figures(sentence)
    parts = [read_figures(one) for one in _CLAUSE.split(plain(sentence).text) if one.strip()]
    held = [read_figures(line) for line in lines]
    everything = [figure for line in held for figure in line.figures]
    near = [(_shared(part, line, whole), place) for place, line in enumerate(held) for part in parts
            if _differs(part, line) and _is_about(part, line, whole)
            and not any(_same_kind(mine, theirs) and _fits(mine, theirs) for mine in _apart(part, line) for theirs in everything)]  # fmt: skip
    if near:
        yield max(near, key=lambda one: (one[0], -one[1]))[1]


def has_figures(line: str) -> bool:
    """Whether a line of a CV gives a figure that could be told."""
    return bool(_told_in(line))


def gives_one_of(said: Sequence[str], line: str) -> bool:
    """Whether what was said gives one of the figures of a line, rounded or not."""
    told = [value for one in said for value in numbers(one)]
    own = [
        value for figure in _told_in(line) for value in (figure.value, 100 * figure.value)
    ]  # 38 cents are $0.38
    return any(_near(value, one) for value in told for one in own)


def _told_in(line: str) -> list[Figure]:
    """The figures a line tells: measures, and counts in digits; "two models" only says which."""
    digits = {one.replace(",", "") for one in re.findall(r"\d[\d,]*", line)}
    return [
        one
        for one in read_figures(line).figures
        if one.unit or one.value >= _MANY or f"{one.value:g}" in digits
    ]


def gives_figure(said: str) -> bool:
    """Whether a number is said, in figures or in words."""
    return any(True for _ in numbers(said))


def _differs(part: Text, line: Text) -> bool:
    return bool(_apart(part, line))


def _apart(part: Text, line: Text) -> list[Figure]:
    """The figures of a clause that count what figures of the line count, and fit none of them, nor what follows from them."""
    if part.basis and line.basis and part.basis != line.basis:
        return []
    return [
        mine
        for mine in part.figures
        if any(_same_kind(mine, theirs) for theirs in line.figures)
        and not any(_fits(mine, theirs) for theirs in line.figures)
        and not _follows(mine, line.figures)
    ]


def _same_kind(one: Figure, other: Figure) -> bool:
    if one.unit or other.unit:
        return one.unit == other.unit
    return bool(one.counts & other.counts)


def _fits(mine: Figure, theirs: Figure) -> bool:
    """Whether a figure said can be the one of the CV, rounded, as a bound, or as what is left of a hundred."""
    if mine.unit != theirs.unit:
        return False
    if (mine.low and theirs.value >= mine.value) or (mine.high and theirs.value <= mine.value):
        return True
    if mine.unit != "%":
        return _near(mine.value, theirs.value)
    return _near_percent(mine.value, theirs.value) or (
        mine.rest and _near_percent(mine.value, 100 - theirs.value)
    )


def _near(value: float, own: float) -> bool:
    return abs(value - own) <= _NEAR * abs(own)


def _near_percent(value: float, own: float) -> bool:
    """As near, but 99 is not near 93: what is left of a hundred counts too."""
    return abs(value - own) <= max(min(_POINTS, _NEAR * abs(own)), _NEAR * min(abs(own), abs(100 - own)))


def _follows(mine: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a figure can be worked out from the two ends of a change: the difference, how much less or more, how many times."""
    for one, other in pairwise(figures):
        if other.changed and one.unit == other.unit and one.value and other.value:
            apart = abs(one.value - other.value)
            shares = [100 * apart / one.value, 100 * apart / other.value, 100 * other.value / one.value]
            ratios = [one.value / other.value, other.value / one.value]
            told = shares if mine.unit == "%" else ratios if mine.unit in {"", "time", "x"} else []
            if any(_near(mine.value, value) for value in [*told, apart]):
                return True
    return False


def _is_about(part: Text, line: Text, whole: Text) -> bool:
    """Whether a clause, or the sentence it stands in, is about what a line is about in most of its words."""
    clause, sentence = part.about & line.about, whole.about & line.about
    if whole.about & _PARTS - line.about:
        return False
    if len(clause) >= _LEAST and len(clause) >= _MOST_OF * len(part.about):
        return True
    return bool(clause) and len(sentence) >= _LEAST_IN_ALL and len(sentence) >= _MOST_OF * len(whole.about)


def _shared(part: Text, line: Text, whole: Text) -> int:
    return len(part.about & line.about) + len(whole.about & line.about)
