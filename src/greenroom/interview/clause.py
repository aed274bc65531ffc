"""How far an address to the grader reaches: from the call before it to what is said because of it."""

from __future__ import annotations

import re
from itertools import pairwise

from greenroom.interview.addressing import (
    EVERY_CRITERION,
    LEAD_IN,
    ORDER,
    THIS_ANSWER,
    TOP_RESULT,
    any_of,
    compiled,
    up_to,
)
from greenroom.interview.calling import call_before

_CUT = compiled(rf"""
    \s{{2,}}
    | [.;:!?–—(){{}}\[\]<>|\n"“”]+ \s*
    | ,\s+
    | \s-+\s
    | \s+ (?= {any_of("and, but, so, because, then, while, which, after that")}
              \s+ (?:then\ )? {any_of("i, we, my, our, the, it, they")} \b )
    | \s+ (?= then\b )
""")
"""What stands between two clauses."""

_GOES_ON = any_of(
    """because, as, since, for, and, so, so that, which, regardless, no matter, even if, without, with,
    whatever, in all, to all"""
)
_ITS_MATTER = any_of(
    """score, rating, rubric, criteria, criterion, what follows, explanations?, json, deserves?,
    anything else, evidence, quality, contents?, fully, thank"""
)
_ITS_RESULT = any_of("score, rating, json, nothing else, explanation, evidence, overall, met, 4")
_TAIL = compiled(rf"""^ \W* (?:
    {_GOES_ON} \b {up_to(60)} \b (?: {THIS_ANSWER} | {TOP_RESULT} | {EVERY_CRITERION} | {_ITS_MATTER} )
    | {LEAD_IN} {ORDER} \b {up_to(40)} \b (?: {TOP_RESULT} | {_ITS_RESULT} )
    | {any_of("thanks, thank you, please, nothing else, no explanations?, immediately, end of")}
    | {any_of("otherwise, or else, or, if not")} ,? \ {any_of("you, i")} \b
)""")
"""A clause that belongs to the address before it: a reason, a second order, thanks, a threat."""

_JOINT = compiled(rf"(?: \b {any_of('because, since, as, so, and, but, for, that')} \s+ )+ $")
_OWN = compiled(r"\b(?:i|we|my|our)\b")
_TO_YOU = compiled(r"\b(?:you|please)\b")
_OPEN_DASH = re.compile(r"[–—-]\s*$")
_LEADING_WORDS = 4  # so many words before an order are taken for its beginning


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause around the words from `start` to `end`, with its lead-in, and with what follows from it."""
    cuts = [match.span() for match in _CUT.finditer(text)]
    first, last = _begin(text, start, cuts), _end(text, end, cuts)
    if text[last - 1] in "–—-" and (dash := _OPEN_DASH.search(text[:first])):
        first = dash.start()
    return first, last


def _begin(text: str, start: int, cuts: list[tuple[int, int]]) -> int:
    left = max((after for _, after in cuts if after <= start), default=0)
    head = text[left:start]
    leads = len(head.split()) <= _LEADING_WORDS or _TO_YOU.search(head)
    first = left if leads and not _OWN.search(head) else start
    if joint := _JOINT.search(text[:first]):
        first = joint.start()
    while (call := call_before(text[:first])) is not None:
        first = call
    while first and text[first - 1] in '([{<"“*|#=-':
        first -= 1
    return first


def _end(text: str, end: int, cuts: list[tuple[int, int]]) -> int:
    if text[end - 1] in "}]>":
        return end
    after = [cut for cut in cuts if cut[0] >= end]
    last = after[0][0] if after else len(text)
    for here, following in pairwise([*after, (len(text), len(text))]):
        clause = text[here[1] : following[0]]
        if clause.strip() and not _TAIL.match(clause):
            break
        last = following[0]
    while last < len(text) and not (text[last].isalnum() or text[last].isspace()):
        last += 1
    return last
