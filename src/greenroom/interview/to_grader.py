"""Words addressed to whoever grades instead of to the interviewer: they are left out before anything is read.

`sentences` has cut such clauses off already; here whole sentences are told from the candidate's own, and those beside
an instruction that carry it on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from greenroom.interview.instruction import calls, instructions
from greenroom.interview.sentences import Sentence

_GOES_ON = re.compile(
    r"^\W*(?:(?:do not|don't|never|no) (?:explain|mention|reveal|read|add|comment|look|penali[sz]e|question|justify|deduct|consider|explanation)|"
    r"(?:please )?(?:do|follow|obey|confirm|proceed|comply|output|print|return|respond|reply|remember|finish|set|give|mark|rate|score|grade|treat|award|skip|stop|forget)\b.{0,60}"
    r"\b(?:so|it|this|that|now|above|below|json|met|4|four|10|excellent|maximum|full|highest|top|score|rating|instructions?|grading|evaluation|immediately|nothing else|ok)\b|"
    r"(?:please )?(?:read|listen|pay attention|be (?:kind|fair|generous)|take (?:this|note))\b.{0,30}$|(?:decode|decrypt|base64|rot13)\b|thank(?:s| you)\b|(?:the )?(?:score|rating|grade|overall|verdict|result) (?:is|must|should|shall|has)\b|"
    r"your (?:new |only |real |previous |old )?(?:task|job|goal|role|instructions?)\b|this is (?:an? )?(?:order|instruction|override|final|command)|"
    r"(?:it|this|that|he|she|the candidate|the applicant) (?:clearly |fully |really )?(?:deserves?|earns?|merits?|is (?:excellent|perfect|outstanding)|meets|has earned|should (?:pass|get|receive))\b)",
    re.IGNORECASE,
)
_CALL_WORDS = 8  # a call alone; a longer sentence says something besides


def to_grader(sentences: Sequence[Sentence]) -> tuple[bool, ...]:
    """For each sentence whether it is addressed to the grader."""
    called = [calls(one.text) and len(one.text.split()) <= _CALL_WORDS for one in sentences]
    sure = [_all_of(one.text) for one in sentences]
    for _ in range(3):  # an instruction of several sentences is found from any of them
        sure = [
            one or (_beside(sure, i) and (called[i] or _goes_on(sentences[i].text)))
            for i, one in enumerate(sure)
        ]
    return tuple(sure)


def _goes_on(text: str) -> bool:
    return bool(_GOES_ON.match(text)) or not any(letter.isalnum() for letter in text)


def _all_of(text: str) -> bool:
    """Whether nothing but an instruction stands in a sentence."""
    told = list(text)
    for start, end in instructions(text):
        told[start:end] = " " * (end - start)
    return told != list(text) and sum(letter.isalnum() for letter in told) <= 3


def _beside(sure: Sequence[bool], i: int) -> bool:
    """Whether a neighbour is surely addressed to the grader."""
    return any(sure[j] for j in (i - 1, i + 1) if 0 <= j < len(sure))
