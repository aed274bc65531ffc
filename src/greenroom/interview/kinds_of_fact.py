"""What kind of fact a question asks for, whatever words it asks with: a traffic, a waiting time, a price, when the truth is known.

"How many people use it a day?", "what is the traffic?" and "users per day" share no word and ask for the same fact. Each kind is a
family of ways to ask and of units to answer in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from greenroom.model.question import SheetFact


class Kind(StrEnum):
    """A kind of fact."""

    TRAFFIC = "traffic"
    WAITING = "waiting"
    TRUTH_LAG = "truth_lag"
    COST = "cost"
    EARNINGS = "earnings"
    DEADLINE = "deadline"
    RULES = "rules"
    QUALITY = "quality"
    OUTAGE = "outage"
    PEOPLE = "people"
    DATA = "data"
    TODAY = "today"
    CHANGES = "changes"
    DEFINITION = "definition"
    SIZE = "size"
    MACHINES = "machines"
    CONSEQUENCE = "consequence"
    CLASSES = "classes"
    COURSE = "course"
    BENEFIT = "benefit"
    REPEATS = "repeats"
    GROWTH = "growth"
    PLACES = "places"


_PERIOD = r"(?:second|minute|hour|day|night|week|month|quarter|year)"
_ASKED: dict[Kind, str] = {
    Kind.TRAFFIC: rf"how (?:many|much) .*\b(?:a|an|per|each|every|in a|in an) {_PERIOD}|how many (?:users|people|customers|requests|calls|queries|visitors|"
    rf"tickets|orders|items|records|documents|photos|uploads)|\w+s (?:a|an|per|each|every) {_PERIOD}|traffic|volumes?|throughput|load|scale|qps|rps|(?:at|in|the) (?:the )?peak|concurrent\w*|at once|how busy|usage",
    Kind.WAITING: r"latency|response times?|how (?:fast|quick|quickly|long) (?:must|may|can|should|does|do|will|is|are)|waits?|waiting|time-?outs?|milliseconds|"
    r"real[- ]time|sla|p9[59]|speed|take per",
    Kind.TRUTH_LAG: r"how (?:long|soon|late) (?:until|before|till|do we|after)|how soon|(?:when|how (?:fast|quickly|early)) (?:do|does|can|will|are|is) .*"
    r"(?:know|known|learn|see|find out|label\w*|outcome|truth|final|feedback|arrive\w*|come in|confirmed)|label delay|delays?|lag|ground truth|mature\w*",
    Kind.COST: r"costs?|price\w*|pay|pays|paid|spend|spent|spending|budget|expensive|cheap\w*|bill\w*|fees?|charge\w*|discount|rebate|overspend|money",
    Kind.EARNINGS: r"revenue|earn\w*|margin|profit\w*|make money|worth|money|business model|who pays|income|sales",
    Kind.DEADLINE: rf"by when|deadlines?|due|how much time (?:do|have|is)|when (?:is|must|do|does|should) .*(?:ready|due|need\w*|decision|launch\w*|start\w*|run|want\w*)|"
    rf"time ?frame|timeline|next (?:run|{_PERIOD})|how urgent",
    Kind.RULES: r"legal\w*|laws?|lawful|regulat\w+|allowed|permitted|may (?:we|i)|complian\w+|gdpr|privacy|pii|personal data|consent\w*|rules?|agree\w*|licen[cs]\w+",
    Kind.QUALITY: r"accura\w+|quality|error rates?|how (?:good|well|exact|reliable)|precision|recall|performan\w+|correct\w*|mistakes?|errors?|go(?:es)? wrong|hit rate|f1|auc",
    Kind.OUTAGE: r"goes down|outages?|crash\w*|dies?|die|killed|fall ?back|unavailable|breaks?|fails?|failing|failure",
    Kind.PEOPLE: r"who (?:is|are|owns|decides|does|would|works)|teams?|staff|headcount|how many (?:people|engineers|developers) (?:are|work|do we|have)|owner\w*|capacity",
    Kind.DATA: r"how much (?:\w+ )?(?:data|history)|data ?sets?|training (?:data|sets?|rows)|history|past data|labell?ed|labels?|examples|logs?|logged|kept|stored|sample",
    Kind.TODAY: r"today|currently|current|right now|existing|status quo|baseline|set-?up|deployment|deployed|as it is|so far|at the moment|done now|use now",
    Kind.CHANGES: r"chang\w+|releases?|released|deployed|differs?|different|shift\w*|modified|introduced|what happened|new in|ship\w*",
    Kind.DEFINITION: r"defin\w+|counts? as|what does .* mean|metric|measured|counted|count as|computed|what is a\b",
    Kind.SIZE: r"how (?:big|large|long) (?:is|are)|length|sizes?|tokens|megabytes|gigabytes|dimension\w*",
    Kind.MACHINES: r"infrastructure|hardware|gpus?|servers?|machines?|redis|cluster|shared state|stack|cpus?|cores|memory|storage|disk|cards",
    Kind.CONSEQUENCE: r"consequences?|what happens (?:to|when|if|after)|impact|harm\w*|affect\w*|hurts?|worse|worst|mistake cost",
    Kind.CLASSES: r"kinds?|types?|categor\w+|classes|reasons are|mix|break-?down|segments?|distribut\w+|groups?|channels?",
    Kind.COURSE: r"sudden\w*|gradual\w*|step or|slope|trend|over time|since when|weekly figures|when did it (?:start|begin)|week by week",
    Kind.BENEFIT: r"benefits?|gains?|upside|promised|expect\w*|uplift|goals?|targets?|what .* bring",
    Kind.REPEATS: r"duplicates?|the same|alike|repeat\w*|again|come back|coming back",
    Kind.GROWTH: r"grow\w*|growth|increase\w*",
    Kind.PLACES: r"languages?|countr\w+|markets?|regions?|locales?|which cities",
}
_UNITS: dict[Kind, str] = {
    Kind.TRAFFIC: rf"\d[\d,.]* (?:\w+ ){{0,4}}(?:a|an|per|each|every) {_PERIOD}|at the peak|\d[\d,.]* (?:million |thousand )?(?:users|people|customers|requests|calls|queries|sessions|streams)",
    Kind.WAITING: r"\d[\d,.]* (?:ms|milliseconds|seconds?|minutes)",
    Kind.TRUTH_LAG: rf"(?:after|until|within|later|late|by) (?:\w+ ){{0,2}}(?:\d+|two|three|four|six|seven|ten|thirty|sixty|ninety) {_PERIOD}s?|{_PERIOD}s? (?:later|late|after)",
    Kind.COST: r"\d[\d,.]* (?:million |thousand )?(?:dollars|euros|cents|pounds)|[$€£]\s?\d",
    Kind.QUALITY: r"\d[\d,.]*(?:%| percent| in (?:a hundred|100|1,000))",
    Kind.SIZE: r"\d[\d,.]* (?:tokens|gigabytes|megabytes|gb|mb|kb|pixels|pages|words|characters)",
    Kind.MACHINES: r"\d+ (?:gpus?|servers|machines|cores|nodes|replicas)",
    Kind.DEADLINE: r"\b(?:monday|tuesday|wednesday|thursday|friday|end of (?:the )?(?:month|week|quarter|year))\b",
}


def _patterns(of: dict[Kind, str]) -> dict[Kind, re.Pattern[str]]:
    return {kind: re.compile(words, re.IGNORECASE) for kind, words in of.items()}


_ASKS = _patterns({kind: rf"\b(?:{words})\b" for kind, words in _ASKED.items()})
_TELLS = _patterns(_UNITS)


_BESIDE = frozenset({Kind.TODAY})  # "how good is it today?" asks how good it is
_MOST_OF_A_KIND = 3  # of more facts a kind says nothing


def of_the_kind(asked: str, sheet: Sequence[SheetFact]) -> frozenset[int]:
    """The places in a sheet of the facts of the kind that a question asks for: by their own words, or else by the units they tell.

    None where the question has no kind, or more than three facts have it.
    """
    every = kinds_asked(asked)
    wanted = every - _BESIDE or every
    for kinds in (_by_words, _by_units):
        found = [place for place, fact in enumerate(sheet) if wanted & kinds(fact)]
        if found:
            return frozenset(found) if len(found) <= _MOST_OF_A_KIND else frozenset()
    return frozenset()


@lru_cache(4096)
def kinds_asked(text: str) -> frozenset[Kind]:
    """The kinds of fact that a question asks for, or a heading announces; most have one or two."""
    return frozenset(kind for kind, pattern in _ASKS.items() if pattern.search(text))


def _by_words(fact: SheetFact) -> frozenset[Kind]:
    return frozenset().union(*(kinds_asked(text) for text in (fact.about, *fact.asks)))


def _by_units(fact: SheetFact) -> frozenset[Kind]:
    return frozenset(kind for kind, pattern in _TELLS.items() if pattern.search(fact.tell))
