"""Whether a probe that a pack wrote takes for granted that something was said, and whether that was said.

A pack writes a probe for an answer that was vague or wrong on a criterion: "What exactly does that test assert?" Put to
somebody who named no test it is a trap, and it tells that a test is sought. It is read off the probe's own words: what it
says the candidate said or did, and a "that" or "it" with nothing before it to stand for.
"""

from __future__ import annotations

import re

from greenroom.interview.remark import stems

_SAYING = re.compile(
    r"\b(?:you(?: have|['’]ve)?(?: just| also| only)? (?:said|mentioned|told (?:me|us)|named|promised|asked|wrote|called|spoke of|talked of|listed)\b"
    r"(?: me| us)?(?: (?:it|them|that))?(?: (?:that|if|whether|of|about)\b)?|,\s*you say\b)",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:what|which|who|how|why|when|where|than|as) (?:\w+ ){0,3}$", re.IGNORECASE)
_DID = re.compile(
    r"^(?:and |so |but )?you(?:(?: have|['’]ve) (?:just |already |now )?(?:\w+ed|done|found|built|written|chosen|taken|made|put|set|cut|sent|sold|told|given|run|shut)\b|"
    r" (?:\w+ed|found|ran|built|wrote|chose|took|made|put|set|cut|sent|sold|gave|did)\b|(?: \w+){1,2} (?:it|them|that|those)\b)",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\b(?:that|those|these|it|its|they|them|their)\b", re.IGNORECASE)
_STANDS_FOR = re.compile(
    r"\b(?:an?|the|your|our|his|her|my|one|two|three|\d[\d,.]*|some(?:body|one|thing)?|another|every|each|whose)\b",
    re.IGNORECASE,
)
_OF_TIME = re.compile(
    r"\bit(?:['’]s| is| was)(?: \w+){0,2}? (?:\d|january|february|march|april|may|june|july|august|september|october|november|december|"
    r"\w+day\b|week|month|day|year|morning|evening|night|noon|midnight|late|half|three|ten)",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"\b(?:say|says|said|think|thinks|know|knows|see|so|sure|me|believe|convince\w*|mean|means|such|suppose|now|find|finds|show|shows|tells?) that (?=(?:the|a|an|you|we|I|he|she|it|they|there|"
    r"nothing|nobody|all|your|our|in|from|both|his|her|one)\b)",
    re.IGNORECASE,
)  # here "that" joins two clauses and points at nothing
_SENTENCE = re.compile(r"(?<=[.?!:])\s+")
_LEAST_SAID = 0.5


def leans(ask: str) -> bool:
    """Whether a probe needs something to have been said on its criterion: it names a doing, or points at what it does not name."""
    return bool(_SAYING.search(ask)) or bool(_DID.match(ask)) or _points_back(ask)


def is_untrue(ask: str, said: str) -> bool:
    """Whether a probe tells the candidate they said what they did not: fewer than half of its words for it are in `said`."""
    known = stems(said)
    for sentence in _SENTENCE.split(ask):
        claim = _SAYING.search(sentence)
        if claim and not _ASKED.search(sentence[: claim.start()]):
            words = stems(_SAYING.sub(" ", sentence))
            if len(words & known) < _LEAST_SAID * len(words):
                return True
    return False


def _points_back(ask: str) -> bool:
    """Whether the first word that points at something ("that test", "it") comes before anything it could stand for."""
    plain = _JOINS.sub(" ", _OF_TIME.sub(" ", ask))
    first = _POINTS.search(plain)
    return first is not None and not _STANDS_FOR.search(plain[: first.start()])
