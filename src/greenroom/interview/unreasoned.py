"""A named technology that was chosen, with no word on why that one; and lists of names that stand in for an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from greenroom.interview.remark import Remark, Why
from greenroom.interview.signs import signs
from greenroom.interview.technologies import NAMED, is_list_of_names, names_in, places_of_names

_CHOSEN = re.compile(
    r"\b(?:I|we)(?:['’]d|['’]ll| would| will)(?: then| just| simply| probably| also)? (?:use|take|pick|choose|go (?:with|for)|run|deploy|adopt|"
    r"build|host|serve|solve|move|put (?:it|them|that|this|everything) (?:in|into|on|behind))\b|"
    r"\b(?:I|we)(?: then| just| simply)? (?:used|chose|picked|took|went (?:with|for)|adopted|deploy(?:ed)?|introduced|migrated|need|serve|host|build)\b|"
    r"\b(?:is|was|be|are|were) (?:based on|built (?:on|with)|deployed (?:on|with)|hosted (?:on|with))",
    re.IGNORECASE,
)
_NOT_IT = re.compile(
    r"[;:]|\b(?:like|such as|for (?:instance|example)|e\.g\.|say|something|compar\w+|against|from|off|without|replac\w+|instead|and (?:I|we|then)|while|where|which)\b",
    re.IGNORECASE,
)
"""Between the choosing and the name: then the name is an example, a rival or what is left behind."""
_BY_NAME = re.compile(
    r"\b(?:is|are|be|gets?)(?: best| also| then| all)? (?:solved|handled|covered|controlled|ensured|done|governed|enforced|managed|measured|proven|tested|monitored|"
    r"optimi[sz]ed|evaluated|benchmarked|safeguarded|guaranteed|achieved|addressed|reduced|mitigated|tackled|served|versioned|implemented) "
    r"(?:by|with|using|via|through|from|in) (?:an? |the )?(?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
"""Something taken care of by a name alone: "safety is handled with ..."."""
_OR = re.compile(r"\s*,?\s*or\s+")
_WHY = re.compile(
    r"\b(?:because|since|so|as (?:it|they|we|that|this)|due to|thanks to|which (?:gives|lets|means|is|are|has|can)|rather than|instead of|over|"
    r"than|unless|already|anyway|reason|why|cheap\w*|simpl\w+|fast\w*|in order to|for its|for their)\b|[:;–—(]",
    re.IGNORECASE,
)
_LISTED_WHY = re.compile(
    r"\b(?:because|since|so that|due to|rather than|instead of|unless|already|reason|why)\b", re.IGNORECASE
)  # a colon before a list gives no reason
_THEN_WHY = re.compile(
    r"^\W*(?:because|since|that(?:['’]s| is| way| gives| lets| means)|it(?:['’]s| is| gives| has| can| lets)|they(?:['’]re| are| have)|the reason|this (?:gives|is|lets)|so)\b",
    re.IGNORECASE,
)


def unreasoned(told: Sequence[str], known: str = "") -> Iterator[Remark]:
    """The sentences of an answer that choose something by name, or list names, without a reason there or right after, in their order.

    Args:
        told: The sentences in their order.
        known: What the candidate was given; what is named there was not their choice.
    """
    after = [*told[1:], ""]
    for sentence, following in zip(told, after, strict=False):
        chosen = _is_choice(sentence, known) and not _WHY.search(sentence)
        if (
            (chosen or is_name_alone(sentence))
            and not _THEN_WHY.match(following)
            and not signs(sentence).refused
        ):
            yield Remark(Why.REASON, (sentence,))


def is_name_alone(sentence: str) -> bool:
    """Whether a sentence is little more than names, or says that something is done by a name, with no reason and no figure beside."""
    named = is_list_of_names(sentence) or any(
        _BY_NAME.search(sentence[:at]) for at in places_of_names(sentence)
    )
    return named and not _LISTED_WHY.search(sentence) and not signs(NAMED.sub("", sentence)).figure


def _is_choice(sentence: str, known: str) -> bool:
    """Whether the first name after a word of choosing is what is chosen: the only one, and no example, rival or part of the question."""
    chosen = _CHOSEN.search(sentence)
    name = NAMED.search(sentence, chosen.end()) if chosen else None
    if chosen is None or name is None or any(one in known for one in names_in(sentence)):
        return False
    other = NAMED.match(sentence, _end_of_or(sentence, name.end()))
    return not other and not _NOT_IT.search(sentence, chosen.end(), name.start())


def _end_of_or(sentence: str, at: int) -> int:
    """Where what stands after "or" begins; the end where nothing of the kind follows."""
    found = _OR.match(sentence, at)
    return found.end() if found else len(sentence)
