"""The gaps that count: what the posting asks for, evidence decides and the CV does not show, widest first.

A trait is no gap. Must-haves come before nice-to-haves; among them, what is shown least and is nearest to the
work of the job comes first.
"""

from __future__ import annotations

import re

from greenroom.model.ladder import Role
from greenroom.model.match import Judged, RequirementMatch, Strength
from greenroom.model.posting import Need
from greenroom.prepare.match.wording import shorten
from greenroom.prepare.report.candidacy import Candidacy

_TECHNICAL = frozenset({"genai", "databases", "ml", "data", "languages", "cloud", "ops", "web"})
# How much a gap of a kind weighs where it is not what the role itself does.
_ASIDE = 0.6
_WORK: dict[str, dict[Role, float]] = {
    "leadership": {role: _ASIDE for role in Role if role is not Role.ML_ENGINEERING_MANAGER},
    "product": {role: _ASIDE for role in Role if role is not Role.AI_PRODUCT_MANAGER},
    "methods": dict.fromkeys(Role, 0.8),
}
_SOFT = re.compile(
    r"\bfast[- ]?paced\b|\bfast[- ]moving\b|\bhigh[- ]growth\b|\bmindset\b|\bambigu|\bcomfortable (?:in|working)\b|\battitude\b"
    r"|\bpassion|\bthriv|\bself[- ](?:starter|motivat)|\bteam player\b|\bcommunication skills\b|\bwork (?:well )?(?:under|independently)"
    r"|\bautonomie\b|\brigueur\b|\bcurio|抗压|沟通",
    re.IGNORECASE,
)
_SHORT = 60
_EVERY_LOOP = 0.3  # share of the role's questions from which on a skill is asked of everybody
_NOUNS = re.compile(r"[,;:(.!?]|\s[-–—]\s|\s(?:that|which|who|with|including|such as|qui|comme)\s|，|；|。")
_LEAD = re.compile(
    r"^(?:\W*(?:(?:you|tu|vous) (?:have|are|know|as|avez|maîtrises|sais)|\d+\+? years?(?: of)?(?: experience)?|"
    r"(?:(?:strong|deep|solid|proven|extensive|hands[- ]on|direct|excellent|good|advanced|demonstrated|significant|previous|practical|real|relevant) ?(?:,|and)? )*"
    r"(?:experience|knowledge|understanding|expertise|proficiency|background|track record|familiarity|ability|mastery)\b(?: (?:with|of|in|to|using|working|leveraging))?|"
    r"(?:experienced|proficient|comfortable|familiar|skilled) (?:with|in)))\s*",
    re.IGNORECASE,
)


def gaps_of(case: Candidacy, need: Need | None = None) -> tuple[RequirementMatch, ...]:
    """The gaps in the order they should be worked on; only must-haves or nice-to-haves where `need` says so."""
    found = [m for m in case.match.requirements if m.is_gap and not is_soft(case, m)]
    found = [m for m in found if need is None or m.requirement.need is need]
    weights = {m.requirement.id: _weight(case, m) for m in found}
    return tuple(sorted(found, key=lambda m: (m.requirement.need is Need.NICE, -weights[m.requirement.id])))


def is_soft(case: Candidacy, match: RequirementMatch) -> bool:
    """Whether a requirement is about how somebody is and not about what they have done."""
    if match.judged is not Judged.BY_EVIDENCE:
        return True
    named = match.requirement.skills
    technical = any(_kind(case, skill) in _TECHNICAL for skill in named)
    telling = any(case.aim.tells(skill) for skill in named)
    soft = _SOFT.search(match.requirement.statement.text) is not None
    return not technical and not match.requirement.years and (soft or bool(named and not telling))


def topic_of(case: Candidacy, match: RequirementMatch) -> str | None:
    """The skill a gap is about: the least shown of what it names, the first named of these.

    What every loop of the role turns on, or a whole field, says less than something particular.
    """
    named = [s for s in match.requirement.skills if case.aim.tells(s) > 0]

    def order(skill: str) -> tuple[bool, float, float]:
        return _in_every_loop(case, skill), case.standing(skill).points, -case.aim.tells(skill)

    return min(named, key=order, default=None)


def name_of(case: Candidacy, match: RequirementMatch) -> str:
    """A gap in a few words: its skill, or the requirement's own noun phrase."""
    topic = topic_of(case, match)
    return spoken(case, topic) if topic is not None else noun_phrase(match.requirement.statement.text)


def spoken(case: Candidacy, topic: str) -> str:
    """A skill as it stands in a sentence: "synthetic data", "marketing", but "Apache Spark" and "Kubernetes"."""
    name = case.topic_name(topic)
    common = name[1:] == name[1:].lower() and (" " in name or _kind(case, topic) not in _TECHNICAL)
    return name[:1].lower() + name[1:] if common else name


def noun_phrase(text: str) -> str:
    """What a requirement asks for, short enough to be spoken: cut at its first clause, without its opening words."""
    body = _LEAD.sub("", text.strip(), count=1) or text.strip()
    short = _NOUNS.split(body, maxsplit=1)[0].strip(" .;:!。") or body.strip(" .;:!。")
    return shorten(short, _SHORT).rstrip("…")


def how_shown(strength: Strength) -> str:
    """A strength that is a gap, in words."""
    return {
        Strength.MISSING: "your CV does not show it",
        Strength.ADJACENT: "your CV has only something near it",
        Strength.MENTIONED: "your CV only names it",
    }.get(strength, f"your evidence is {strength.label}")


def is_run(case: Candidacy, topic: str | None) -> bool:
    """Whether it is something that things run on or with: a cloud, a tool of operations."""
    return topic is not None and _kind(case, topic) in {"cloud", "ops"}


def is_technical(case: Candidacy, topic: str | None) -> bool:
    """Whether something small can be built with it in an afternoon."""
    return topic is not None and _kind(case, topic) in _TECHNICAL


def gap_topics(case: Candidacy, need: Need) -> frozenset[str]:
    """The particular skills that the gaps of this need turn on."""
    gaps = gaps_of(case, need)
    named = {s for m in gaps for s in case.aim.specific(m.requirement.skills)}
    named |= {topic for m in gaps if (topic := topic_of(case, m)) is not None}
    return frozenset(s for s in named if case.standing(s).points < Strength.SHOWN.points)


def _kind(case: Candidacy, skill: str) -> str:
    known = case.catalogue.vocabulary.skills.get(skill)
    return known.kind if known is not None else ""


def _in_every_loop(case: Candidacy, skill: str) -> bool:
    """Whether every loop of the role judges a skill, so that it is nothing this posting asks in particular."""
    named = {found.title.lower() for found in case.loop.rounds} | {p.name.lower() for p in case.loop.pillars}
    often = case.aim.field.get(skill, 0.0) >= _EVERY_LOOP
    return often or case.topic_name(skill).lower() in named


def _emphasis(case: Candidacy, skill: str) -> float:
    """How often the posting comes back to a skill, 0 (once) to 1 (four times or more)."""
    return min(1.0, max(0, case.posting_mentions[skill] - 1) / 3)


def _weight(case: Candidacy, match: RequirementMatch) -> float:
    """How wide a gap is and how near to the work: what a day on it would be worth."""
    text = match.requirement.statement.text
    field = max((case.aim.field.get(s, 0.0) for s in match.requirement.skills), default=0.0)
    telling = max((case.aim.tells(s) for s in match.requirement.skills), default=0.0)
    topic = topic_of(case, match)
    again = _emphasis(case, topic) if topic is not None else 0.0
    work = _WORK.get(_kind(case, topic), {}).get(case.role, 1.0) if topic is not None else 1.0
    return (
        work
        * (1 - match.strength.points)
        * (0.5 + 0.5 * field + telling + 1.5 * again + case.duty_nearness(text))
    )
