"""Words that would order the grader about, but are told of: quoted, or said with a subject of their own."""

from __future__ import annotations

import re

from greenroom.interview.addressing import any_of, compiled, maybe
from greenroom.interview.calling import CALL

_BEFORE = 120  # characters: how far back the words around are read
_OPEN_QUOTE = compiled(r"""["“] [^"”]* $  |  (?<!\w) [‘'] [^’']* $""")
_END_QUOTE = re.compile(r"[\"”’']")
_SUBJECT = re.compile(r"\w+\W+\w")  # somebody does something before the quotation marks
_SHOWING = r"returns?, outputs?, emits?, gives?, produces?, like, as, is, example, e\.g, says?, with"
_SHOWS = compiled(rf"\w+\W+ (?:\w+\W+)* {any_of(_SHOWING)} \W* $")
_SPOKEN_TO = frozenset(
    ["please", "kindly", "you", "your", "this", "my", "dear", "grader", "evaluator", "could", "can", "would"]
)
_FIRST_WORD = re.compile(r"\W*(?:(?:and|then|so|also|now|just|simply|to) )*(\w+)")
_CLAUSE_ENDS = compiled(r"""(?: ^ | [:,;.!?–—)\]>}"“|(] | \s- ) \s* $""")
_GOVERNING = """to, not, never, don't, didn't, wouldn't, won't, would, could, can, can't, cannot, will,
    should, must, might, may, did, does, do, i, we, they, he, she, who, which, that, raters?, graders?,
    judges?, models?, reviewers?, annotators?, users?, people, experts?, evaluators?, interviewers?"""
_BETWEEN = r"\w+ly, all, also, always, often, then, just, each, both"
_GOVERNED = compiled(rf"\b {any_of(_GOVERNING)} \s+ {maybe(_BETWEEN)} $")


def reported(text: str, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` are told of instead of ordered."""
    before = text[max(0, start - _BEFORE) : start]
    if CALL.search(before):
        return False
    clause = re.split(r"[.;!?\n]", before)[-1]
    if text[start : start + 1] in "{[" and _SHOWS.search(clause):
        return True
    return _quoted(clause, text[start:]) or _governed(before, text[start:end])


def _quoted(clause: str, rest: str) -> bool:
    """Whether somebody opens quotation marks before the words, and they are closed in `rest`."""
    quote = _OPEN_QUOTE.search(clause)
    return (
        quote is not None
        and _SUBJECT.search(clause[: quote.start()]) is not None
        and _END_QUOTE.search(rest) is not None
    )


def _governed(before: str, words: str) -> bool:
    """Whether the verb that `words` begin with belongs to somebody named `before`."""
    first = _FIRST_WORD.match(words)
    if first is not None and first[1].lower() in _SPOKEN_TO:
        return False
    return not _CLAUSE_ENDS.search(before) and _GOVERNED.search(before) is not None
