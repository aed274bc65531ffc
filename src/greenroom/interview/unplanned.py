"""A plan to put something to work that says nothing of a part every such plan needs.

Nothing here names what it looks for: the candidate is led through a bad week or a good year, and says it or does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from greenroom.interview.remark import Remark, Why

_PLAN = re.compile(
    r"(?<!if )(?<!before )\b(?:I|we|it)(?:['’]d|['’]ll| would| will)\b(?:(?!\b(?:not|never|before|until|unless|if|rather than|instead of|without)\b).){0,60}\b(?:deploy|launch|ship|roll (?:it |this |that |them )?out|go live|put (?:it )?(?:in|into) production|release|"
    r"serve|switch (?:it |this )?on|turn (?:it |this )?on)\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:roll(?:s|ed|ing)?[ -]?(?:it |this |that |them )?back|rollback|revert\w*|kill[ -]?switch|switch(?:es|ed)? (?:it |this )?(?:off|back)|turn(?:s|ed)? (?:it |this )?off|"
    r"fall(?:s|ing)?[ -]?back|fallback|undo|stop (?:it|the)|abort\w*|canary|guardrail\w*|shadow)\b",
    re.IGNORECASE,
)
_WATCH = re.compile(
    r"\b(?:monitor\w*|alert\w*|alarm\w*|dashboard\w*|page[rs]?\b|on[ -]call|drift\w*|track(?:s|ed|ing)?|watch(?:es|ed|ing)?|slo|sla|log(?:s|ged|ging)?)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"[$€£]\s?\d|\b(?:costs?|costly|budget\w*|bills?|price\w*|pricing|spend\w*|dollars?|euros?|cents?|cheap\w*|expensive|afford\w*|gpu[- ]hours?|margins?)\b",
    re.IGNORECASE,
)
_SUBJECTS: tuple[tuple[Why, tuple[re.Pattern[str], ...]], ...] = (
    (Why.TROUBLE, (_BACK, _WATCH)),
    (Why.GROWTH, (_MONEY,)),
)
_LEAST_SENTENCES = 4


def unplanned(told: Sequence[str], criteria: Sequence[str]) -> Iterator[tuple[Remark, int]]:
    """What a plan leaves out, each with the place of the criterion that asks for it.

    Args:
        told: All sentences so far; fewer than four are no plan.
        criteria: The texts of the criteria that are open: only what one of them asks for is worth a question.
    """
    said = "\n".join(told)
    if len(told) < _LEAST_SENTENCES or not any(_PLAN.search(one) for one in told):
        return
    for why, needs in _SUBJECTS:
        missing = [need for need in needs if not need.search(said)]
        places = [i for i, text in enumerate(criteria) if any(need.search(text) for need in missing)]
        if places:
            yield Remark(why), places[0]
