"""Claims that say little until somebody asks how much, against what, or who."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from greenroom.interview.remark import Remark, Why
from greenroom.interview.signs import signs

_AMOUNT = re.compile(
    r"\b(?:fast(?:er)?|slow(?:er)?|quick(?:ly|er)?|robust(?:ly)?|reliable|at scale|scal(?:able|es well)|efficient(?:ly)?|"
    r"significant(?:ly)?|substantial(?:ly)?|massive(?:ly)?|a lot|lots of|many|much (?:better|worse|faster|cheaper)|"
    r"improved?|improves|better|worse|high(?:er)? quality|low(?:er)? (?:cost|latency)|cheap(?:er)?|big(?:ger)? (?:win|impact|gain)|"
    r"good (?:results?|performance|accuracy)|acceptable|reasonable|regularly|often|soon|recently)\b",
    re.IGNORECASE,
)
_TEAM = re.compile(r"\b(?:we|our team|the team)\b", re.IGNORECASE)


def vague(told: Sequence[str]) -> Iterator[Remark]:
    """The vague ones of some sentences, in their order."""
    for sentence in told:
        seen = signs(sentence)
        if _AMOUNT.search(sentence) and not seen.figure:
            yield Remark(Why.HOW_MUCH, (sentence,))
        elif _TEAM.search(sentence) and not seen.own and seen.committed:
            yield Remark(Why.WHO, (sentence,))
