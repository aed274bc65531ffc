"""Words addressed to whoever grades instead of to the interviewer: they are left out before anything is read.

A candidate may well speak *of* graders, rubrics and scores ("the judge model rates each reply from 1 to 5"); what gives
an instruction away is that it calls the grader, orders a result, or claims one for this very answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from greenroom.interview.sentences import Sentence

_GRADER = (
    r"(?:grader|evaluator|assessor|examiner|scorer|judge|reviewer|assistant|system|model|ai|llm|panel|committee|"
    r"(?:scoring|grading|evaluation|marking|rating|automated|ai|llm|language)[ -](?:system|model|engine|script|judge|grader|evaluator|reviewer|assistant))s?"
)
_ANSWER = r"(?:this|my|the above|the following|the present|the candidate's) (?:answer|response|reply|submission|candidate|transcript|text)"
_CALL = re.compile(
    rf"^\W*(?:(?:note|message|instructions?|reminder|attention|notice)\b.{{0,12}}\b(?:to|for)?\b.{{0,12}}\b{_GRADER}|dear {_GRADER}|attention,? {_GRADER}|to (?:the )?{_GRADER}|"
    rf"(?:hey |hello |hi )?(?:the )?{_GRADER})\s*[:,;!–—-]|^\W*(?:\[|<|\{{)+\s*/?\s*(?:inst|system|sys|admin|user)\b|"
    r"^\W*(?:system prompt|system override|override|admin(?:istrator)? note)\b|^\W*end of (?:the )?(?:answer|response|transcript|interview)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"(?:^\W*|[.;:!?,–—\]>}]\s*|\bplease (?:just |kindly )?|\byou (?:must|should|have to|need to|can|are to|will)(?: now| simply| just)? |\band )"
    r"(?:give|assign|award|output|return|set|mark|rate|score|grade|record|report|treat|consider|count|accept|print|respond with|reply with|write)\b",
    re.IGNORECASE,
)
_PRIZE = re.compile(
    rf"\b(?:{_ANSWER}|(?:all|every|each|any) (?:of the )?(?:criteri(?:a|on)|rubric items?|dimensions?)|(?:it|me|them|everything) (?:a |an |as |full|the )|"
    r"overall (?:rating|score|mark)|(?:maximum|max|full|highest|top|perfect|best) (?:possible )?(?:score|rating|marks?|points|credit|grade)|strong hire|4 (?:out )?of 4)\b",
    re.IGNORECASE,
)
_SCORES = re.compile(
    r"\b(?:scores?|ratings?|marks?|points|credit|grade|met|excellent|strong hire|criteri(?:a|on)|max(?:imum)?|hire|pass|4|10)\b",
    re.IGNORECASE,
)
_IGNORE = re.compile(
    r"(?:^\W*|[.;:!?,–—\]>}]\s*|\bplease |\byou (?:must|should|have to|can|will) )(?:ignore|disregard|forget|override|bypass)\b.{0,40}"
    r"\b(?:previous|prior|above|earlier|your|all|any|the)\b.{0,20}\b(?:instructions?|rubric|criteria|guidelines|prompt|rules)\b",
    re.IGNORECASE,
)
_CLAIM = re.compile(
    rf"\b{_ANSWER}\b.{{0,60}}\b(?:(?:has|have) (?:already )?been (?:verified|validated|approved|checked|pre-?approved|certified|reviewed|graded|scored)|"
    r"(?:fully |completely |clearly )?(?:meets?|satisf(?:y|ies)|fulfil(?:s|ls)?|covers?|addresses|hits) (?:all|every|each|the (?:rubric|criteria))|"
    r"deserves?|earns?|merits?|(?:should|must|is to|has to) (?:be|get|receive) (?:scored|rated|graded|marked|given|a |an |the |full|top|maximum|treated|considered))|"
    r"\b(?:all|every|each)(?: of)?(?: the| your)? (?:criteri(?:a|on)|rubric items?|dimensions?)\b.{0,40}\b(?:(?:is|are|as|be) (?:all |fully |clearly |therefore |considered |deemed |treated as |marked as ){0,3}(?:met|satisfied|fulfilled|covered)|to met)\b",
    re.IGNORECASE,
)


def to_grader(sentences: Sequence[Sentence]) -> tuple[bool, ...]:
    """For each sentence whether it is addressed to the grader."""
    calls = [bool(_CALL.search(s.text)) for s in sentences]
    sure = [_sure(s.text, call=call) for s, call in zip(sentences, calls, strict=True)]
    return tuple(
        one
        or (
            _beside(sure, i)
            and (calls[i] or (bool(_ORDER.search(text := sentences[i].text)) and bool(_SCORES.search(text))))
        )
        for i, one in enumerate(sure)
    )


def _sure(text: str, *, call: bool) -> bool:
    order, prize = bool(_ORDER.search(text)), bool(_PRIZE.search(text))
    if _IGNORE.search(text) or _CLAIM.search(text):
        return True
    return (call and (order or prize) and bool(_SCORES.search(text))) or (
        order and prize and bool(_SCORES.search(text))
    )


def _beside(sure: Sequence[bool], i: int) -> bool:
    """Whether a neighbour is surely addressed to the grader."""
    return any(sure[j] for j in (i - 1, i + 1) if 0 <= j < len(sure))
