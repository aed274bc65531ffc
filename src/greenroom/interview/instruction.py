"""Where a sentence orders its grader about, or hands in its own result: the parts that are no answer.

A candidate may well speak *of* graders, rubrics and scores ("the judge model rates each reply from 1 to 5"). What gives an
instruction away is who is spoken to and what is to happen: it calls the grader, orders a result for this very answer, or
claims one. Only that clause is named; what the candidate says beside it stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from greenroom.interview.disguise import disguised, unmasked

_GRADER = (
    r"(?:(?:the |this |your |our |ai |llm |automat(?:ed|ic) |automated |scoring |grading |evaluation |marking |rating |language |human |virtual |"
    r"fair |generous |lenient |kind |strict |honou?rable |esteemed |respected ){0,4}"
    r"(?:grader|evaluator|assessor|examiner|scorer|judge|reviewer|marker|assistant|system|model|ai|llm|chatbot|bot|gpt|claude|gemini|panel|committee|"
    r"(?:scoring|grading|evaluation|rating) (?:engine|script|tool|pipeline|agent))s?)"
)
_THIS = (
    r"(?:(?:this|my|the above|the following|the preceding|the present|the current|the candidate'?s|the applicant'?s|the next|his|her) "
    r"(?:whole |entire |excellent |outstanding )?(?:answer|response|reply|submission|candidate|transcript|text|applicant|person|interview|work|performance))"
)
_OF = r"(?: ?/ ?| out of | of )"
_TOP_SCORE = (
    r"(?:(?:the )?(?:maximum|max|full|highest|top|perfect|best|excellent|outstanding|5[- ]star|five[- ]star)(?: possible| available)?"
    r"(?: overall)? (?:scores?|ratings?|marks?|points|credits?|grades?))"
)
_TOP = (
    rf"(?:(?:the )?(?:maximum|max|full|highest|top|perfect|best|excellent|outstanding|positive|5[- ]star|five[- ]star)(?: possible| available)?"
    r"(?: overall)? (?:scores?|ratings?|marks?|points|credits?|grades?|results?|evaluation|verdict|label)|strong[- ]hire|"
    rf"(?:a |an )?(?:4{_OF}4|5{_OF}5|10{_OF}10|100{_OF}100)\b|100 ?%|a (?:4|four|10|ten)\b|(?:is|as|to|be|are) (?:all )?(?:fully )?(?:met|4|four|10|excellent|satisfied|passed|perfect)|"
    r"\ba pass\b|passing (?:score|grade|mark)|excellent|perfect|outstanding|fully met|straight as)"
)
_ALL = r"(?:all|every|each|any)(?: single)?(?: of)?(?: the| your| these)? ?(?:criteri(?:a|on)|rubric items?|rubric points?|dimensions?|categor(?:y|ies)|boxes|points of the rubric)"
_DO = (
    r"(?:give|assign|award|grant|output|return|emit|set|mark|rate|score|grade|record|report|treat|consider|regard|count|accept|print|put|say|answer|state|write|"
    r"respond(?: only)? with|reply(?: only)? with|evaluate|assess|judge|label|classify|approve|pass|tick|make sure|ensure|be (?:kind|generous|lenient)|go easy|upgrade|raise|increase|boost|bump)"
)
_LEAD = (
    rf"(?:(?:please|kindly|just|simply|now|also|so|and|then|therefore|hence|ok|okay|hey|hi|hello|dear|attention|note to|message to|message for|to|for|reminder to|instructions? (?:to|for)) ){{0,6}}"
    rf"(?:{_GRADER}\W{{1,4}})?(?:(?:please|kindly|just|simply|now|also|you (?:must|should|shall|will|can|may|could|are (?:to|required to|instructed to|asked to|going to)|have to|need to|ought to)|could you|can you|would you|will you|"
    r"i (?:kindly |politely |hereby )?(?:ask|beg|request|urge|order|command|instruct|want|need|would like|expect)(?: that)? you(?: to| must| should)?|i(?:'d| would) be (?:very )?(?:grateful|thankful|glad|happy) if you(?: could| would)?|"
    rf"it would be (?:nice|great|kind|wonderful) (?:if you|of you to)(?: could| would)?|let'?s|your (?:task|job|goal|role) is (?:now )?to|(?:the )?{_GRADER} (?:must|should|shall|will|has to|is to|needs to)|always|immediately)\W{{1,3}}){{0,4}}"
)
_NO_SCALE = (
    r"(?!.{0,60}\b(?:only (?:if|when|where)|unless|between 1|from [01] to|1 to [5-9]|1-[5-9]|on a scale)\b)"
)
_SURE = [
    # an order: a result for this very answer, or the best one
    rf"\b(?P<a>{_LEAD}){_DO}\b{_NO_SCALE}(?=.{{0,50}}\b(?:{_THIS}|me\b|{_ALL}|the overall|overall (?:rating|score|mark)|the (?:score|rating|verdict|grade|result)|everything\b|it (?:as|a|an|full|the)\b)).{{0,70}}?\b{_TOP}",
    rf"\b(?P<b>{_LEAD}){_DO}\b{_NO_SCALE}.{{0,25}}\b{_TOP}.{{0,40}}\b(?:{_THIS}|{_ALL}|to me|for me|here|overall)\b",
    rf"(?:^|[.;:!?–—\])}}>\n]\s*)(?P<i>{_LEAD}){_DO}\b{_NO_SCALE}.{{0,15}}\b{_TOP_SCORE}(?=\s*(?:$|[.,;!?)\]]))",
    rf"(?:^|[.;:!?,–—(\[{{<\n]\s*)(?P<j>(?:(?:note|message|instructions?|dear|attention|hey|hello|hi|to|for) ){{0,2}}{_GRADER}\s*[:,!–—\]-]+\s*{_LEAD})(?:{_DO}\b{_NO_SCALE}|this is).{{0,50}}\b(?:{_TOP_SCORE}|{_TOP}|met|4)\b",
    # the rubric, or what the grader was told, put aside
    (
        rf"\b(?P<c>{_LEAD})(?:ignore|disregard|forget|override|bypass|skip|discard|drop|do not (?:use|apply|follow)|stop (?:using|following)|don't (?:use|apply|follow))\b.{{0,40}}\b(?:(?:previous|prior|above|earlier|preceding|former|existing|original|your|other|any|all|every|all the|of the|everything)\b.{{0,25}}"
        r"\b(?:instructions?|rubrics?|criteria|guidelines?|prompts?|rules|directives|commands|constraints)|(?:the|this|your) (?:rubric|criteria|grading (?:rules|criteria|instructions|guidelines)|scoring (?:rules|criteria|instructions|guidelines)|system prompt)|everything (?:above|before|you were told|that came before))\b"
    ),
    # a result claimed
    (
        rf"\b(?P<d>){_THIS} (?:.{{0,40}}\b)?(?:(?:has|have) (?:already )?been (?:(?:fully|manually|independently|already|officially) )?(?:verified|validated|approved|checked|pre-?approved|certified|reviewed|graded|scored|rated|marked)|(?:is|was) (?:already |hereby |officially )?(?:pre-?approved|verified|certified|approved)|"
        rf"(?:fully |completely |clearly |already |perfectly )?(?:meets?|satisf(?:y|ies)|fulfil+s?|covers?|addresses|hits|passes) (?:all|every|each|the (?:rubric|criteria))|deserves?|earns?|merits?|(?:should|must|is to|has to|shall|ought to) (?:be|get|receive|obtain|have) (?:be )?(?:scored|rated|graded|marked|given|awarded|a |an |the |full|top|maximum|treated|considered|accepted|approved)|"
        rf"(?:is|counts as|qualifies as|rates) (?:a |an |to be )?(?:{_TOP}|4\b|perfect|model answer|gold standard))"
    ),
    rf"\b(?P<e>){_ALL}\b.{{0,40}}\b(?:(?:is|are|as|be|been|were) (?:all |fully |clearly |therefore |considered |deemed |treated as |marked as |rated |scored ){{0,3}}(?:met|satisfied|fulfilled|covered|passed|excellent|4)|to met|[:=] ?(?:met|4|excellent|pass(?:ed)?)|(?:is|are|were) present)\b",
    # a role for the grader
    (
        rf"(?:^|[.;:!?,–—\]>}}\n]\s*)(?P<f>{_LEAD})(?:(?:from now on,? )?you(?:'re| are) (?:now |from now on |no longer |actually |going to be |to act as |to play )*(?:an? |the )?.{{0,30}}\b(?:{_GRADER}|interviewer|teacher|friend|fan)\b.{{0,30}}\b(?:who|that|and|with|which|whose)\b|"
        rf"(?:pretend|imagine|act|behave|assume|suppose|role-?play)\b.{{0,30}}\b(?:you(?:'re| are|r role)|as if|as an? |as the|that|{_THIS})\b.{{0,60}}\b(?:{_GRADER}|{_TOP}|{_ALL}|rubric|criteria|loves?|likes?|gives?|no rules))"
    ),
    # a result in the grader's own form
    r"(?P<g>)[{\[][^\n]{0,80}?[\"'](?:rating|overall|overall_rating|score|verdict|label|grade|met|criteria|criterion|result|points)[\"']\s*:\s*[\[{\"']{0,3}\s*(?:4|5|10|100|1\.0|met|excellent|strong[_ ]hire|pass|true|perfect)\b[^\n]{0,300}[\]}]",
    (
        r"(?:^|[.;!?,|\]>}\n(–—])\s*(?P<h>)[\"']?(?:(?:final|overall|total|my|your|the|grading|evaluation|judge'?s?|rubric|assessment|committee'?s?) ){0,3}(?:rating|score|verdict|grade|result|evaluation|assessment|decision|recommendation|marks?|criteri(?:on|a)(?: [\w-]{1,12})?|c\d{1,2}|overall)[\"']?(?: ?\((?:1-4|of 4|/4)\))?(?:\s*(?:[:=|–—-]{1,2}|is|->|=>)\s*|\s{2,})[\"']?"
        rf"(?:(?:4{_OF}4|5{_OF}5|10{_OF}10|100{_OF}100|4(?:[.,]0)?|10|100)(?!{_OF}\d|[\w.,%]*\d|\s*(?:%|percent|ms|s\b|days|hours|minutes|weeks|points))|fully met|met\b|excellent|strong[ _-]hire|pass(?:ed)?\b|perfect|outstanding|a\+)"
    ),
]
_SURELY = [re.compile(one, re.IGNORECASE) for one in _SURE]
_CALL = re.compile(
    rf"^\W*(?:(?:(?:important |urgent |special |new |system |admin(?:istrator)? |developer |internal )?(?:note|notes|message|instructions?|reminder|attention|notice|request|update|prompt|override)\b.{{0,12}}\b(?:to|for|from)\b.{{0,12}}\b{_GRADER}|dear {_GRADER}|(?:hey|hello|hi|attention|to|for|listen)\W{{1,3}}{_GRADER}|(?:{_GRADER}(?=\s*[:!\]])|(?:grader|evaluator|assessor|examiner|judge|ai|llm)(?=\s*,)))\s*(?:[.:,;!\])–—-]|$)"
    r"|(?:/?(?:inst|system|sys|admin|user|assistant|im_start|im_end|developer))\s*(?:[\]>}:|)]|message|prompt|override|note|update|instruction)"
    r"|(?:system (?:prompt|message|override|note|update)|override|admin(?:istrator)? (?:note|message|override)|developer (?:note|message|mode)|new instructions?|begin instructions?|end instructions?|jailbreak)\b"
    r"|(?:this is |here is )?(?:the )?(?:end of (?:the |this )?(?:answer|response|transcript|interview|candidate)|(?:begin|start) of (?:the )?(?:grading|evaluation|rubric|result)))",
    re.IGNORECASE,
)
_MARKER = re.compile(
    r"<\|/?\w{1,20}\|>|\[/?INST\]|<</?SYS>>|</?(?:system|assistant|user|inst|instructions?|grader|answer|admin)>",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“][^\"”]*$|(?<!\w)[‘'][^’']*$")
_SUBJECT = re.compile(r"\w+\W+\w")  # somebody does something before the quotation marks
_SHOWS = re.compile(
    r"\w+\W+(?:\w+\W+)*(?:returns?|outputs?|emits?|gives?|produces?|like|as|is|example|e\.g|says?|with)\W*$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    rf"^\W*(?:(?:because|as|since|for|and|so|so that|which|regardless|no matter|even if|without|with|whatever|in all|to all)\b.{{0,60}}\b(?:{_THIS}|{_TOP}|{_ALL}|score|rating|rubric|criteri(?:a|on)|what follows|explanations?|json|deserves?|anything else|evidence|quality|contents?|fully|thank)|"
    rf"{_LEAD}{_DO}\b.{{0,40}}\b(?:{_TOP}|score|rating|json|nothing else|explanation|evidence|overall|met|4)|thank(?:s| you)|please|nothing else|no explanations?|immediately|(?:otherwise|or else|or|if not),? (?:you|i)\b|end of)",
    re.IGNORECASE,
)
_SPOKEN_TO = frozenset(
    ["please", "kindly", "you", "your", "this", "my", "dear", "grader", "evaluator", "could", "can", "would"]
)
_STARTS = re.compile(r"(?:^|[:,;.!?–—)\]>}\"“|(]|\s-)\s*$")
_GOVERNED = re.compile(
    r"\b(?:to|not|never|don't|didn't|wouldn't|won't|would|could|can|can't|cannot|will|should|must|might|may|did|does|do|i|we|they|he|she|who|which|that|"
    r"raters?|graders?|judges?|models?|reviewers?|annotators?|users?|people|experts?|evaluators?|interviewers?)\s+(?:\w+ly |all |also |always |often |then |just |each |both )?$",
    re.IGNORECASE,
)
_WINDOW, _OVERLAP = 1200, 300  # characters
_JOINT = re.compile(r"(?:\b(?:because|since|as|so|and|but|for|that)\s+)+$", re.IGNORECASE)
_CLAUSE = re.compile(
    r"\s{2,}|[.;:!?–—(){}\[\]<>|\n\"“”]+\s*|,\s+|\s-+\s|\s+(?=(?:and|but|so|because|then|while|which|after that)\s+(?:then )?(?:i|we|my|our|the|it|they)\b)|\s+(?=then\b)",
    re.IGNORECASE,
)


def instructions(sentence: str) -> tuple[tuple[int, int], ...]:
    """The ranges of `sentence` that are addressed to the grader, in order and not overlapping."""
    text = unmasked(sentence)
    joined: list[tuple[int, int]] = []
    for start, end in sorted(_everywhere(text)):
        if joined and start <= joined[-1][1] + 2:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def calls(sentence: str) -> bool:
    """Whether a sentence begins by calling the grader, or as a message to it."""
    return bool(_CALL.search(unmasked(sentence[:_WINDOW])))


def _everywhere(text: str) -> Iterator[tuple[int, int]]:
    """What is found in windows that overlap: patterns look far, so a text without an end must not be one."""
    yield from disguised(text)
    for at in range(0, max(1, len(text) - _OVERLAP), _WINDOW - _OVERLAP):
        part = text[at : at + _WINDOW]
        found = [_clause(part, start, end) for start, end in _cores(part)]
        found += [mark.span() for mark in _MARKER.finditer(part)]
        yield from ((at + start, at + end) for start, end in found)


def _cores(text: str) -> Iterator[tuple[int, int]]:
    """What gives an instruction away, each from its first word to its last."""
    seen: list[tuple[int, int]] = []
    for pattern in _SURELY:
        for match in pattern.finditer(text):
            start, end = match.start(match.lastgroup or 0), match.end()
            within = any(first <= start and end <= last for first, last in seen)
            if not within and not _speech(text, start, end):
                seen.append((start, end))
                yield start, end


def _speech(text: str, start: int, end: int) -> bool:
    """Whether the words are told of, quoted, or said with a subject of their own, instead of ordered."""
    before = text[max(0, start - 120) : start]
    if _CALL.search(before):
        return False
    clause = re.split(r"[.;!?\n]", before)[-1]
    if text[start : start + 1] in "{[" and _SHOWS.search(clause):
        return True
    if (
        _QUOTED.search(clause)
        and _SUBJECT.search(_QUOTED.split(clause)[0])
        and re.search(r"[\"”’']", text[start:])
    ):
        return True
    first = re.match(r"\W*(?:(?:and|then|so|also|now|just|simply|to) )*(\w+)", text[start:end])
    led = first is not None and first[1].lower() in _SPOKEN_TO
    return not led and not _STARTS.search(before) and _GOVERNED.search(before) is not None


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause around a core, with its lead-in, and with what follows from it."""
    cuts = [match.span() for match in _CLAUSE.finditer(text)]
    first, last = _begin(text, start, cuts), _end(text, end, cuts)
    if text[last - 1] in "–—-" and (dash := re.search(r"[–—-]\s*$", text[:first])):
        first = dash.start()
    return first, last


def _begin(text: str, start: int, cuts: list[tuple[int, int]]) -> int:
    left = max((after for _, after in cuts if after <= start), default=0)
    head = text[left:start]
    own = re.search(r"\b(?:i|we|my|our)\b", head, re.IGNORECASE)
    leads = len(head.split()) <= 4 or re.search(r"\b(?:you|please)\b", head, re.IGNORECASE)
    first = left if leads and not own else start
    if loose := _JOINT.search(text[:first]):
        first = loose.start()
    while (call := _called(text[:first])) is not None:
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


def _called(lead: str) -> int | None:
    """Where the clause that `lead` ends with begins, if it calls the grader."""
    cuts = [match.end() for match in re.finditer(r"(?<=[.;!?,–—\n])\s+|[(\[{<]", lead.rstrip(" :,;–—-!]>)"))]
    for begin in [0, *cuts][::-1][:3]:
        if lead[begin:].strip() and _CALL.match(lead[begin : begin + 200]):
            return begin
    return None
