"""Whether a requirement is judged by evidence, only in person, or is a condition to check."""

from __future__ import annotations

import re

from greenroom.model.match import Judged
from greenroom.model.posting import Requirement
from greenroom.model.skills import SkillVocabulary
from greenroom.prepare.match.groups import TRAIT_KIND

# Skills that are as much manner as work: without a call for experience they are judged like traits.
SOFT_SKILLS = frozenset(
    {"stakeholder-management", "project-management", "cross-functional-leadership", "leadership", "conflict-resolution", "delegation",
     "executive-communication"}
)  # fmt: skip
_EXPERIENCE = re.compile(r"experience|track record|history of|certif|exp[ée]rience|经验", re.IGNORECASE)
# "a high-growth, fast-paced and agile environment": nothing but such words before it
_ENVIRONMENT = re.compile(
    r"(?:\b(?:(?:fast|high|rapid\w*|ever|constantly|quickly)[- \u2011]?(?:paced|moving|growing|growth|chang\w+|evolving|pressure)|growth|dynamic|agile"
    r"|rapid\w*|changing|ambiguous|uncertain|matri\w+|collaborative|team|start-?up(?:[- ]like)?|multi-?disciplinary|cross[- ]functional|diverse|inclusive"
    r"|remote|hybrid|entrepreneurial|global|asynchronous|demanding|innovative|low[- ]oversight|challenging|complex)\b[\s,/&]*(?:(?:and|or|yet|but)\b\s*)?){1,6}"
    r"(?:work(?:ing|place)? |delivery )?(?:environments?|settings?|culture)\b",
    re.IGNORECASE,
)
_TRAITS = re.compile(
    r"\b(?:self[- ](?:motivat\w+|starter|driven|direct\w+|aware\w*)|passion\w*|enthusias\w*|curio(?:us|sity)|team[- ]player|work ethic"
    r"|mindset|positive attitude|humble|humility|empath\w+|sense of (?:humou?r|urgency)|proactiv\w*|resilien\w+|eager"
    r"|willing(?:ness)? to (?:learn|take|go|roll)|(?:fast|quick)[- ]learner|learn quickly|emotional intelligence|interpersonal|adaptab\w+"
    r"|communicat\w+ skills|(?:excellent|strong|clear) communicat\w+|problem[- ]solv\w+|relentless\w*|tenaci\w+|grit|hustle|bias (?:for|to|toward|towards) action|entrepreneurial|startup spirit|ambigu(?:ity|ous)|uncertainty|(?:many|multiple|several) (?:hats|priorities)|prioriti[sz]e (?:tasks|work|your)|comfortable (?:with|in) (?:change|chaos)|inspire (?:others|people|teams?)|influence without authority|relationship (?:management|building)|critical thinking|common sense|good judge?ment|attention to detail|detail[- ]oriented"
    r"|take (?:the )?initiative|initiative|our values|you love|(?:you|we) embody|care (?:deeply|about)|integrity|fast[- ]paced|thrives?|multi[- ]?task\w*"
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
    manner = [m.span() for pattern in (_TRAITS, _ENVIRONMENT) for m in pattern.finditer(text)]
    soft = [*manner, *(m.span() for m in _CONDITIONS.finditer(text))]
    softened = {  # "continual learning" as a trait is no technique, "willing to travel" no knowledge of tourism
        m.skill for m in vocabulary.find(text) if any(a <= m.start and m.end <= b for a, b in soft)
    }
    hard = [
        s
        for s in requirement.skills
        if s in vocabulary.skills and not _is_soft(s, text, vocabulary) and s not in softened
    ]
    if hard or requirement.years:
        return Judged.BY_EVIDENCE
    if _CONDITIONS.search(text):
        return Judged.AS_CONDITION
    return Judged.IN_PERSON if requirement.skills or manner else Judged.BY_EVIDENCE


def _is_soft(skill: str, text: str, vocabulary: SkillVocabulary) -> bool:
    if skill in SOFT_SKILLS:
        return not _EXPERIENCE.search(text)
    return vocabulary.skills[skill].kind == TRAIT_KIND
