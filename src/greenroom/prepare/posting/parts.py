"""Several requirements in one sentence or item: where one ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from greenroom.model.posting import Need
from greenroom.prepare.posting.wording import need_of

Range = tuple[int, int, Need]
_SOMEONE = re.compile(
    r"(?i)\b(?:someone|somebody|a person|people|a candidate|an? \w+(?: \w+)?) who (?=(?:has|have|is|are|can|isn['’]t|knows?|loves?|enjoys?)\b)"
)
_NEXT_WHO = re.compile(
    r"(?i),\s+(?:and\s+)?(?:who\s+)?(?=(?:has|have|is|isn['’]t|are|aren['’]t|can|knows?|loves?|enjoys?)\b)"
)
_SEMICOLON = re.compile(r"[;；]\s*")
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")
_DEGREE = re.compile(
    r"(?i)\b(?:degree|diploma|bachelor|master|ph\.?d|doctorate|mba|bs|ms|msc|diplôme|doctorat)"
)
_LEAST = 8  # characters of a part


def parts_of(text: str, asked: Range) -> Iterator[Range]:
    """`asked`, or its parts: "someone who has A, has B" asks twice, "A; B is a plus" once and once weakly."""
    start, end, need = asked
    if opened := _SOMEONE.search(text, start, end):
        parts = _cut(text, (start, end), _NEXT_WHO, after=opened.end())
        if len(parts) > 1:
            yield from ((a, b, need_of(text[a:b], nice_section=need is Need.NICE)) for a, b in parts)
            return
    parts = _cut(text, (start, end), _SEMICOLON, after=start)
    needs = [need_of(text[a:b], nice_section=False) for a, b in parts]
    # a higher degree that is a plus is the same demand, one step up
    one_ladder = all(_DEGREE.search(text, a, b) for a, b in parts)
    if need is Need.MUST and len(set(needs)) > 1 and not one_ladder:
        yield from ((a, b, told) for (a, b), told in zip(parts, needs, strict=True))
    else:
        yield asked


def _cut(text: str, whole: tuple[int, int], mark: re.Pattern[str], *, after: int) -> list[tuple[int, int]]:
    """The ranges between the marks that stand outside brackets; one range where a part would be too short."""
    start, end = whole
    asides = [m.span() for m in _ASIDE.finditer(text, start, end)]
    marks = [m.span() for m in mark.finditer(text, after, end)]
    outside = [(a, b) for a, b in marks if not any(left < a < right for left, right in asides)]
    edges = [start, *(edge for span in outside for edge in span), end]
    parts = [pair for at, pair in enumerate(pairwise(edges)) if at % 2 == 0]
    return parts if all(b - a >= _LEAST for a, b in parts) else [whole]
