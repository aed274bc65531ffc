"""Claims that say little until somebody asks how much, against what, or who.

Only what the candidate claims is held up: a word of amount alone has no size to ask for ("a lot of documentation", "quick
wins", "how fast is it?"), and of what "we would do" no part is anybody's yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from greenroom.interview.remark import Remark, Why
from greenroom.interview.signs import signs

_VERY = (
    r"(?:(?:much|far|a lot|way|so|very|quite|really|pretty|now|also|definitely|clearly|still|even|significantly|"
    r"substantially|massively|a bit|more|generally) )*"
)
_SIZE = (
    r"(?:fast(?:er)?|slow(?:er)?|quick(?:er)?|robust|reliable|scalable|efficient|better|worse|lower|higher|cheap(?:er)?|"
    r"smaller|bigger|larger|shorter|acceptable|reasonable)\b(?! (?:to|for|if|no|than nothing)\b)"
)
_CLAIMED = re.compile(
    r"(?:\b(?:is|are|was|were|been|(?<!to )be|got|gets|(?<!to )get|getting|became|becomes?|made|makes?|went|works?|worked|runs?|ran|feels?|performs?|performed)\b"
    rf"(?: (?:it|them|that|this|everything|the \w+))?|\w['’](?:s|re)) {_VERY}{_SIZE}|"
    r"(?<!be )(?<!gets )(?<!continuously )\b(?:improved|improves|reduced|reduces|increased|decreased|boosted|accelerated|speeds? up|sped up|scales? well)\b|"
    r"\b(?:significantly|substantially|massively|dramatically|drastically)\b|"
    r"\b(?:much|far|a lot|way) (?:faster|slower|quicker|better|worse|lower|higher|cheaper|smaller|bigger|larger|shorter)\b|"
    r"\b(?:big(?:ger)?|huge|real|massive|significant|substantial) (?:win|impact|gain|improvement|value|saving)s?\b|"
    r"\b(?:good|great|excellent|better) (?:results?|performance|accuracy)\b|"
    r"\bhigh(?:er)? (?:quality|accuracy|performance)\b|\blow(?:er)? (?:cost|latency)\b|\bat scale\b|"
    r"\b(?:down|up|helped?|helps|saved?|saves|grown|fell|rose|changed) a lot\b|"
    r"\b(?:by|of|from|with|and) many (?:users|customers|people|clients|guests|requests|cases)\b",
    re.IGNORECASE,
)
_UNCLAIMED = re.compile(
    r"\b(?:if|unless|whether|suppose|ask(?:s|ed)?|find out|check|measure|how (?:much|many|often|fast|slow|well|good)|"
    r"(?:is|are|was|were)?n['’]t|not|never|nobody|or (?:worse|better|slower|faster))\b|\?",
    re.IGNORECASE,
)
"""A case, a question or a denial: nothing in it is claimed to have a size."""
_DID = r"(?:(?!need)\w+ed|built|ran|wrote|cut|took|made|went|kept|gave|put|set|told|chose|did|brought|began|led|sold|taught|drew|shut|sent)"
_HAVE_DONE = r"(?:(?!need)\w+ed|built|written|taken|made|gone|kept|given|told|chosen|done|brought|begun|led|sold|drawn|sent)"
_DONE = re.compile(
    r"(?:^\W*|[,;:–—] |\b(?:and|so|but|then|also|later|afterwards|instead) |^(?:in|at|on|during|for|from|with|within|by|to) [^,]{1,40} )"
    r"(?:we|our team|the team)(?:"
    rf"(?: then| also| just| finally| later| first| simply| both| all)? {_DID}|(?:['’](?:d|ve)| had| have) {_HAVE_DONE})\b",
    re.IGNORECASE,
)
_NO_ACT = re.compile(
    r"\b(?:wanted|hoped|used|liked|learned|realised|realized|noticed|expected|lived|followed|believed|faced|discussed)\b",
    re.IGNORECASE,
)
_CASE = re.compile(r"\b(?:if|unless|suppose|would|once)\b|\?", re.IGNORECASE)


def vague(told: Sequence[str]) -> Iterator[Remark]:
    """The vague ones of some sentences, in their order."""
    for sentence in told:
        seen = signs(sentence)
        claimed = _CLAIMED.search(sentence) and not _UNCLAIMED.search(sentence)
        if claimed and not seen.figure and not seen.hypothetical:
            yield Remark(Why.HOW_MUCH, (sentence,))
        elif _is_done_by_us(sentence) and not seen.own:
            yield Remark(Why.WHO, (sentence,))


def _is_done_by_us(sentence: str) -> bool:
    """Whether "we" have done something in a sentence: a plan, a case and a need have no part that was somebody's."""
    return bool(_DONE.search(_NO_ACT.sub("", sentence))) and not _CASE.search(sentence)
