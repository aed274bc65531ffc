"""What the words of a sentence give away by themselves: committed or hypothetical, refused, specific.

Used to explain a score and to say what would raise it; the learned reader weighs the meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HYPOTHETICAL = re.compile(
    r"\b(?:one (?:could|might|would|can)|(?:you|we|they|i|it|somebody|people) (?:could|might)|could be|might be|may be worth|"
    r"ideally|in theory|in principle|perhaps|maybe|possibly|potentially|it (?:depends|would depend)|"
    r"would probably|it might make sense|should probably|(?:could|might) (?:also )?(?:consider|think|look|imagine|try))\b",
    re.IGNORECASE,
)
_COMMITTED = re.compile(
    r"\b(?:i|we) (?:will|did|do|set|chose|picked|decided|shipped|built|ran|wrote|measured|cut|stopped|rolled|moved|asked|"
    r"told|took|made|went|killed|launched|found|kept|gave|put|counted)\b|\b(?:i|we)(?:'d|'ll| would| will)\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\b(?:(?:i|we)(?:'d| would| do|'ll| will)?(?: not|n't)|(?:i|we) (?:never|wouldn't|don't|didn't|won't|can't)|no need|"
    r"there(?:'s| is) no|not needed|unnecessary|pointless|waste of time|leave that|skip (?:that|it)|later|at some point|down the road)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\d|\b(?:half|third|quarter|twice|double|dozen|hundreds?|thousands?|million|percent|per cent|two|three|four|five|six|"
    r"seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:i|my|me|i'd|i've|i'll|i'm|myself)\b", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:because|since|so that|as otherwise|otherwise|the reason|which means|that's why|therefore|due to|in order to|so)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Signs:
    """What a text's wording shows, each True or False."""

    hypothetical: bool
    committed: bool
    refused: bool
    figure: bool
    own: bool
    reason: bool


def signs(text: str) -> Signs:
    """The signs of one sentence or passage."""
    hypothetical = bool(_HYPOTHETICAL.search(text))
    return Signs(
        hypothetical=hypothetical,
        committed=bool(_COMMITTED.search(text)) and not hypothetical,
        refused=bool(_REFUSED.search(text)),
        figure=bool(_FIGURE.search(text)),
        own=bool(_OWN.search(text)),
        reason=bool(_REASON.search(text)),
    )


def asks_figure(criterion: str) -> bool:
    """Whether a criterion asks for a number."""
    return bool(_ASKS_FIGURE.search(criterion))


def asks_reason(criterion: str) -> bool:
    """Whether a criterion asks why."""
    return bool(
        re.search(r"\b(?:why|reasons?|justif\w+|because|explains?|rationale)\b", criterion, re.IGNORECASE)
    )


def asks_own(criterion: str) -> bool:
    """Whether a criterion asks for the candidate's own part."""
    return bool(
        re.search(r"\b(?:own|personal|personally|themsel\w+|their part|they did)\b", criterion, re.IGNORECASE)
    )


_ASKS_FIGURE = re.compile(
    r"\b(?:numbers?|figures?|thresholds?|numeric\w*|quantif\w+|amounts?|baselines?|percent\w*|how (?:many|much|long)|dates?|dated|budget|limits?)\b",
    re.IGNORECASE,
)
