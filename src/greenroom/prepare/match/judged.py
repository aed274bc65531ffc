"""Whether a requirement is judged by evidence, only in person, or is a condition to check."""

from __future__ import annotations

import re

from greenroom.model.match import Judged
from greenroom.model.posting import Requirement
from greenroom.model.skills import SkillVocabulary
from greenroom.prepare.match.groups import TRAIT_KIND

_TRAITS = re.compile(
    r"\b(?:self[- ](?:motivat\w+|starter|driven|direct\w+|aware\w*)|passion\w*|enthusias\w*|curio(?:us|sity)|team[- ]player|work ethic"
    r"|mindset|positive attitude|humble|humility|empath\w+|sense of (?:humou?r|urgency)|proactiv\w*|resilien\w+|eager"
    r"|willing(?:ness)? to (?:learn|take|go|roll)|(?:fast|quick)[- ]learner|learn quickly|emotional intelligence|interpersonal|adaptab\w+"
    r"|communicat\w+ skills|(?:excellent|strong|clear) communicat\w+|problem[- ]solv\w+|attention to detail|detail[- ]oriented"
    r"|take (?:the )?initiative|initiative|our values|you love|(?:you|we) embody|care (?:deeply|about)|integrity|fast[- ]paced|thrive|multi[- ]?task\w*"
    r"|work (?:well )?(?:independently|autonomously|under pressure)|highly organi[sz]ed|organi[sz]ational skills|time management|tight deadlines"
    r"|(?:continu(?:al|ous)|lifelong) learning|growth mindset|can[- ]do|esprit d.équipe|curiosité|curieux|rigueur|rigoureux|autonom(?:i?e|ous\w*)|bon relationnel)\b"
    r"|责任心|学习能力|沟通能力|团队合作|抗压",
    re.IGNORECASE,
)
_CONDITIONS = re.compile(
    r"\b(?:(?:currently )?(?:based|located|reside|residing|living) in|relocat\w+|work authori[sz]ation"
    r"|authori[sz]ed to work|right to work|visa|sponsorship|willing(?:ness)? to travel|travel up to|able to travel"
    r"|security clearance|background check|driving licen[cs]e|on[- ]site \d|days? (?:a|per) week|citizen\w*"
    r"|available to start|permis de (?:travail|conduire))\b",
    re.IGNORECASE,
)


def how_judged(requirement: Requirement, vocabulary: SkillVocabulary) -> Judged:
    """How `requirement` is judged; by evidence unless its words say otherwise.

    A requirement that names a hard skill beside a trait is judged by evidence.
    """
    text = requirement.statement.text
    soft = [match.span() for pattern in (_TRAITS, _CONDITIONS) for match in pattern.finditer(text)]
    softened = {  # "continual learning" as a trait is no technique, "willing to travel" no knowledge of tourism
        m.skill for m in vocabulary.find(text) if any(a <= m.start and m.end <= b for a, b in soft)
    }
    hard = [
        s
        for s in requirement.skills
        if s in vocabulary.skills and vocabulary.skills[s].kind != TRAIT_KIND and s not in softened
    ]
    if hard or requirement.years:
        return Judged.BY_EVIDENCE
    if _CONDITIONS.search(text):
        return Judged.AS_CONDITION
    return Judged.IN_PERSON if requirement.skills or _TRAITS.search(text) else Judged.BY_EVIDENCE
