"""Whether a requirement is judged by evidence, only in person, or is a condition to check."""

from __future__ import annotations

import re

from greenroom.model.match import Judged
from greenroom.model.posting import Requirement
from greenroom.model.skills import SkillVocabulary

_TRAITS = re.compile(
    r"\b(?:self[- ](?:motivated|starter|driven)|passion\w*|enthusias\w*|curio(?:us|sity)|team[- ]player|work ethic"
    r"|mindset|positive attitude|humble|humility|empath\w+|sense of humou?r|proactive\w*|resilien\w+|eager"
    r"|willingness to learn|fast learner|quick learner|emotional intelligence|interpersonal|adaptab\w+"
    r"|communicat\w+ skills|excellent communicat\w+|strong communicat\w+|problem[- ]solving|attention to detail"
    r"|esprit d.équipe|curiosité|rigueur|autonom[ei]e?)\b|责任心|学习能力|沟通能力",
    re.IGNORECASE,
)
_CONDITIONS = re.compile(
    r"\b(?:(?:currently )?(?:based|located|reside|residing|living) in|relocat\w+|work authori[sz]ation"
    r"|authori[sz]ed to work|right to work|visa|sponsorship|willing(?:ness)? to travel|travel up to|able to travel"
    r"|security clearance|background check|driving licen[cs]e|on[- ]site \d|days? (?:a|per) week|citizen\w*"
    r"|available to start|permis de (?:travail|conduire))\b",
    re.IGNORECASE,
)
TRAIT_KIND = "traits"


def how_judged(requirement: Requirement, vocabulary: SkillVocabulary) -> Judged:
    """How `requirement` is judged; by evidence unless its words say otherwise.

    A requirement that names a hard skill beside a trait is judged by evidence.
    """
    text = requirement.statement.text
    hard = [
        s for s in requirement.skills if s in vocabulary.skills and vocabulary.skills[s].kind != TRAIT_KIND
    ]
    if not hard and not requirement.years:
        if _CONDITIONS.search(text):
            return Judged.AS_CONDITION
        if requirement.skills or _TRAITS.search(text):
            return Judged.IN_PERSON
    return Judged.BY_EVIDENCE
